"""How much was given, read from a few words: "3 uur", "€ 250", "een halve dag", "4"."""

import re
from dataclasses import dataclass

HOURS_A_DAY, HOURS_A_HALF_DAY = 8.0, 4.0
_NUMBER = r"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_HALVES = {"anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "halve": 0.5, "een": 1.0, "één": 1.0, "a": 1.0, "an": 1.0}
_WORD = rf"(?:{_NUMBER}|({'|'.join(_HALVES)}))"
_EURO = re.compile(rf"(?:€|\beuro?\b|\beur\b)\s*{_NUMBER}|{_NUMBER}\s*(?:€|euro'?s?\b|eur\b)", re.IGNORECASE)
_HALF_DAYS = re.compile(rf"\b{_WORD}\s*(?:dagdel?en|dagdeel|halve dag(?:en)?|half days?)\b", re.IGNORECASE)
_HALF_DAY = re.compile(r"\b(?:een |a )?(?:halve dag|half day|half a day)\b", re.IGNORECASE)
_HOURS = re.compile(rf"\b{_WORD}\s*(?:uren|uur|u|hours?|hrs?|h)\b", re.IGNORECASE)
_DAYS = re.compile(rf"\b{_WORD}\s*(?:dagen|dag|days?)\b", re.IGNORECASE)
_POINTS = re.compile(rf"\b{_NUMBER}\s*(?:punten|punt|points?|pt)\b", re.IGNORECASE)
_BARE = re.compile(rf"^\s*{_NUMBER}\s*$")


@dataclass(frozen=True, slots=True)
class Amount:
    value: float
    unit: str  # "points", "hours" or "euro"


def amount_in(text: str, *, usual: str = "points") -> Amount | None:
    """The first amount that the words name; a bare number is in the usual unit. None where they name none."""
    for pattern, unit, each in (
        (_EURO, "euro", 1.0),
        (_POINTS, "points", 1.0),
        (_HALF_DAYS, "hours", HOURS_A_HALF_DAY),
        (_HOURS, "hours", 1.0),
        (_DAYS, "hours", HOURS_A_DAY),
        (_BARE, usual or "points", 1.0),
    ):
        if unit == "hours" and each == HOURS_A_DAY and _HALF_DAY.search(text):
            return Amount(HOURS_A_HALF_DAY, "hours")
        if found := pattern.search(text):
            return Amount(_number(next(part for part in found.groups() if part)) * each, unit)
    return None


def _number(written: str) -> float:
    """As the Dutch write it (1.250,50) and as the English do (2.5)."""
    if written.lower() in _HALVES:
        return _HALVES[written.lower()]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        written = written.replace(".", "")
    return float(written.replace(",", "."))
