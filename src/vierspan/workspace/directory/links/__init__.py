"""Personal links: what somebody may do with a link in a letter, without an account."""
