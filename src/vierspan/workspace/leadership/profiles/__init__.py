"""What a leader shows of their own mirror to whom, and what they say is not right."""
