"""Asking parties for their estimate, and choosing the mandate."""
