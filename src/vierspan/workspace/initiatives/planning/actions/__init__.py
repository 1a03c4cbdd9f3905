"""What changes a table plan."""
