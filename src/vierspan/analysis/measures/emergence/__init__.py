"""What comes up in texts: which words rise, and whether that is more than chance."""
