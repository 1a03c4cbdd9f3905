"""What fits: the wishes of the parties, their time, and the choice that was made."""
