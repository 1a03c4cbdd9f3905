"""What people do with a signal once it was spotted."""
