"""Who holds which orientation, granted by whom, since when and until when."""
