"""What somebody fills in of a person or a party, made fit to keep; raises Invalid where it cannot be."""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.rows import RINGS

LONGEST_LINE = 200
LONGEST_TEXT = 5000
MOST_TAGS = 30
LONGEST_TAG = 60
EARLIEST, LATEST = date(1800, 1, 1), date(2200, 1, 1)

Fit = Callable[[str, Any], Any]


def line(column: str, value: Any) -> str:
    """One line, without stray white space."""
    kept = tidy(str(value or ""))
    if len(kept) > LONGEST_LINE:
        raise Invalid(column, "too_long")
    return kept


def words(column: str, value: Any) -> str:
    """Several lines, each tidied; nothing above the first or under the last."""
    kept = "\n".join(map(tidy, str(value or "").splitlines())).strip()
    if len(kept) > LONGEST_TEXT:
        raise Invalid(column, "too_long")
    return kept


def name(column: str, value: Any) -> str:
    kept = line(column, value)
    if not kept:
        raise Invalid(column, "needs_a_name")
    return kept


def day(column: str, value: Any) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, date) or not EARLIEST <= value <= LATEST:
        raise Invalid(column, "no_such_day")
    return value


def tags(column: str, value: Iterable[Any] | None) -> list[str]:
    """Each once, whatever its capitals, in the order given."""
    found: dict[str, str] = {}
    for each in value or ():
        tag = tidy(str(each))
        if len(tag) > LONGEST_TAG:
            raise Invalid(column, "too_long")
        if tag:
            found.setdefault(tag.casefold(), tag)
    if len(found) > MOST_TAGS:
        raise Invalid(column, "too_many")
    return list(found.values())


def _email(column: str, value: Any) -> str:
    kept = line(column, value)
    try:
        if kept:
            validate_email(kept)
    except ValidationError as slip:
        raise Invalid(column, "no_address") from slip
    return kept


def website(column: str, value: Any) -> str:
    """A web address and nothing else, so that it is safe to offer as a link."""
    kept = line(column, value)
    if not kept:
        return ""
    whole = kept if "://" in kept else f"https://{kept}"
    try:
        parts = urlsplit(whole)
    except ValueError as slip:
        raise Invalid(column, "no_website") from slip
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or "") or " " in whole:
        raise Invalid(column, "no_website")
    return whole


def _ring(column: str, value: Any) -> str:
    if value in ("", None, *RINGS):
        return str(value or "")
    raise Invalid(column, "unknown_choice")


def _between(low: float, high: float) -> Fit:
    def fit(column: str, value: Any) -> float | None:
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise Invalid(column, "no_number")
        if not low <= value <= high:
            raise Invalid(column, "number_out_of_range")
        return float(value)

    return fit


FITS: Mapping[str, Fit] = MappingProxyType(
    {
        "name": name,
        "email": _email,
        "website": website,
        "note": words,
        "ring": _ring,
        "tags": tags,
        "joined_on": day,
        "left_on": day,
        "next_check": day,
        "latitude": _between(-90, 90),
        "longitude": _between(-180, 180),
        "fair_share": _between(0, 1e9),
    }
)
PERSON_COLUMNS = frozenset(
    {"name", "email", "phone", "function", "ring", "joined_on", "left_on", "tags", "note", "next_check"}
)
PARTY_COLUMNS = frozenset(
    {"name", "short_name", "sector", "region", "place", "latitude", "longitude", "ring", "fair_share", "joined_on"}
    | {"left_on", "website", "tags", "note", "next_check"}
)


def _fit(column: str) -> Fit:
    return FITS.get(column, line)


def filled(columns: Iterable[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """The columns among what was given, each fit to keep."""
    found = {column: _fit(column)(column, given[column]) for column in columns if column in given}
    begun, ended = found.get("joined_on"), found.get("left_on")
    if begun and ended and ended < begun:
        raise Invalid("left_on", "ends_before_it_begins")
    return found
