"""Which parties sit at which step, how intensely, and when."""
