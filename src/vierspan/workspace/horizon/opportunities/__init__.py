"""What a network could take up, what that takes, and which parties could do it."""
