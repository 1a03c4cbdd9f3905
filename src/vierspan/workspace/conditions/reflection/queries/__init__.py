"""What may be read of rounds, boards and improvements."""
