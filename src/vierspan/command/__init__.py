"""What the command does, one file for each kind of work."""
