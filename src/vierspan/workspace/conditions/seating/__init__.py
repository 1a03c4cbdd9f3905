"""Who sits with whom: groups that bring people together who should meet."""
