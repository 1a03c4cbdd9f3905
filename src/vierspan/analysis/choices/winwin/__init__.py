"""Win-win: packages of options, what each is worth to each party, and which are good for all."""
