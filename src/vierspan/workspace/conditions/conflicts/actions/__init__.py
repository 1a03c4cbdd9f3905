"""What may be done about a conflict, by those named in it."""
