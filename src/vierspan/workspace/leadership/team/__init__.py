"""Looking at the shared leadership together, step by step."""
