"""Keeping touch with the outside."""
