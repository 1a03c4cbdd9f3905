"""What somebody may do with how the network shows itself, and with what is said outside."""
