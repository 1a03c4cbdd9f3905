"""Views of the map that were kept: to open again, to tell a story with, to show to outsiders, to hang on the wall."""
