"""What asks for one person about leading: of others, of their roles, of what they practise. Theirs alone."""
