"""The nouns that every room speaks of: parties, people and how they belong, themes, initiatives."""
