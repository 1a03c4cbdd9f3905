"""The pulse, the board of a look back, and what is improved."""
