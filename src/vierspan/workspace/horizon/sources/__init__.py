"""Where items come in by themselves: feeds, calendars, mail."""
