"""Small pure things that every domain may use, named by noun."""
