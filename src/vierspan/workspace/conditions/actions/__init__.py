"""What one does in the conditions, by noun."""
