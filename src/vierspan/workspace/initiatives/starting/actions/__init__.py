"""Beginning, steering and closing an initiative."""
