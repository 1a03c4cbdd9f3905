"""Stakeholders and other networks: who keeps touch with whom, and what is going on there."""
