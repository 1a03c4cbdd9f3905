"""A whole network in and out: files read, mended and imported, exports, the demo."""
