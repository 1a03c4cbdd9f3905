"""Growth: a wish, something to try at a real moment, what came of it, and with whom one practises."""
