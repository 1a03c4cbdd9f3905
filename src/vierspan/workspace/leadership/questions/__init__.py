"""Asking oneself and others how somebody leads; what the network needs."""
