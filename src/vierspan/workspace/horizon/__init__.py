"""The explorer's room: signals and contacts outside."""
