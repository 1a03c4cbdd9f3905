"""What somebody practises, with whom, and what came of it."""
