"""What work in one room leaves in another, in one transaction."""
