"""Dilemmas of leading in a network: what the facts say, what to ask oneself, and one's own thoughts about them."""
