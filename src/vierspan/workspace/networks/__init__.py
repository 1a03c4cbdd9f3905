"""The network itself: its name and purpose, who takes part, and the wall around it."""
