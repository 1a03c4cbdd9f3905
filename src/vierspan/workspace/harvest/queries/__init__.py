"""What one sees only when the rooms are read together."""
