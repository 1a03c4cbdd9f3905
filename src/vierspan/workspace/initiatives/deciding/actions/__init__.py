"""What people do with questions to decide on."""
