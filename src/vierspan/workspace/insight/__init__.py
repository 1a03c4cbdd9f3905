"""The bridge: what a network stores, as records, and the mirror and handles that analysis makes of them."""
