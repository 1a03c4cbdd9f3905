"""Adding sources and looking after them, and judging what they bring."""
