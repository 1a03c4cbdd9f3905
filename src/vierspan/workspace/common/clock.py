"""The one place that knows what time it is."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The date on the wall where the network is."""
    return timezone.localdate()
