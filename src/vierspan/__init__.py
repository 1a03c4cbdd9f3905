"""Vierspan: who leads in a network, how it is shared, what is missing, what to do next."""
