"""The map of a network: who is on it and where, what ties them, which groups they form, and how one reaches another."""
