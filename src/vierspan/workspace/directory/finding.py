"""Searching people and parties: first what holds the words, then, where that is little, what looks like them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex, Substr
from rapidfuzz import process
from rapidfuzz.distance import OSA

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.directory.spelling import PARTS, telling, words

LITTLE = 3  # with fewer rows found, one may have been mistyped
MOST_ALIKE = 50
LONG_ENOUGH = 5  # letters a word must have for a slip in it to be seen through
KNOWN = 3  # letters of a word that must be right where another is only an initial
LONGEST_INITIALS = 2

Postings = Mapping[str, list[int]]


def holding(actor: Actor, rows: QuerySet[Any], said: str) -> QuerySet[Any]:
    """The rows in which every telling word of the search stands, in any order."""
    rows, column = _open(actor, rows)
    for word in telling(words(said)):
        rows = rows.filter(**{f"{column}__contains": word if len(word) > 1 else f" {word}"})
    return rows


def alike(actor: Actor, rows: QuerySet[Any], said: str) -> list[uuid.UUID]:
    """Rows that look like the search: a slip in a longer word, or an initial for a first name. Exact ones are not
    among them, and there are none where enough rows hold the words as they are."""
    wanted = telling(words(said))
    if not any(len(word) >= KNOWN for word in wanted):
        return []
    exact = set(holding(actor, rows, said).order_by().values_list("pk", flat=True)[:LITTLE])
    if len(exact) >= LITTLE:
        return []
    rows, column = _open(actor, rows)
    listed = list(rows.order_by().values_list("pk", column))
    hits = _looking_like(wanted, [text for _, text in listed])
    return [listed[at][0] for at in hits if listed[at][0] not in exact][:MOST_ALIKE]


def _open(actor: Actor, rows: QuerySet[Any]) -> tuple[QuerySet[Any], str]:
    """The rows with the column that this actor may search in."""
    if may(actor, Do.READ_MEMBERS):
        return rows, "search"
    return rows.annotate(openly=Substr("search", 1, StrIndex("search", Value(PARTS)))), "openly"


def _looking_like(wanted: Sequence[str], texts: Sequence[str]) -> list[int]:
    postings = _postings(texts)
    likely: set[int] | None = None
    for word in wanted:
        hits = _rows_with(word, postings)
        if any(len(other) >= KNOWN for other in wanted if other != word):
            hits |= {at for at, text in enumerate(texts) if _is_initial_of(text, word)}
        likely = hits if likely is None else likely & hits
    return sorted(likely or ())


def _postings(texts: Iterable[str]) -> Postings:
    found: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for word in text.split():
            found[word].append(at)
    return found


def _rows_with(word: str, postings: Postings) -> set[int]:
    """Where the word stands, or one that a single slip of the fingers makes of it."""
    spelt = [other for other in postings if word in other]
    if len(word) >= LONG_ENOUGH:
        near = [other for other in postings if abs(len(other) - len(word)) <= 1]
        spelt += [other for other, *_ in process.extract(word, near, scorer=OSA.distance, score_cutoff=1, limit=None)]
    return {at for other in spelt for at in postings[other]}


def _is_initial_of(text: str, word: str) -> bool:
    first = text.split(" ", 2)[1] if text.count(" ") else ""
    return 0 < len(first) <= LONGEST_INITIALS and first[0] == word[0]
