"""How several people weigh a signal, and how far it has come."""
