"""What people do in a search for a package."""
