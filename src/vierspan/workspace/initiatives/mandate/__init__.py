"""On behalf of whom an initiative works."""
