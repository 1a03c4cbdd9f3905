"""What somebody may do with parties, people and what ties them; a module per noun."""
