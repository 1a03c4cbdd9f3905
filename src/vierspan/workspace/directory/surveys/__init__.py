"""Relation surveys: who is asked about whom, what they answered, and what may be shown of it."""
