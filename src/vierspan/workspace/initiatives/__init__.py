"""The process manager's room: tables, steps, commitments and decisions."""
