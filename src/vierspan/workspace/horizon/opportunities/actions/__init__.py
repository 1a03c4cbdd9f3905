"""Framing an opportunity, saying what it takes, and finding who would do it."""
