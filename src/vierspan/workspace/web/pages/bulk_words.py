"""What may be changed of many rows at once, as a form offers it and as a sentence says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory import suggestions
from vierspan.workspace.directory.actions.bulk import COLUMNS, OWN, Wish
from vierspan.workspace.directory.bulk_changes import Made
from vierspan.workspace.directory.own_fields import own_fields
from vierspan.workspace.insight import words

TAGGING = ("add", "remove")
NO_VALUE = frozenset({"", "clear"})


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that may be changed, and what its value looks like: text, choice, date, party or number."""

    key: str
    label: str
    kind: str
    options: Mapping[str, str]  # to choose from, or to help typing
    may_clear: bool = True


@dataclass(frozen=True, slots=True)
class Wishing:
    """What somebody is asking for, as far as they got."""

    ways: tuple[Way, ...]
    way: Way | None
    value: str
    clears: bool
    wish: Wish | None
    value_words: str


@dataclass(frozen=True, slots=True)
class Told:
    id: UUID
    sentence: str
    made_at: datetime
    made_by: str
    is_undone: bool


def wishing(actor: Actor, table: str, given: QueryDict) -> Wishing:
    offered = ways(actor, table)
    way = next((each for each in offered if each.key == given.get("what")), None)
    value, clears = given.get("value", "").strip(), bool(given.get("clear")) and bool(way and way.may_clear)
    wish = _wish(actor, way, value, "clear" if clears else "") if way else None
    return Wishing(offered, way, value, clears, wish, _words_of(way, value, actor.language) if way else "")


def ways(actor: Actor, table: str) -> tuple[Way, ...]:
    known = {each: each for each in suggestions.tags(actor)}
    return (
        *(_column(actor, table, column) for column in COLUMNS[table]),
        Way("add", _("Add a tag"), "text", known, may_clear=False),
        Way("remove", _("Take a tag away"), "text", known, may_clear=False),
        Way("check", _("Mark as checked"), "date", {}, may_clear=False),
        *(_own(field) for field in own_fields(actor, table)),
    )


def _column(actor: Actor, table: str, column: str) -> Way:
    label = words.column_label(table, column, actor.language)
    if column == "ring":
        return Way(column, label, "choice", words.choice_labels("rings", actor.language))
    if column == "party":
        return Way(column, label, "text", {each: each for each in suggestions.party_names(actor)}, may_clear=False)
    if column == "next_check":
        return Way(column, label, "date", {})
    known = {"sector": directory.sectors, "region": directory.regions}.get(column)
    return Way(column, label, "text", {each: each for each in known(actor)} if known else {})


def _own(field: Any) -> Way:
    if field.type == "flag":
        return Way(f"{OWN}{field.name}", field.name, "choice", {"true": _("yes"), "false": _("no")})
    kind = {"choice": "choice", "date": "date", "number": "number"}.get(field.type, "text")
    return Way(f"{OWN}{field.name}", field.name, kind, {each: each for each in field.choices})


def _wish(actor: Actor, way: Way, value: str, clearing: str) -> Wish | None:
    """None as long as no value was given that is needed."""
    if way.key == "check":
        return Wish("check", value=parse_date(value) if value else None)
    if clearing:
        return Wish("clear", way.key)
    if not value:
        return None
    if way.key in TAGGING:
        return Wish(way.key, value=value)
    return Wish("set", way.key, _meant(actor, way, value))


def _meant(actor: Actor, way: Way, value: str) -> Any:
    if way.key == "party":
        found = suggestions.party_named(actor, value)
        return str(found.pk) if found else str(UUID(int=0))
    return parse_date(value) if way.key == "next_check" else value


def _words_of(way: Way, value: str, language: str) -> str:
    if way.kind == "date":
        day = parse_date(value) if value else None
        return words.written(day, "date", language) if day else value
    return way.options.get(value, value)


def how_many(table: str, n: int) -> str:
    if table == "people":
        return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}
    return ngettext("%(n)s party", "%(n)s parties", n) % {"n": n}


def sentence(actor: Actor, table: str, wanted: Wishing, n: int) -> str:
    """What happens, or happened, to so many."""
    wish, label = wanted.wish, wanted.way.label if wanted.way else ""
    return _sentence(wish.how if wish else "", how_many(table, n), label, wanted.value_words)


def so_already(n: int) -> str:
    return ngettext("For one it is so already.", "For %(n)s it is so already.", n) % {"n": n} if n else ""


def told(actor: Actor, table: str, made: Made) -> Told:
    """One change of before, in the reader's language."""
    way = next((each for each in ways(actor, table) if each.key in (made.column, made.how)), None)
    label = way.label if way else made.column.removeprefix(OWN)
    value = "" if made.value is None else str(made.value)
    if made.column == "party" and value:
        named = directory.names(actor, [value])
        value = named[UUID(value)].name if UUID(value) in named else _("a party that is no longer here")
    said = _words_of(way, value, actor.language) if way else value
    text = _sentence(made.how, how_many(table, made.count), label, said)
    return Told(made.id, text, made.made_at, made.made_by, made.is_undone)


def _sentence(how: str, who: str, label: str, value: str) -> str:
    facts = {"who": who, "label": label, "value": value}
    sentences = {
        "set": _("%(who)s: %(label)s becomes “%(value)s”"),
        "clear": _("%(who)s: %(label)s becomes empty"),
        "add": _("%(who)s: get the tag “%(value)s”"),
        "remove": _("%(who)s: lose the tag “%(value)s”"),
        "check": _("%(who)s: marked as checked today"),
    }
    return sentences.get(how, "%(who)s") % facts
