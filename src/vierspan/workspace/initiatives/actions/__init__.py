"""What people do in the room of the process manager."""
