"""What feeds, calendars and mails say, as items; whatever they are made of."""
