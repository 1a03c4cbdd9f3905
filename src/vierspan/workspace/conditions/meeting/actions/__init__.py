"""Preparing, inviting to, holding and looking back upon a gathering."""
