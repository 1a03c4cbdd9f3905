"""Background work: what runs when."""
