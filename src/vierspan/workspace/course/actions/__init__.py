"""What people do in the strategist's room."""
