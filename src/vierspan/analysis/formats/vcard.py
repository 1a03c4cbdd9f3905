"""vCard: what every address book gives and takes; people and parties, read and written."""

from collections.abc import Iterator, Mapping

import polars as pl

from vierspan.analysis.formats.archive import LARGEST_FILE
from vierspan.analysis.formats.cards import AddressBook
from vierspan.analysis.formats.csvs import decoded
from vierspan.analysis.formats.graph import OWN_MARK, Graph, Kind, Node, Value, as_text, typed
from vierspan.analysis.formats.graph_tables import drawn, tables_of
from vierspan.analysis.formats.vcard_lines import Card, Property, cards_in, escaped, folded, parted, unescaped
from vierspan.analysis.problems import Problem
from vierspan.analysis.records import Records

_MARK = "X-VIERSPAN-TABLE"
_COLUMN = "X-VIERSPAN"
# Columns that every address book knows under these words; all others go along under a word of our own.
_WORDS = {"email": "EMAIL", "phone": "TEL", "function": "TITLE", "website": "URL", "note": "NOTE"}
_TYPES = {"EMAIL": "EMAIL;TYPE=INTERNET", "TEL": "TEL;TYPE=WORK,VOICE"}
_TAGS = "CATEGORIES"


def is_vcard(content: bytes) -> bool:
    """Whether this is a file of cards."""
    start = content[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    return start.startswith(b"BEGIN:VCARD")


def read_vcard(content: bytes, file: str = "") -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """The people and parties of a file of cards.

    The organisation on a card becomes a party, with the card's person in it; a card of an organisation is a party. Of
    several addresses or numbers the preferred one is taken, else the first. Pictures, birthdays and the like are not
    brought along, and a notice says so. Raises UnreadableInput only where the file is no text.
    """
    if len(content) > LARGEST_FILE:
        return {}, [Problem(code="too_large", is_fatal=True, facts={"megabytes": LARGEST_FILE // 1024**2})]
    cards = list(cards_in(decoded(content, file)))
    if cards and all(card.text(_MARK) in ("people", "parties") for card in cards):
        return tables_of(_own(cards))
    book = AddressBook()
    for card in cards:
        book.add(card)
    if not book.people and not book.parties:
        return {}, [*book.notices(), Problem(code="vcard_nobody", is_fatal=True, facts={"count": len(cards)})]
    return book.tables(), book.notices()


# Cards of our own ---------------------------------------------------------------------------------------------------


def _own(cards: list[Card]) -> Graph:
    graph = Graph()
    for card in cards:
        values: dict[str, Value] = {OWN_MARK: card.text(_MARK)}
        for found in card.properties:
            values |= _own_values(found, graph.node_kinds)
        graph.add(Node(card.text("UID"), card.text("FN"), values))
    return graph


def _own_values(found: Property, kinds: dict[str, Kind]) -> dict[str, Value]:
    by_word = {word: column for column, word in _WORDS.items()}
    if found.name in by_word:
        return {by_word[found.name]: found.text}
    if found.name == _TAGS:
        return {"tags": [unescaped(tag) for tag in parted(found.value, ",")]}
    if found.name == _COLUMN:
        title, kind = (unescaped(part) for part in parted(found.value, ";")[:2])
        kinds[title] = kind if kind in ("whole", "number", "flag", "date", "list") else "text"  # type: ignore[assignment]
        return {title: typed(unescaped(";".join(parted(found.value, ";")[2:])), kinds[title])}
    return {}


def write_vcard(records: Records) -> bytes:
    """Cards (3.0) of all people and parties, for any address book; `read_vcard` gives the same people and parties."""
    graph = drawn(records)
    names = {node.id: node.label for node in graph.nodes.values()}
    return folded(line for node in graph.nodes.values() for line in _lines(node, graph.node_kinds, names))


def _lines(node: Node, kinds: Mapping[str, Kind], names: Mapping[str, str]) -> Iterator[str]:
    name = escaped(node.label)
    is_party = node.values[OWN_MARK] == "parties"
    first, _, last = node.label.partition(" ")
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:{escaped(node.id)}", f"FN:{name}")
    yield f"{_MARK}:{node.values[OWN_MARK]}"
    if is_party:
        yield from ("N:;;;;", f"ORG:{name}", "X-ABShowAs:COMPANY", *_place(node.values))
    else:
        yield f"N:{escaped(last)};{escaped(first)};;;"
        if party := names.get(as_text(node.values.get("party"))):
            yield f"ORG:{escaped(party)}"
    for title, value in node.values.items():
        if value is not None and title != OWN_MARK:
            yield _line(title, value, kinds.get(title, "text"))
    yield "END:VCARD"


def _place(values: Mapping[str, Value]) -> Iterator[str]:
    place, region = (escaped(as_text(values.get(key) or "")) for key in ("place", "region"))
    if place or region:
        yield f"ADR;TYPE=WORK:;;;{place};{region};;"


def _line(title: str, value: Value, kind: Kind) -> str:
    if title in _WORDS and isinstance(value, str) and value.strip(" ;,"):
        word = _WORDS[title]
        return f"{_TYPES.get(word, word)}:{escaped(value)}"
    if title == "tags" and isinstance(value, list) and value and all(value):
        return f"{_TAGS}:{','.join(map(escaped, value))}"
    return f"{_COLUMN}:{escaped(title)};{kind};{escaped(as_text(value))}"
