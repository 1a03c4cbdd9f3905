"""Two rows that are one person or party: suggested, brought together when somebody says so, and taken apart again."""
