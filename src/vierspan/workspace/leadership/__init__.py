"""Roles held, and who sees whom take the lead."""
