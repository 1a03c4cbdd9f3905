"""How an initiative begins, goes through its phases, and ends."""
