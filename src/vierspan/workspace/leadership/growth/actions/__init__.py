"""What people do to grow: wish, try, note, ask what was seen, write, share, practise together, add to the library."""
