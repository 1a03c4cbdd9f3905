"""A conflict, for the people named in it only."""
