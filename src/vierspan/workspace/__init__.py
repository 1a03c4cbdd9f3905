"""The site in which networks live."""
