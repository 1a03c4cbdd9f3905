"""What each party needs, and which package is good for all."""
