"""Feedback, asked and unasked; it belongs to who receives it."""
