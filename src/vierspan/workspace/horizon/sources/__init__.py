"""Where signals come from: feeds, calendars and mails, and the inbox in which they are judged."""
