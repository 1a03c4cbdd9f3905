"""Comparing names as people mean them: without regard to case, accents, spaces, signs, and small slips."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz import process as nearest_of

from vierspan.analysis.schema import closed_lists, tables

KEPT = 20_000  # texts whose folded form is remembered
NEAR = 78.0
SLIP = 86.0

_WORD_SIGNS = re.compile(r"[\W_]+")
_MARKED = re.compile(r"\(\s*(ignore|negeer|negeren|overslaan)\s*\)", re.IGNORECASE)

# Sheets under these names are guidance and lists of the template, never rows.
GUIDANCE = frozenset({"leesmij", "readme", "lijsten", "lists", "uitleg", "toelichting"})

OTHER_SHEET_NAMES: Mapping[str, str] = {
    "organisaties": "parties",
    "organisatie": "parties",
    "organisations": "parties",
    "organizations": "parties",
    "personen": "people",
    "persoon": "people",
    "persons": "people",
    "person": "people",
    "party": "parties",
    "partij": "parties",
    "relatie": "ties",
    "tie": "ties",
    "activity": "activities",
    "spelregel": "rules",
    "rules": "rules",
    "regels": "rules",
    "rollen": "roles",
    "oordelen": "ratings",
    "zetels": "seats",
}


@lru_cache(KEPT)
def fold(text: str) -> str:
    """The text in small letters and digits only, accents and all other signs left out."""
    if text.isascii():
        return _WORD_SIGNS.sub("", text.casefold())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD_SIGNS.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def folded_name(text: str) -> str:
    """The name without regard to case and to how much white space stands where."""
    return " ".join(text.casefold().split())


def nearest(name: str, known: Iterable[str], *, limit: int = 3, least: float = NEAR) -> tuple[str, ...]:
    """The known names that look most like this one, best first; none where nothing is near."""
    return nearest_folded(name, {one: folded_name(one) for one in known}, limit=limit, least=least)


def nearest_folded(
    name: str, known: Mapping[str, str], *, limit: int = 3, least: float = NEAR
) -> tuple[str, ...]:  # fmt: skip
    """As nearest, where each known name already has its folded form beside it.

    Letters in the same order count fully, the same words in another order nearly so.
    """
    best: dict[str, float] = {}
    for scorer, weight in ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 0.95)):
        found = nearest_of.extract(folded_name(name), known, scorer=scorer, limit=limit, score_cutoff=least / weight)
        for _, score, one in found:
            best[one] = max(best.get(one, 0.0), weight * score)
    return tuple(sorted(best, key=lambda one: -best[one])[:limit])


def slip_of(folded: str, known: Iterable[str]) -> str | None:
    """The one folded name this is a small slip of; None where none or more than one is near."""
    if len(folded) < 4:
        return None
    found = nearest_of.extract(folded, list(known), scorer=fuzz.ratio, limit=2, score_cutoff=SLIP)
    if not found or (len(found) > 1 and found[0][1] - found[1][1] < 3):
        return None
    return found[0][0]


def is_ignored(sheet: str) -> bool:
    """Whether the sheet's own name says that it must not be read."""
    return bool(_MARKED.search(sheet)) or fold(sheet) in GUIDANCE


@cache
def sheet_names() -> Mapping[str, str]:
    """Folded sheet name -> table key, in both languages, with the other names people use."""
    names = dict(OTHER_SHEET_NAMES)
    for key, table in tables().items():
        names |= {fold(table.nl): key, fold(table.en): key, fold(key): key}
    return names


@cache
def column_names(table: str) -> Mapping[str, str]:
    """Folded column header -> column key, in both languages."""
    columns = tables()[table].columns
    return {fold(name): column.key for column in columns for name in (column.nl, column.en, column.key)}


@cache
def known_headers() -> frozenset[str]:
    return frozenset(name for table in tables() for name in column_names(table))


@cache
def choice_names(choices: str) -> Mapping[str, str]:
    """Folded label or key -> key of one closed list."""
    return {fold(name): choice.key for choice in closed_lists()[choices] for name in (choice.key, choice.nl, choice.en)}
