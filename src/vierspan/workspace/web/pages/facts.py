"""The rows under a figure: every number opens here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.insight import facts, mirror_figures, moments, queries, sheets, words
from vierspan.workspace.insight.facts import LEDGER, SORTED, Facts, Wanted
from vierspan.workspace.insight.moments import Seen
from vierspan.workspace.insight.sheets import CONFIDENTIAL, Cell, Ref, Sheet, SheetRow
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.pages.mirror import asked as moment_asked
from vierspan.workspace.web.templatetags.vierspan import ROOM_OF

BATCH = 1000
WIDEST = 7  # columns on the page; the file has them all
OWN = ("at", "handle", "n", "table", "id", "q", "sort", "page", "as", "period", "since", "until", "before")


@dataclass(frozen=True, slots=True)
class Under:
    """Which rows are asked for, and of what figure or handle they are."""

    facts: Facts
    title: str
    room: str = ""  # the orientation of which acts are listed
    is_open: bool = False  # a whole table, and not the facts of anything


@dataclass(frozen=True, slots=True)
class Linked:
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    label: str
    text: str
    links: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    address: str
    first: ShownCell
    rest: tuple[ShownCell, ...]


@in_network(Do.READ_FACTS)
@require_GET
def page(request: NetworkRequest) -> HttpResponse:
    """The rows under a figure, a handle's evidence, or a whole table; without a question, what there is to open."""
    if not any(request.GET.get(key) for key in ("at", "handle", "table")):
        return render(request, "pages/facts/tables.html", {"tables": _tables(request.actor)})
    seen = moments.seen(request.actor, moment_asked(request).wanted())
    under = _under(request, seen)
    if request.GET.get("as") == "csv" and under.facts.table not in CONFIDENTIAL:
        return _file(request, seen, under)
    return render(request, "pages/facts/facts.html", _shown(request, seen, under))


def _tables(actor: Actor) -> list[tuple[str, str, int]]:
    """Every table with rows: its key, what it is called and how many rows it has."""
    counted = sheets.counts(actor)
    return [(key, words.table_label(key, actor.language), count) for key, count in counted.items() if count]


def _under(request: NetworkRequest, seen: Seen) -> Under:
    actor, given = request.actor, request.GET
    if given.get("at"):
        picture = queries.mirror(actor, seen.run)
        found = mirror_figures.facts_at(picture, given["at"])
        return Under(found, mirror_figures.heading(picture, given["at"], words.spoken(actor.language)))
    if given.get("handle"):
        handle = queries.handle(actor, seen.run, given["handle"])
        place = given.get("n", "0")
        if not place.isdecimal() or int(place) >= len(handle.evidence):
            raise NotFound
        return Under(handle.evidence[int(place)], handle.headline)
    where = {key: str(value) for key, value in given.items() if key not in OWN and value}
    ids = tuple(given.getlist("id"))
    asked, room = Facts(table=given["table"], where=where, ids=ids, count=0), where.get("orientation", "")
    return Under(asked, "", room if room in ROOM_OF else "", is_open=not ids and not where)


def _wanted(request: HttpRequest, **more: Any) -> Wanted:
    given = request.GET
    number = given.get("page", "")
    chosen: dict[str, Any] = {"page": int(number) if number.isdecimal() else 1}
    return Wanted(**{**chosen, "sort": given.get("sort", ""), "search": given.get("q", "")[:100], **more})


def _shown(request: NetworkRequest, seen: Seen, under: Under) -> dict[str, Any]:
    actor, slug = request.actor, networks.network(request.actor).slug
    sheet = facts.facts(actor, seen.run, under.facts, _wanted(request))
    columns = _columns(sheet)
    return {
        "under": under,
        "seen": seen,
        "sheet": sheet,
        "label": words.table_label("acts" if sheet.key == LEDGER else sheet.key, actor.language),
        "is_confidential": under.facts.table in CONFIDENTIAL,
        "is_ledger": under.facts.table == LEDGER,
        "heads": _heads(request, sheet, columns),
        "rows": [_row(actor, slug, sheet, columns, row) for row in sheet.page.rows],
        "search": request.GET.get("q", ""),
        "carried": [(key, value) for key, value in _pairs(request) if key not in ("q", "page", "as")],
        "previous": _address(request, page=sheet.page.number - 1) if sheet.page.has_previous else "",
        "next": _address(request, page=sheet.page.number + 1) if sheet.page.has_next else "",
        "csv": _address(request, **{"as": "csv"}) if may(actor, Do.EXPORT_NETWORK) else "",
        "mirror": reverse("web:mirror", args=[slug]),
    }


def _pairs(request: HttpRequest) -> Iterator[tuple[str, str]]:
    return ((key, value) for key, values in request.GET.lists() for value in values if value)


def _address(request: HttpRequest, **changed: Any) -> str:
    """This page with something else in its question."""
    given = request.GET.copy()
    given.pop("page", None)
    for key, value in changed.items():
        given[key] = str(value)
    return f"{request.path}?{given.urlencode()}"


def _columns(sheet: Sheet) -> list[str]:
    """The columns that hold anything on this page, as many as fit; names and days come first in every table."""
    filled = {cell.column for row in sheet.page.rows for cell in row.cells if cell.text}
    return [heading.key for heading in sheet.headings if heading.key in filled or not sheet.page.rows][:WIDEST]


def _heads(request: HttpRequest, sheet: Sheet, columns: Sequence[str]) -> list[Mapping[str, str]]:
    sort = request.GET.get("sort", "-done_on" if sheet.key == LEDGER else "")
    heads: list[Mapping[str, str]] = []
    for heading in sheet.headings:
        if heading.key not in columns:
            continue
        is_on = sort.removeprefix("-") == heading.key
        way = ("descending" if sort.startswith("-") else "ascending") if is_on else ""
        may_sort = sheet.key != LEDGER or heading.key in SORTED
        turned = f"-{heading.key}" if way == "ascending" else heading.key
        address = _address(request, sort=turned) if may_sort else ""
        heads.append({"label": heading.label, "about": heading.about, "way": way, "address": address})
    return heads


def _row(actor: Actor, slug: str, sheet: Sheet, columns: Sequence[str], row: SheetRow) -> ShownRow:
    labels = {heading.key: heading.label for heading in sheet.headings}
    cells = {cell.column: cell for cell in row.cells}
    shown = [_cell(actor, slug, labels[key], cells[key]) for key in columns]
    address = address_of(actor, slug, Ref(row.table, row.id, row.title))
    return ShownRow(address, shown[0], tuple(shown[1:]))


def _cell(actor: Actor, slug: str, label: str, cell: Cell) -> ShownCell:
    links = tuple(Linked(ref.name, address_of(actor, slug, ref)) for ref in cell.refs)
    return ShownCell(label, cell.text, links)


def _file(request: NetworkRequest, seen: Seen, under: Under) -> HttpResponse:
    name = under.title or words.table_label("acts" if under.facts.table == LEDGER else under.facts.table, "en")
    plain = "".join(letter if letter.isalnum() else "-" for letter in name.lower()).strip("-") or _("facts")
    return download(list_file(request.actor, plain, "csv", _lines(request, seen, under)))


def _lines(request: NetworkRequest, seen: Seen, under: Under) -> Iterator[Sequence[str]]:
    number, last = 1, 1
    while number <= last:
        sheet = facts.facts(request.actor, seen.run, under.facts, _wanted(request, page=number, size=BATCH))
        if number == 1:
            yield [heading.label for heading in sheet.headings]
        for row in sheet.page.rows:
            yield [cell.text for cell in row.cells]
        number, last = number + 1, sheet.page.last


urlpatterns = [path("facts/", page, name="facts")]
