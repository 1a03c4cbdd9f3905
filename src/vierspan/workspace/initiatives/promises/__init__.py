"""What was promised, renegotiated, delivered."""
