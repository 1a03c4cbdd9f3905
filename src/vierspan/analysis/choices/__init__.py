"""What to choose: the best portfolio under limits, who sits with whom. Each answer says how sure it is."""
