"""A table of the records as a list on a page: search, filters, order, columns and paging, all in its address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.paging import page_of
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Cell, Choice, Heading, Ref, Sheet, SheetRow
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import address_of, with_query
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.list_parts import Asked, ColumnPick, Extra, Head, Line, Linked, Listed, Listing, Shown
from vierspan.workspace.web.list_picks import Choices, choice_of

__all__ = ["Asked", "Extra", "Linked", "Listed", "Listing", "Shown", "asked_of", "export", "found_ids", "listed"]

EXPORT_BATCH = 1000
PAGE = 50
MOST_REFS = 3
MOST_COLUMNS = 30

DATES = ("since", "until", "next_check")
DAY_PARTS = 3


def asked_of(given: QueryDict, listing: Listing) -> Asked:
    """What an address asks for; an unknown column is no question at all."""
    keys = [key for key in (listing.chips, *listing.selects, *listing.more_selects) if key]
    where = {key: str(given[key]) for key in keys if given.get(key)}
    number = given.get("page", "")
    sort = given.get("sort", "")
    extra = listing.worked_out(sort.removeprefix("-"))
    known = sort.removeprefix("-") in (*listing.columns, *listing.more_columns) or bool(extra and extra.sorts)
    return Asked(
        search=given.get("q", "").strip(),
        where=where,
        sort=sort if known else "",
        page=int(number) if number.isdecimal() else 1,
        columns=_asked_columns(given, listing),
    )


def _asked_columns(given: QueryDict, listing: Listing) -> tuple[str, ...]:
    """Ticked one by one in a form, or together in an address; nothing where they are those that stand here anyway."""
    asked = given.getlist("column") or [unquote(each) for each in given.get("columns", "").split(",")]
    usual = _usual_columns(listing)
    offered = dict.fromkeys([*usual, *listing.more_columns, *(each.key for each in listing.more_extras)])
    chosen = {key for key in asked[:MOST_COLUMNS] if key in offered}
    found = tuple(key for key in offered if key in chosen or key == listing.columns[0])
    return () if not chosen or found == usual else found


def _usual_columns(listing: Listing) -> tuple[str, ...]:
    return (*listing.columns, *(each.key for each in listing.extras))


def listed(request: NetworkRequest, listing: Listing, slug: str) -> Listed:
    actor, address, asked = request.actor, request.path, asked_of(request.GET, listing)
    choice = sheets.searched(actor, listing.table, choice_of(listing, asked))
    sheet = _sheet(actor, listing, choice, asked.page)
    shown, said = _with_something(actor, _as_asked(listing, asked), asked, sheet.page.rows)
    choices = Choices(actor, listing, sheet, address, asked, choice)
    chips = choices.worth_it((listing.chips,)) if listing.chips else ()
    selects, more = choices.worth_it(listing.selects), choices.worth_it(listing.more_selects)
    in_form = {each.key for each in (*selects, *more)}
    return Listed(
        address=address,
        label=sheet.label,
        heads=tuple(_heads(shown, sheet, asked, address)),
        lines=tuple(_lines(actor, slug, shown, sheet, said)),
        page=sheet.page,
        chips=next(iter(chips), None),
        selects=selects,
        more_selects=more,
        columns=tuple(_column_picks(listing, sheet, shown, asked)),
        asked=asked,
        kept={key: value for key, value in asked.query(q="").items() if value and key not in in_form},
        **_ways_on(actor, address, asked, sheet),
    )


def _ways_on(actor: Actor, address: str, asked: Asked, sheet: Sheet) -> dict[str, str]:
    """To the pages beside this one, and to the list as a file."""
    page, exports = sheet.page, may(actor, Do.EXPORT_NETWORK)

    def at(**changed: str) -> str:
        return with_query(address, **asked.query(**changed))

    return {
        "previous": at(page=str(page.number - 1)) if page.has_previous else "",
        "next": at(page=str(page.number + 1)) if page.has_next else "",
        "csv": at(**{"as": "csv"}) if exports else "",
        "xlsx": at(**{"as": "xlsx"}) if exports else "",
    }


def found_ids(actor: Actor, listing: Listing, given: QueryDict) -> list[str]:
    """The ids of everything that the list would show, on all its pages."""
    return sheets.ids(actor, listing.table, choice_of(listing, asked_of(given, listing)))


def export(request: NetworkRequest, listing: Listing) -> HttpResponse:
    """The whole list with the filters, the columns and the order on the page."""
    actor, asked = request.actor, asked_of(request.GET, listing)
    label = sheets.sheet(actor, listing.table, size=1).label.lower()
    file = list_file(actor, label, request.GET.get("as", ""), _export_lines(actor, listing, asked))
    return download(file)


def _export_lines(actor: Actor, listing: Listing, asked: Asked) -> Iterator[Sequence[str]]:
    choice = sheets.searched(actor, listing.table, choice_of(listing, asked))
    listing = _as_asked(listing, asked)
    number, last = 1, 1
    while number <= last:
        sheet = _sheet(actor, listing, choice, number, EXPORT_BATCH)
        heads = _headings(listing, sheet)
        if number == 1:
            yield [*(head.label for head in heads), *(str(extra.label) for extra in listing.extras)]
        extras = [extra.words(actor, sheet.page.rows) for extra in listing.extras]
        for row in sheet.page.rows:
            cells = {cell.column: cell.text for cell in row.cells}
            yield [*(cells.get(head.key, "") for head in heads), *(words.get(row.id, "") for words in extras)]
        number, last = number + 1, sheet.page.last


def _sheet(actor: Actor, listing: Listing, choice: Choice, number: int, size: int = PAGE) -> Sheet:
    """One page; sorted by a worked out column all rows are weighed first."""
    extra = listing.worked_out(choice.sort.removeprefix("-"))
    if extra is None or not extra.sorts:
        return sheets.sheet(actor, listing.table, choice, page=number, size=size)
    ids = sheets.ids(actor, listing.table, replace(choice, sort=listing.columns[0]))
    words = extra.words(actor, [SheetRow(listing.table, each, "", ()) for each in ids])
    found = sorted((each for each in ids if words.get(each)), key=lambda each: _weight(words[each]))
    if choice.sort.startswith("-"):
        found.reverse()
    rest = [each for each in ids if not words.get(each)]
    return sheets.listed(actor, listing.table, page_of([*found, *rest], number, size=size), choice)


def _weight(text: str) -> tuple[float, str]:
    try:
        return float(text), ""
    except ValueError:
        return 0.0, text.casefold()


def _as_asked(listing: Listing, asked: Asked) -> Listing:
    """The listing with the columns that somebody chose."""
    if not asked.columns:
        return listing
    extras = (*listing.extras, *listing.more_extras)
    return replace(
        listing,
        columns=tuple(key for key in asked.columns if not listing.worked_out(key)),
        extras=tuple(each for each in extras if each.key in asked.columns),
        more_extras=tuple(each for each in extras if each.key not in asked.columns),
    )


def _column_picks(listing: Listing, sheet: Sheet, shown: Listing, asked: Asked) -> Iterator[ColumnPick]:
    """Nothing where there is no more to choose than what stands here."""
    if not listing.more_columns and not listing.more_extras:
        return
    labels = {heading.key: heading.label for heading in sheet.headings}
    labels |= {each.key: str(each.label) for each in (*listing.extras, *listing.more_extras)}
    on = set(asked.columns or _usual_columns(shown))
    for key in dict.fromkeys([*_usual_columns(listing), *listing.more_columns, *(e.key for e in listing.more_extras)]):
        if key in labels:
            yield ColumnPick(key, labels[key], key in on)


def _headings(listing: Listing, sheet: Sheet) -> list[Heading]:
    known = {heading.key: heading for heading in sheet.headings}
    return [known[key] for key in listing.columns if key in known]


def _with_something(
    actor: Actor, listing: Listing, asked: Asked, rows: Sequence[SheetRow]
) -> tuple[Listing, list[Mapping[str, str]]]:
    """The listing with only those extra columns that say something of these rows or were asked for, and what they
    say."""
    said = [(extra, extra.words(actor, rows)) for extra in listing.extras]
    kept = [(extra, words) for extra, words in said if words or extra.key in asked.columns]
    return replace(listing, extras=tuple(extra for extra, _words in kept)), [words for _extra, words in kept]


def _heads(listing: Listing, sheet: Sheet, asked: Asked, address: str) -> Iterator[Head]:
    sort = asked.sort or listing.sort
    for heading in _headings(listing, sheet):
        kind = _kind(heading.key, listing)
        yield Head(heading.key, heading.label, heading.about, kind, *_sorting(heading.key, sort, asked, address))
    for extra in listing.extras:
        if extra.kind == "chip":
            continue  # it stands beside the name
        order = _sorting(extra.key, sort, asked, address) if extra.sorts else ("", "")
        yield Head(extra.key, str(extra.label), "", extra.kind, *order)


def _sorting(key: str, sort: str, asked: Asked, address: str) -> tuple[str, str]:
    """The address that sorts by this column, or turns its order round, and in which order it stands now."""
    direction = ("descending" if sort.startswith("-") else "ascending") if sort.removeprefix("-") == key else ""
    turned = f"-{key}" if direction == "ascending" else key
    return with_query(address, **asked.query(sort=turned)), direction


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
        yield Line(row.id, address, first, rest, chips, row.is_alike)


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
