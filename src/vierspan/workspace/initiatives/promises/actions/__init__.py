"""What becomes of a commitment."""
