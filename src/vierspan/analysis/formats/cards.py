"""Cards of other people's address books, gathered into people and the parties they work for."""

import re
from collections.abc import Iterable, Iterator

import polars as pl

from vierspan.analysis.formats.names import plain
from vierspan.analysis.formats.vcard_lines import Card, Property, parted, unescaped
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import tables

Row = dict[str, object]
# Where what stands on a card goes; what is in neither list stays behind.
_USED = frozenset(
    "VERSION FN N NICKNAME KIND UID ORG TITLE ROLE EMAIL TEL URL NOTE CATEGORIES ADR GEO X-ABSHOWAS "
    "PRODID REV SORT-STRING NAME PROFILE SOURCE X-ABLABEL LABEL".split()
)
_COMPANY = ("org", "organization", "organisation")
_GEO = re.compile(r"(?:geo:)?\s*(-?\d+(?:\.\d+)?)\s*[;,]\s*(-?\d+(?:\.\d+)?)")


class AddressBook:
    """The people and parties of the cards added so far."""

    def __init__(self) -> None:
        self.people: list[Row] = []
        self.parties: list[Row] = []
        self._ids: set[str] = set()
        self._parties: dict[str, Row] = {}
        self._people: dict[tuple[str, str], Row] = {}
        self._left: dict[str, None] = {}
        self._nameless = self._unclosed = self._lists = 0

    def add(self, card: Card) -> None:
        """One card: a person, a party, or nothing where nobody is named on it."""
        self._unclosed += not card.is_whole
        self._left |= dict.fromkeys(one.name for one in card.properties if one.name not in _USED)
        if card.text("KIND").casefold() == "group":
            self._lists += 1
        elif _is_of_party(card):
            self._add_party(_organisation(card)[0] or card.text("FN"), card)
        elif name := _name(card):
            self._add_person(name, card)
        else:
            self._nameless += 1

    def _add_party(self, name: str, card: Card) -> None:
        row = self._party(name, card.text("UID"))
        _fill(row, {**_shared(card), **_whereabouts(card), "email": card.text("EMAIL"), "phone": _phone(card)})
        row["website"] = row.get("website") or card.text("URL")

    def _party(self, name: str, identity: str = "") -> Row:
        """The party of this name, made where there is none yet."""
        key = plain(name) or name
        if key not in self._parties:
            self._parties[key] = {"id": self._free(identity or name), "name": name.strip()}
            self.parties.append(self._parties[key])
        return self._parties[key]

    def _add_person(self, name: str, card: Card) -> None:
        employer, department = _organisation(card)
        email = card.text("EMAIL")
        known = self._people.get((plain(name), email.casefold()))
        row: Row = known if known and email else {"id": "", "name": name}
        party = self._party(employer)["id"] if employer else None
        told = {"email": email, "phone": _phone(card), "party": party, "department": department}
        _fill(row, {**told, "function": card.text("TITLE") or card.text("ROLE"), "website": card.text("URL")})
        _fill(row, {**_shared(card), "address": _address(card)})
        if row is not known:
            row["id"] = self._free(card.text("UID") or name, email, employer)
            self._people[plain(name), email.casefold()] = row
            self.people.append(row)

    def _free(self, wanted: str, *apart: str) -> str:
        """The code wanted, or where it is taken one that will be the same when the cards come in another order."""
        wanted = wanted.strip().removeprefix("urn:uuid:")
        codes = (wanted, *(f"{wanted} ({word})" for word in apart if word), *_counted(wanted, len(self._ids)))
        free = next(code for code in codes if code not in self._ids)
        self._ids.add(free)
        return free

    def tables(self) -> dict[str, pl.DataFrame]:
        return {key: _frame(key, rows) for key, rows in (("parties", self.parties), ("people", self.people)) if rows}

    def notices(self) -> list[Problem]:
        told: list[tuple[str, dict[str, object], object]] = [
            ("vcard_nameless", {"count": self._nameless}, self._nameless),
            ("vcard_unclosed", {"count": self._unclosed}, self._unclosed),
            ("vcard_lists", {"count": self._lists}, self._lists),
            ("vcard_left_out", {"names": ", ".join(sorted(self._left)[:8])}, self._left),
        ]
        return [Problem(code=code, facts=facts) for code, facts, is_so in told if is_so]


def _counted(name: str, taken: int) -> Iterator[str]:
    return (f"{name} ({at})" for at in range(2, taken + 3))


def _is_of_party(card: Card) -> bool:
    employer, _ = _organisation(card)
    says_so = card.text("KIND").casefold() in _COMPANY or card.text("X-ABSHOWAS").casefold() == "company"
    has_person = bool(card.all("N")) or (card.text("FN") and plain(card.text("FN")) != plain(employer))
    return bool((says_so and (employer or card.text("FN"))) or (employer and not has_person))


def _organisation(card: Card) -> tuple[str, str]:
    """The organisation on a card and the department in it."""
    parts = next((one.parts for one in card.all("ORG")), [])
    named = [part.strip() for part in parts if part.strip()]
    return (named[0] if named else ""), " / ".join(named[1:])


def _name(card: Card) -> str:
    if full := " ".join(card.text("FN").split()):
        return full
    for found in card.all("N"):
        family, given, more, before, after = [*found.parts, "", "", "", "", ""][:5]
        parts = " ".join(part.replace(",", " ") for part in (before, given, more, family, after))
        return " ".join(parts.split())
    return card.text("NICKNAME").strip() or card.text("EMAIL").strip()


def _phone(card: Card) -> str:
    spoken = [one for one in card.all("TEL") if not one.types & {"fax", "pager"}]
    return spoken[0].text.removeprefix("tel:").strip() if spoken else ""


def _shared(card: Card) -> Row:
    tags = [unescaped(tag).strip() for one in card.all("CATEGORIES") for tag in parted(one.value, ",")]
    return {"note": card.text("NOTE").strip(), "tags": list(dict.fromkeys(filter(None, tags))) or None}


def _address_of(card: Card) -> Property | None:
    """Where the work is; a home address is nobody's business here."""
    return next((one for one in card.all("ADR") if "home" not in one.types or "work" in one.types), None)


def _address(card: Card) -> str:
    found = _address_of(card)
    return ", ".join(part for text in (found.parts if found else ()) if (part := " ".join(text.split())))


def _whereabouts(card: Card) -> Row:
    row: Row = {"address": _address(card)}
    if found := _address_of(card):
        parts = [*found.parts, "", "", "", "", ""]
        row |= {"place": parts[3].strip(), "region": parts[4].strip()}
    spot = _GEO.match(card.text("GEO"))
    if spot and abs(float(spot[1])) <= 90 and abs(float(spot[2])) <= 180:
        row |= {"latitude": float(spot[1]), "longitude": float(spot[2])}
    return row


def _fill(row: Row, told: Row) -> None:
    """Add what is not known yet."""
    row |= {key: value for key, value in told.items() if value not in ("", None) and not row.get(key)}


def _frame(key: str, rows: Iterable[Row]) -> pl.DataFrame:
    schema = tables()[key].dtypes
    titles = dict.fromkeys(title for row in rows for title, value in row.items() if value not in ("", None))
    return pl.DataFrame(
        [
            pl.Series(title, [row.get(title) or None for row in rows], dtype=schema.get(title, pl.String()))
            for title in titles
        ]
    )
