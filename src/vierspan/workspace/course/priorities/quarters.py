"""Quarters of a year, by their first day."""

from datetime import date, timedelta


def quarter_of(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def next_quarter(quarter: date) -> date:
    return quarter_of(quarter + timedelta(days=95))


def last_day(quarter: date) -> date:
    return next_quarter(quarter) - timedelta(days=1)
