"""What is done with rounds: making one, choosing who is asked, opening, reminding, closing."""
