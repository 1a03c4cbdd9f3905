"""What people do in the room of the explorer."""
