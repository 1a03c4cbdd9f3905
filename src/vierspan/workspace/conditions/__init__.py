"""The developer's room: rules of the game, give and get, gatherings, reflection."""
