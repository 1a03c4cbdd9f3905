"""The member list of PARTNER: an organisation and its contact on each row."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from vierspan.analysis.formats.columns import headings, texts
from vierspan.analysis.formats.names import plain
from vierspan.analysis.problems import Problem

if TYPE_CHECKING:
    from vierspan.analysis.formats.grid import Grid

_ORGANISATION = tuple(
    f"{word}{more}" for word in ("organization", "organisation", "member organization") for more in (" name", "")
)
_PARTY: Mapping[str, tuple[str, ...]] = {
    "short_name": ("short map label", "map label", "short label", "organization label", "short name", "label"),
    "website": ("website", "organization website", "web site", "url"),
    "sector": ("sector", "organization sector", "org sector"),
    "place": ("city", "town", "municipality"),
    "region": ("province", "state", "state province", "province state", "region"),
    "address": ("address", "street address", "address 1", "street"),
    "postal code": ("postal code", "zip", "zip code", "zip postal code", "postcode"),
    "country": ("country",),
    "primary function": ("primary org function", "primary organization function", "primary function", "org function"),
}
_PERSON: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e mail", "email address", "e mail address", "contact email"),
    "phone": ("phone", "phone number", "telephone", "contact phone"),
    "function": ("job title", "title", "position", "contact title"),
}
_FIRST = ("first name", "firstname", "contact first name", "given name")
_LAST = ("last name", "lastname", "contact last name", "surname", "family name")
_TELLING = ("short map label", "map label", *_PARTY["primary function"])
_FEWEST = 4


def _found(names: Sequence[str], words: Sequence[str]) -> str | None:
    by_plain = {plain(name): name for name in reversed(names)}
    return next((by_plain[word] for word in words if word in by_plain), None)


def is_partner(grids: Sequence["Grid"]) -> bool:
    """Whether this is one list of organisations, each with a contact, under PARTNER's headings.

    Where none of its very own headings is there, all must be known: else it may be a list of something else.
    """
    if len(grids) != 1:
        return False
    names = headings(grids[0])
    known = [title for words in (_FIRST, _LAST, *_PARTY.values(), *_PERSON.values()) if (title := _found(names, words))]
    has_contact = _found(names, _FIRST) is not None and _found(names, _LAST) is not None
    is_its_own = _found(names, _TELLING) is not None or (has_contact and len(known) == len(names) - 1)
    return _found(names, _ORGANISATION) is not None and is_its_own and len(known) >= _FEWEST


def read_partner(grids: Sequence["Grid"]) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """The organisations as parties, and their contacts as people in them. Headings in any order, any may be missing.

    An organisation that comes back is one party with several contacts. A row without an organisation is passed over,
    and a notice says so. Other columns stay with the organisation. Never raises.
    """
    frame = texts(grids[0])
    parties: dict[str, dict[str, str]] = {}
    people: list[dict[str, str]] = []
    nameless = 0
    columns = _columns(frame.columns)
    for row in frame.iter_rows(named=True):
        name = row[columns["name"]]
        if name is None:
            nameless += 1
            continue
        party = parties.setdefault(plain(name) or name, {"id": name, "name": name})
        told = {key: row[title] for key, title in columns.items() if row[title] is not None}
        for key, value in told.items():
            if key not in ("first", "last", *_PERSON):
                party.setdefault(key, value)
        if person := _contact(told, party["id"]):
            people.append(person)
    problems = [Problem(code="partner_nameless", facts={"count": nameless})] if nameless else []
    _set_apart(people, {party["id"] for party in parties.values()})
    made = {"parties": pl.DataFrame(_level(list(parties.values()))), "people": pl.DataFrame(_level(people))}
    return {key: table for key, table in made.items() if table.height}, problems


def _columns(names: Sequence[str]) -> dict[str, str]:
    """Which heading is what; other headings stand for themselves."""
    words = {"name": _ORGANISATION, "first": _FIRST, "last": _LAST, **_PARTY, **_PERSON}
    found = {key: title for key, known in words.items() if (title := _found(names, known))}
    others = {title: title for title in names if title not in found.values() and title not in (*words, "id")}
    return found | others


def _contact(told: Mapping[str, str], party: str) -> dict[str, str] | None:
    name = " ".join(filter(None, (told.get("first"), told.get("last")))) or told.get("email", "")
    if not name:
        return None
    return {"id": name, "name": name, "party": party} | {key: told[key] for key in _PERSON if key in told}


def _set_apart(people: list[dict[str, str]], taken: set[str]) -> None:
    """People of one name are told apart by their address, else by their organisation, else by a number."""
    for person in people:
        name = person["name"]
        words = (person.get("email"), person["party"], *map(str, range(2, len(people) + 3)))
        codes = (name, *(f"{name} ({word})" for word in words if word))
        person["id"] = next(code for code in codes if code not in taken)
        taken.add(person["id"])


def _level(rows: list[dict[str, str]]) -> list[dict[str, str | None]]:
    titles = dict.fromkeys(title for row in rows for title in row)
    return [{title: row.get(title) for title in titles} for row in rows]
