"""A table of the records as a list on a page: search, filters, order, paging and export, all in its address."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.paging import Page
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Cell, Choice, Heading, Ref, Sheet, SheetRow
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import address_of, with_query
from vierspan.workspace.web.downloads import download

EXPORT_BATCH = 1000
SHORTEST_CHOICE = 2  # with fewer values there is nothing to choose
MOST_REFS = 3

# What the values of a column are ids of.
LINKED_TABLES: Mapping[str, str] = {
    "party": "parties",
    "giver": "parties",
    "receiver": "parties",
    "theme": "themes",
    "initiative": "initiatives",
}

DATES = ("since", "until")
DAY_PARTS = 3

Words = Callable[[Actor, Sequence[SheetRow]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Extra:
    """A column that the table itself does not have, worked out for the rows of one page."""

    key: str
    label: str | Promise
    words: Words
    kind: str = "number"  # or "chip", "orientation", "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Which columns of a table stand on the page, and by what one may choose."""

    table: str
    columns: tuple[str, ...]
    chips: str = ""
    selects: tuple[str, ...] = ()
    sort: str = ""
    numbers: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()
    where: Mapping[str, str] | None = None  # what holds until somebody chooses otherwise
    has_pages: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody chose, as the address says it."""

    search: str
    where: Mapping[str, str]
    sort: str
    page: int

    @property
    def is_filtered(self) -> bool:
        return bool(self.search or self.where)

    def query(self, **changed: str) -> dict[str, str]:
        return {"q": self.search, **self.where, "sort": self.sort} | changed


@dataclass(frozen=True, slots=True)
class Head:
    key: str
    label: str
    about: str
    kind: str
    address: str = ""  # that sorts by this column
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: a text, or names that lead to their pages, with how many more there are."""

    label: str
    text: str
    kind: str = ""
    links: tuple[Linked, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    address: str
    first: Shown
    rest: tuple[Shown, ...]
    chips: tuple[str, ...]  # what stands out in this row, beside its name


@dataclass(frozen=True, slots=True)
class Pick:
    """One value to choose, with how many rows have it."""

    value: str
    label: str
    count: int
    is_on: bool
    address: str


@dataclass(frozen=True, slots=True)
class Picks:
    key: str
    label: str
    options: tuple[Pick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list, ready to show."""

    address: str
    label: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    page: Page[SheetRow]
    chips: Picks | None
    selects: tuple[Picks, ...]
    asked: Asked
    kept: Mapping[str, str]  # what the search form passes on
    previous: str
    next: str
    csv: str
    xlsx: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all, also without filters."""
        return not self.page.total and not self.asked.is_filtered


def asked_of(request: NetworkRequest, listing: Listing) -> Asked:
    """What the address asks for; an unknown column is no question at all."""
    given = request.GET
    keys = [key for key in (listing.chips, *listing.selects) if key]
    where = {key: given[key] for key in keys if given.get(key)}
    number = given.get("page", "")
    sort = given.get("sort", "")
    known = sort.removeprefix("-") in listing.columns
    return Asked(given.get("q", "").strip(), where, sort if known else "", int(number) if number.isdecimal() else 1)


def listed(request: NetworkRequest, listing: Listing, slug: str) -> Listed:
    actor, address, asked = request.actor, request.path, asked_of(request, listing)
    sheet = sheets.sheet(actor, listing.table, _choice(listing, asked), page=asked.page)
    page = sheet.page
    exports = may(actor, Do.EXPORT_NETWORK)
    listing, said = _with_something(actor, listing, page.rows)
    choices = _Choices(actor, listing, sheet, address, asked)
    chips = choices.picks(listing.chips) if listing.chips else None
    selects = [choices.picks(key) for key in listing.selects]

    def at(**changed: str) -> str:
        return with_query(address, **asked.query(**changed))

    return Listed(
        address=address,
        label=sheet.label,
        heads=tuple(_heads(listing, sheet, asked, address)),
        lines=tuple(_lines(actor, slug, listing, sheet, said)),
        page=page,
        chips=chips if chips and len(chips.options) > SHORTEST_CHOICE else None,
        selects=tuple(each for each in selects if len(each.options) > SHORTEST_CHOICE),
        asked=asked,
        kept={key: value for key, value in asked.query(q="").items() if value and key not in listing.selects},
        previous=at(page=str(page.number - 1)) if page.has_previous else "",
        next=at(page=str(page.number + 1)) if page.has_next else "",
        csv=at(**{"as": "csv"}) if exports else "",
        xlsx=at(**{"as": "xlsx"}) if exports else "",
    )


def export(request: NetworkRequest, listing: Listing) -> HttpResponse:
    """The whole list with the filters and the order on the page."""
    actor, asked = request.actor, asked_of(request, listing)
    label = sheets.sheet(actor, listing.table, size=1).label.lower()
    file = list_file(actor, label, request.GET.get("as", ""), _export_lines(actor, listing, asked))
    return download(file)


def _export_lines(actor: Actor, listing: Listing, asked: Asked) -> Iterator[Sequence[str]]:
    number, last = 1, 1
    while number <= last:
        sheet = sheets.sheet(actor, listing.table, _choice(listing, asked), page=number, size=EXPORT_BATCH)
        heads = _headings(listing, sheet)
        if number == 1:
            yield [*(head.label for head in heads), *(str(extra.label) for extra in listing.extras)]
        extras = [extra.words(actor, sheet.page.rows) for extra in listing.extras]
        for row in sheet.page.rows:
            cells = {cell.column: cell.text for cell in row.cells}
            yield [*(cells.get(head.key, "") for head in heads), *(words.get(row.id, "") for words in extras)]
        number, last = number + 1, sheet.page.last


def _choice(listing: Listing, asked: Asked) -> Choice:
    where = {**(listing.where or {}), **asked.where}
    chosen = {key: value for key, value in where.items() if value != "all"}
    return Choice(search=asked.search, where=chosen, sort=asked.sort or listing.sort)


def _headings(listing: Listing, sheet: Sheet) -> list[Heading]:
    known = {heading.key: heading for heading in sheet.headings}
    return [known[key] for key in listing.columns if key in known]


def _with_something(
    actor: Actor, listing: Listing, rows: Sequence[SheetRow]
) -> tuple[Listing, list[Mapping[str, str]]]:
    """The listing with only those extra columns that say something of these rows, and what they say."""
    said = [(extra, extra.words(actor, rows)) for extra in listing.extras]
    kept = [(extra, words) for extra, words in said if words]
    return replace(listing, extras=tuple(extra for extra, _words in kept)), [words for _extra, words in kept]


def _heads(listing: Listing, sheet: Sheet, asked: Asked, address: str) -> Iterator[Head]:
    sort = asked.sort or listing.sort
    for heading in _headings(listing, sheet):
        is_on = sort.removeprefix("-") == heading.key
        direction = ("descending" if sort.startswith("-") else "ascending") if is_on else ""
        turned = f"-{heading.key}" if direction == "ascending" else heading.key
        kind = _kind(heading.key, listing)
        link = with_query(address, **asked.query(sort=turned))
        yield Head(heading.key, heading.label, heading.about, kind, link, direction)
    for extra in listing.extras:
        if extra.kind == "chip":
            continue  # it stands beside the name
        yield Head(extra.key, str(extra.label), "", extra.kind)


def _lines(actor: Actor, slug: str, listing: Listing, sheet: Sheet, said: list[Mapping[str, str]]) -> Iterator[Line]:
    heads = _headings(listing, sheet)
    extras = list(zip(listing.extras, said, strict=True))
    for row in sheet.page.rows:
        cells = {cell.column: cell for cell in row.cells}
        shown = [_shown(actor, slug, head, cells[head.key], listing) for head in heads]
        added = [Shown(str(extra.label), words.get(row.id, ""), extra.kind) for extra, words in extras]
        chips = tuple(each.text for each in added if each.kind == "chip" and each.text)
        rest = (*shown[1:], *(each for each in added if each.kind != "chip"))
        address = address_of(actor, slug, Ref(row.table, row.id, row.title)) if listing.has_pages else ""
        first = shown[0] if shown[0].text or not address else replace(shown[0], text=row.title or _("without a name"))
        yield Line(row.id, address, first, rest, chips)


def _brief(day: str) -> str:
    """The written day with a short month: 13 nov 2026."""
    parts = day.split()
    if len(parts) != DAY_PARTS:
        return day
    number, month, year = parts
    return f"{number} {'mrt' if month == 'maart' else month[:3]} {year}"


def _kind(column: str, listing: Listing) -> str:
    if column in listing.numbers:
        return "number"
    return "date" if column.endswith("_on") or column in DATES else ""


def _shown(actor: Actor, slug: str, head: Heading, cell: Cell, listing: Listing) -> Shown:
    kind = _kind(head.key, listing)
    links = tuple(Linked(ref.name, address_of(actor, slug, ref)) for ref in cell.refs[:MOST_REFS])
    return Shown(
        head.label, _brief(cell.text) if kind == "date" else cell.text, kind, links, max(0, len(cell.refs) - MOST_REFS)
    )


@dataclass(frozen=True, slots=True)
class _Choices:
    """The values to filter a list by."""

    actor: Actor
    listing: Listing
    sheet: Sheet
    address: str
    asked: Asked

    def picks(self, key: str) -> Picks:
        """All values of a column, each with how many rows it would leave beside what else was chosen."""
        others = {column: value for column, value in self.asked.where.items() if column != key}
        open_choice = _choice(replace(self.listing, where=None), replace(self.asked, where=others))
        counted = sheets.tally(self.actor, self.listing.table, key, open_choice)
        default = (self.listing.where or {}).get(key, "")
        everything = self._pick(key, "all" if default else "", _("All"), sum(counted.values()))
        labels = self._labels(key, counted)
        options = [self._pick(key, value, label, counted[value]) for value, label in labels.items() if value in counted]
        return Picks(key, self._label(key), (everything, *options))

    def _pick(self, key: str, value: str, label: str, count: int) -> Pick:
        default = (self.listing.where or {}).get(key, "")
        is_on = value == self.asked.where.get(key, default)
        return Pick(value, label, count, is_on, with_query(self.address, **self.asked.query(**{key: value})))

    def _labels(self, key: str, counted: Mapping[str, int]) -> Mapping[str, str]:
        heading = next((each for each in self.sheet.headings if each.key == key), None)
        if heading and heading.choices:
            return heading.choices
        known = {ref.id: ref.name for ref in self._named(key, counted)}
        labels = {value: known.get(value, value) for value in counted if value}
        return dict(sorted(labels.items(), key=lambda pair: pair[1].casefold()))

    def _named(self, key: str, ids: Mapping[str, int]) -> list[Ref]:
        table = LINKED_TABLES.get(key)
        return list(sheets.named(self.actor, table, ids).values()) if table else []

    def _label(self, key: str) -> str:
        heading = next((each for each in self.sheet.headings if each.key == key), None)
        return heading.label if heading else {"party.sector": _("Sector"), "party.region": _("Region")}.get(key, key)
