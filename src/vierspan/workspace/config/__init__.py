"""Settings, addresses and the way in for a server."""
