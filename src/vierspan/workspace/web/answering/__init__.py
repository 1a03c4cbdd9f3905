"""The answering page of a relation survey: its steps, what stands on it, and what is kept and handed in."""
