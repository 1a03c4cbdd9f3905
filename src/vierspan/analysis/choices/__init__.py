"""What to choose: the best portfolio under limits, who sits with whom. Pure functions; each says how sure its answer is."""
