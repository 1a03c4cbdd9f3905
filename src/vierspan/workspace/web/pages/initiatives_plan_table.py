"""The table of one initiative: who sits at which step how intensely, who is missed, and who comes in before whom."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.actions import experiences, order, seats
from vierspan.workspace.insight import planning, planning_missing
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.planning import BeforeForm, OfferForm
from vierspan.workspace.web.gathering_frame import completing
from vierspan.workspace.web.initiative_frame import frame
from vierspan.workspace.web.keeping import kept, meant
from vierspan.workspace.web.pages.initiatives_plan_steps import name_of
from vierspan.workspace.web.pages.plan_words import FITS, LEVEL_WORDS, REASON_WORDS, STATE_WORDS, WHY_MISSED

LAYERS = ("intensity", "promised_intensity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One cell: how it stands, and where it is read and changed."""

    column: Any
    cell: Any
    address: str
    step: str
    level: int | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    holder: str
    name: str
    under: str  # the party of a person
    state: str
    state_key: str
    seat: Any
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    name: str
    is_done: bool


@in_network(Do.READ_TABLE_PLAN)
@require_GET
def table(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    return page(request, initiative_id)


def page(request: NetworkRequest, initiative_id: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    shown = frame(request, initiative_id, "initiative_table")
    sittings = queries.sittings(actor, initiative_id)
    columns = _columns(request, initiative_id)
    layer = request.GET.get("fill", LAYERS[0])
    layer = layer if layer in LAYERS else LAYERS[0]
    lines = _lines(request, initiative_id, sittings, columns, layer)
    shown |= {
        "columns": columns,
        "lines": lines,
        "layer": layer,
        "has_done": any(each.step.done_on for each in queries.plan_rows(actor, initiative_id)),
        "with_done": request.GET.get("done") == "1",
        "by_step": _by_step(columns, lines),
        "by": "step" if request.GET.get("by") == "step" else "party",
        "alarms": _alarms(lines),
        "missing": [(each, _missed(each)) for each in planning_missing.missing(actor, shown["initiative"], sittings)],
        "message": _message(lines),
        "offer": _offer_form(request, columns),
        "edits": may(actor, Do.EDIT_ROOMS),
        **_order(request, initiative_id, sittings),
    }
    return render(request, "pages/plan/table.html", shown | more, status=status)


def _columns(request: NetworkRequest, initiative_id: UUID) -> list[Column]:
    rows = queries.plan_rows(request.actor, initiative_id)
    shown = [each for each in rows if each.step.done_on is None or request.GET.get("done") == "1"]
    return [Column("", _("As a whole"), False), *(Column(r.id, name_of(r), bool(r.step.done_on)) for r in shown)]


def _lines(
    request: NetworkRequest, initiative_id: UUID, sittings: list[Any], columns: list[Column], layer: str
) -> list[TableLine]:
    at: dict[tuple[str, str], Any] = {}
    for each in sittings:
        at.setdefault((each.holder, str(each.seat.step_id or "")), each)
    slug = networks.network(request.actor).slug
    base = reverse("web:plan_seat", args=[slug, initiative_id])
    found = []
    for holder, seat in queries.holders(sittings).items():
        whole = at.get((holder, ""))
        seen = [(column, planning.cell(at.get((holder, column.id)), whole)) for column in columns]
        squares = tuple(_square(column, cell, f"{base}?who={holder}", layer) for column, cell in seen)
        first = whole.seat if whole else seat
        found.append(
            TableLine(
                holder=holder,
                name=str(first.person or first.party),
                under=str(first.party) if first.person and first.party else "",
                state=str(STATE_WORDS.get(first.state, "")),
                state_key=first.state,
                seat=first,
                squares=squares,
            )
        )
    return sorted(found, key=lambda line: (line.state_key == "declined", line.under or line.name, bool(line.under)))


def _square(column: Column, cell: Any, address: str, layer: str) -> Square:
    return Square(
        column=column,
        cell=cell,
        address=address + (f"&step={column.id}" if column.id else ""),
        step=column.id,
        level=cell.place.actual if layer == "intensity" else cell.place.promised,
        words=square_words(cell),
    )


def square_words(cell: Any) -> str:
    """All that a cell says, in words: what a title and a screen reader tell."""
    place, found = cell.place, cell.reading
    parts = []
    if place.actual is not None:
        parts.append(_("at the table: %(level)s") % {"level": _level(place.actual)})
    if found.recommended is not None:
        parts.append(_("fitting: %(level)s") % {"level": _level(found.recommended)})
    if place.promised is not None:
        parts.append(_("promised: %(level)s") % {"level": _level(place.promised)})
    if place.experienced is not None:
        parts.append(_("experienced: %(level)s") % {"level": _level(round(place.experienced))})
    if fit := FITS.get(found.fit):
        parts.append(str(fit))
    if found.kept == "less":
        parts.append(_("less than was promised"))
    return "; ".join(parts) or _("nothing said yet")


def _level(level: int) -> str:
    return f"{level} ({LEVEL_WORDS[level]})"


def _by_step(columns: list[Column], lines: list[TableLine]) -> list[tuple[Column, list[tuple[TableLine, Square]]]]:
    """Of each step who sits there, for a narrow page."""
    return [
        (column, [(line, line.squares[n]) for line in lines if line.squares[n].cell.sitting is not None])
        for n, column in enumerate(columns)
    ]


def _alarms(lines: list[TableLine]) -> list[tuple[TableLine, Square]]:
    """What is off, told in words under the table; steps that are done are over."""
    return [
        (line, square)
        for line in lines
        for square in line.squares
        if square.cell.reading.is_alarm
        and not square.column.is_done
        and line.state_key != "declined"
        and (square.cell.sitting is not None)
    ]


def _message(lines: list[TableLine]) -> str:
    seated = [line for line in lines if line.state_key not in ("declined", "invited")]
    if not seated:
        return _("Who must sit at this table?")
    risks = len({line.holder for line, square in _alarms(lines) if square.cell.reading.fit == "risk"})
    if risks:
        return ngettext(
            "%(n)s who can stop it sits too far from the table",
            "%(n)s who can stop it sit too far from the table",
            risks,
        ) % {"n": risks}
    broken = len({line.holder for line, square in _alarms(lines) if square.cell.reading.kept == "less"})
    if broken:
        return ngettext(
            "%(n)s could take part less than was promised", "%(n)s could take part less than was promised", broken
        ) % {"n": broken}
    n = len(seated)
    return ngettext("%(n)s sits at the table", "%(n)s sit at the table", n) % {"n": n}


def _missed(each: Any) -> str:
    told = [str(WHY_MISSED[reason]) for reason in each.reasons if reason in WHY_MISSED]
    if each.themes:
        told.append(_("works on %(themes)s") % {"themes": ", ".join(each.themes)})
    if each.state:
        told.append(str(STATE_WORDS[each.state]))
    return ", ".join(told)


def _order(request: NetworkRequest, initiative_id: UUID, sittings: list[Any]) -> dict[str, Any]:
    actor = request.actor
    found = planning.entry(actor, initiative_id, sittings)
    befores = queries.befores(actor, initiative_id)
    names = {str(row.first_id): row.first.name for row in befores} | {str(r.then_id): r.then.name for r in befores}
    parties = {str(each.seat.party_id): each.seat.party.name for each in sittings if each.seat.party} | names
    choices = sorted(parties.items(), key=lambda each: each[1].casefold())
    return {
        "befores": [(row, str(REASON_WORDS.get(row.reason, ""))) for row in befores],
        "turns": [[names[each] for each in turn] for turn in found.turns],
        "order_cycle": [names[each] for each in found.cycle],
        "inversions": [(names[first], names[then]) for first, then in found.inversions],
        "pairs": found.pairs,
        "before_form": BeforeForm(parties=choices),
        "can_order": len(choices) > 1,
    }


def _offer_form(request: NetworkRequest, columns: list[Column], given: Any = None) -> OfferForm:
    form = OfferForm(given, steps=[(each.id, each.name) for each in columns if each.id])
    completing(request, form, "who")
    return form


@in_network(Do.EDIT_ROOMS)
@require_POST
def offer(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """A seat for who is named, or for who is missed."""
    form = _offer_form(request, _columns(request, initiative_id), request.POST)
    if form.is_valid():
        holder = _uuid(request.POST.get("holder", ""))
        found = None if holder else meant(request.actor, form, "who")
        who = holder or (found.id if found else None)
        step = _uuid(form.cleaned_data["step"])
        if who and kept(form, lambda: seats.offer(request.actor, initiative_id, who, step_id=step)):
            name = next((each.name for each in directory.names(request.actor, [who]).values()), "")
            messages.success(request, _("A seat for %(name)s. Ask them, and note what they say.") % {"name": name})
            return to_table(request, initiative_id)
    return page(request, initiative_id, status=422, offer=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def fill(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """One cell, as it is typed from the keyboard: 0 to 5, or nothing."""
    given = request.POST
    holder, step, typed = _uuid(given.get("who", "")), given.get("step", ""), given.get("level", "")
    if holder is None or (step and _uuid(step) is None) or (typed and not typed.isdecimal()):
        raise NotFound
    level = int(typed) if typed else None
    layer = given.get("layer", LAYERS[0])
    try:
        seats.set_level(request.actor, initiative_id, _uuid(step), holder, layer=layer, level=level)
    except Invalid as slip:
        return HttpResponse(worded(slip.reason), status=422, content_type="text/plain; charset=utf-8")
    return _cell(request, initiative_id, str(holder), step, layer)


def _cell(request: NetworkRequest, initiative_id: UUID, holder: str, step: str, layer: str) -> HttpResponse:
    sittings = queries.sittings(request.actor, initiative_id)
    columns = _columns(request, initiative_id)
    line = next(
        (each for each in _lines(request, initiative_id, sittings, columns, layer) if each.holder == holder), None
    )
    square = next((each for each in line.squares if each.step == step), None) if line else None
    if line is None or square is None:
        raise NotFound
    return render(request, "parts/plan/square.html", {"square": square, "line": line, "edits": True})


@in_network(Do.EDIT_ROOMS)
@require_POST
def put_before(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    sittings = queries.sittings(request.actor, initiative_id)
    names = _order(request, initiative_id, sittings)["before_form"].fields["first"].choices
    form = BeforeForm(request.POST, parties=[each for each in names if each[0]])
    if form.is_valid():
        told = form.cleaned_data
        first, then = UUID(told["first"]), UUID(told["then"])
        if kept(
            form,
            lambda: order.put_before(request.actor, initiative_id, first, then, reason=told["reason"], why=told["why"]),
        ):
            return to_table(request, initiative_id, at="order")
    return page(request, initiative_id, status=422, before_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def not_before(request: NetworkRequest, initiative_id: UUID, before_id: UUID) -> HttpResponse:
    order.take_away(request.actor, before_id)
    return to_table(request, initiative_id, at="order")


def to_table(request: NetworkRequest, initiative_id: UUID, *, at: str = "") -> HttpResponse:
    slug = networks.network(request.actor).slug
    reply = redirect("web:initiative_table", slug=slug, initiative_id=initiative_id)
    if at:
        reply["Location"] += f"#{at}"
    return reply


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def may_say(request: NetworkRequest, seat: Any) -> bool:
    return may(request.actor, Do.EDIT_ROOMS) and experiences.sits(request.actor, seat)


_TABLE = "initiatives/<uuid:initiative_id>/table/"
urlpatterns = [
    path(_TABLE, table, name="initiative_table"),
    path(f"{_TABLE}offer/", offer, name="offer_seat"),
    path(f"{_TABLE}fill/", fill, name="fill_seat"),
    path(f"{_TABLE}before/", put_before, name="put_before"),
    path(f"{_TABLE}before/<uuid:before_id>/remove/", not_before, name="not_before"),
]
