"""What people do with feedback: ask, answer, offer, welcome, reply, share, delete."""
