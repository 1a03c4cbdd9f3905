"""What people do to choose: say what is asked and what must, vote, choose, look again."""
