"""Writing together: proposals on a text, who stands behind it, and what it was before."""
