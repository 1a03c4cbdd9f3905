"""The steps of one initiative in time: what comes after what, by when, and what allows no delay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives.planning import calendar, queries
from vierspan.workspace.initiatives.planning.actions import removing, steps
from vierspan.workspace.insight import planning, words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.planning import DayForm, DoneForm, QuickStepForm, StepForm
from vierspan.workspace.web.gathering_frame import completing
from vierspan.workspace.web.initiative_frame import frame
from vierspan.workspace.web.keeping import id_of, kept, meant, slips
from vierspan.workspace.web.plan_timeline import Scale, scale
from vierspan.workspace.web.templatetags.vierspan import day as day_words
from vierspan.workspace.web.versions import both_versions

SOON = 5  # workdays of slack that are few


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One step as it is drawn; x and width in thousandths."""

    x: int
    width: int
    is_guess: bool  # nobody put it on a day: it stands where it could


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    row: Any
    name: str
    due: int | None
    bar: Bar | None
    ends_on: date | None
    slack: int | None
    is_critical: bool
    chance: float | None
    late_by: int | None
    clashes: tuple[str, ...]  # names of what should be done first
    firsts: tuple[str, ...]

    @property
    def short(self) -> int:
        """How many workdays there are too few to make its day."""
        return max(0, -(self.slack or 0))


@in_network(Do.READ_ROOMS)
@require_GET
def plan(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    return page(request, initiative_id)


def page(request: NetworkRequest, initiative_id: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    shown = frame(request, initiative_id, "initiative_plan")
    rows = queries.plan_rows(actor, initiative_id)
    way = planning.way(actor, rows)
    names = {each.id: name_of(each) for each in rows}
    over = _scale(rows, way)
    shown |= {
        "lines": [_line(each, way, over, names) for each in rows if each.step.done_on is None],
        "done_lines": [_line(each, way, over, names) for each in rows if each.step.done_on],
        "scale": over,
        "today_x": over.x(clock.today()),
        "way": way,
        "cycle": [names[each] for each in way.cycle],
        "unknown": [names[each] for each in way.unknown],
        "message": _message(rows, way, names),
        "quick": QuickStepForm(),
        "removed": _removed(request),
        "edits": may(actor, Do.EDIT_ROOMS),
        "reads_people": may(actor, Do.READ_DIRECTORY),
    }
    return render(request, "pages/plan/steps.html", shown | more, status=status)


def _removed(request: NetworkRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("removed", ""))
    except ValueError:
        return None


def _scale(rows: list[Any], way: Any) -> Scale:
    ahead = [each for each in rows if each.step.done_on is None]
    days = [day for each in ahead for day in (each.plan.starts_on, each.step.due_on, ends_on(each))]
    days += [day for span in way.spans.values() for day in span[:2]]
    return scale(days, clock.today())


def ends_on(row: Any) -> date | None:
    """Its last day, weekends passed over; None while it has no first one."""
    span = calendar.days_of(row)
    return span[1] if span and row.plan.starts_on else None


def _line(row: Any, way: Any, over: Scale, names: Mapping[str, str]) -> StepLine:
    bar, until = _bar(row, way, over)
    slack, chance = way.slack.get(row.id), way.chances.get(row.id)
    due = row.step.due_on
    return StepLine(
        row=row,
        name=name_of(row),
        due=over.x(due) if due else None,
        bar=bar,
        ends_on=until,
        slack=slack,
        is_critical=row.id in way.critical,
        chance=chance if chance is not None and 0 < chance < 1 else None,
        late_by=(until - due).days if until and due and until > due and row.step.done_on is None else None,
        clashes=tuple(names[first] for first, then in way.clashes if then == row.id),
        firsts=tuple(names[each] for each in row.after if each in names),
    )


def _bar(row: Any, way: Any, over: Scale) -> tuple[Bar | None, date | None]:
    on, until = row.plan.starts_on, ends_on(row)
    is_guess = False
    if row.step.done_on:
        on, until = min(on or row.step.opened_on or row.step.done_on, row.step.done_on), row.step.done_on
    elif on is None and row.id in way.spans:
        on, until, is_guess = way.spans[row.id][0], way.spans[row.id][1], True
    if on is None or until is None:
        return None, None
    x, width = over.span(on, max(on, until))
    return Bar(x=x, width=width, is_guess=is_guess), until


def name_of(row: Any) -> str:
    """Without the name of its initiative, where an import put that behind it."""
    return str(row.step.name).removesuffix(f": {row.step.initiative.name}")


def _message(rows: list[Any], way: Any, names: Mapping[str, str]) -> str:
    if not rows:
        return _("Which steps does this take?")
    if way.cycle:
        return _("Some steps wait for each other")
    open_rows = [each for each in rows if each.step.done_on is None]
    if not open_rows:
        return _("Every step is done")
    if way.ends_on is None:
        n = len(way.unknown)
        return ngettext(
            "Of %(n)s step nobody said how long it takes", "Of %(n)s steps nobody said how long they take", n
        ) % {"n": n}
    short = [each for each, slack in way.slack.items() if slack < 0]
    if short:
        n = len(short)
        return ngettext(
            "One step can not make its day any more: %(name)s", "%(n)s steps can not make their day any more", n
        ) % {"n": n, "name": names[short[0]]}
    return _("It can be done on %(day)s") % {"day": day_words(way.ends_on)}


@in_network(Do.EDIT_ROOMS)
@require_POST
def add(request: NetworkRequest, initiative_id: UUID) -> HttpResponse:
    """A step by its name alone; it comes after the last one."""
    form = QuickStepForm(request.POST)
    if form.is_valid():
        rows = queries.plan_rows(request.actor, initiative_id)
        after = [rows[-1].id] if rows else []
        if kept(form, lambda: steps.add(request.actor, initiative_id, {**form.cleaned_data, "after": after})):
            return to_plan(request, initiative_id, at="next")
    return page(request, initiative_id, status=422, quick=form)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, initiative_id: UUID, plan_step_id: UUID) -> HttpResponse:
    row = _of(request, initiative_id, plan_step_id)
    form = _form(request, row)
    shown = frame(request, initiative_id, "initiative_plan") | {"form": form, "row": row, "message": row.step.name}
    if request.method == "POST" and form.is_valid():
        owner = meant(request.actor, form, "owner", kind="person")
        party = meant(request.actor, form, "party", kind="party")
        given, seen = form.given(id_of(owner), id_of(party)), form.cleaned_data["version"]
        try:
            if not form.errors and kept(form, lambda: steps.change(request.actor, plan_step_id, given, seen=seen)):
                _tell(request, initiative_id, plan_step_id)
                return to_plan(request, initiative_id, at=f"step-{plan_step_id}")
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request, row))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/plan/step.html", shown, status=409)
    return render(request, "pages/plan/step.html", shown, status=422 if form.errors else 200)


def _of(request: NetworkRequest, initiative_id: UUID, plan_step_id: UUID) -> Any:
    row = queries.step(request.actor, plan_step_id)
    if row.step.initiative_id != initiative_id:
        raise NotFound
    return row


def _form(request: NetworkRequest, row: Any) -> StepForm:
    first = {
        "name": row.step.name,
        "owner": row.step.owner.name if row.step.owner else "",
        "party": row.step.party.name if row.step.party else "",
        "due_on": row.step.due_on,
        "after": list(row.after),
        **{key: getattr(row.plan, key) for key in steps.OF_THE_PLAN},
        "version": version(row.step),
    }
    others = [
        (each.id, each.step.name)
        for each in queries.plan_rows(request.actor, row.step.initiative_id)
        if each.id != row.id
    ]
    phases = words.choice_labels("phases", request.actor.language)
    form = StepForm(request.POST or None, initial=first, phases=phases, steps=others)
    completing(request, form, "owner", "party")
    return form


def _wordings(request: NetworkRequest, row: Any) -> Mapping[str, Any]:
    def named(value: Any) -> str:
        return next((each.name for each in directory.names(request.actor, [value]).values()), "") if value else ""

    known = {each.id: each.step.name for each in queries.plan_rows(request.actor, row.step.initiative_id)}

    def listed(value: Any) -> str:
        return ", ".join(known.get(each, "") for each in value)

    return {"owner_id": named, "party_id": named, "after": listed}


@in_network(Do.EDIT_ROOMS)
@require_POST
def place(request: NetworkRequest, initiative_id: UUID, plan_step_id: UUID) -> HttpResponse:
    """On another day: by dragging, or by the field beside it."""
    _of(request, initiative_id, plan_step_id)
    form = DayForm(request.POST)
    if form.is_valid():
        steps.place_on(request.actor, plan_step_id, form.cleaned_data["starts_on"])
        _tell(request, initiative_id, plan_step_id)
    else:
        messages.error(request, _("This day does not exist. Write day-month-year."))
    return to_plan(request, initiative_id, at=f"step-{plan_step_id}")


def _tell(request: NetworkRequest, initiative_id: UUID, plan_step_id: UUID) -> None:
    """What a change clashes with, at once."""
    actor, key = request.actor, str(plan_step_id)
    rows = queries.plan_rows(actor, initiative_id)
    way, names = planning.way(actor, rows), {each.id: each.step.name for each in rows}
    told = False
    if way.cycle:
        names_of = ", ".join(names[each] for each in way.cycle)
        messages.error(request, _("Kept. But these now wait for each other: %(names)s") % {"names": names_of})
        return
    for first, then in way.clashes:
        if key in (first, then):
            told = True
            about = {"then": names[then], "first": names[first]}
            messages.error(request, _("Kept. But “%(then)s” begins before “%(first)s” is done.") % about)
    row = next(each for each in rows if each.id == key)
    until = ends_on(row)
    if until and row.step.due_on and until > row.step.due_on and row.step.done_on is None:
        told = True
        messages.error(
            request, _("Kept. But it is then done after its day, %(day)s.") % {"day": day_words(row.step.due_on)}
        )
    if not told:
        messages.success(request, _("Kept"))


@in_network(Do.EDIT_ROOMS)
@require_POST
def move(request: NetworkRequest, initiative_id: UUID, plan_step_id: UUID) -> HttpResponse:
    """Up or down a place, or dragged to one."""
    _of(request, initiative_id, plan_step_id)
    ordered = [each.id for each in queries.plan_rows(request.actor, initiative_id)]
    at, to = ordered.index(str(plan_step_id)), request.POST.get("to", "")
    by = {"up": at - 1, "down": at + 1}.get(to)
    steps.move(request.actor, plan_step_id, by if by is not None else int(to) if to.isdecimal() else at)
    return to_plan(request, initiative_id, at=f"step-{plan_step_id}")


@in_network(Do.EDIT_ROOMS)
@require_POST
def convene(request: NetworkRequest, initiative_id: UUID, plan_step_id: UUID) -> HttpResponse:
    _of(request, initiative_id, plan_step_id)
    row = steps.convene(request.actor, plan_step_id)
    messages.success(request, _("“%(name)s” is set out") % {"name": row.name})
    return to_plan(request, initiative_id, at=f"step-{plan_step_id}")


@in_network(Do.EDIT_ROOMS)
@require_POST
def finish(request: NetworkRequest, initiative_id: UUID, plan_step_id: UUID) -> HttpResponse:
    """Done, today unless another day is given; or not done after all."""
    _of(request, initiative_id, plan_step_id)
    form = DoneForm(request.POST)
    on = None if "undo" in request.POST else clock.today()
    if form.is_valid() and form.cleaned_data["done_on"]:
        on = form.cleaned_data["done_on"]
    if form.is_valid() and kept(form, lambda: steps.finish(request.actor, plan_step_id, done_on=on)):
        return to_plan(request, initiative_id, at=f"step-{plan_step_id}")
    messages.error(request, slips(form))
    return to_plan(request, initiative_id, at=f"step-{plan_step_id}")


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, initiative_id: UUID, plan_step_id: UUID) -> HttpResponse:
    row = _of(request, initiative_id, plan_step_id)
    gone = removing.remove(request.actor, plan_step_id)
    messages.success(request, _("“%(name)s” is taken out") % {"name": row.step.name})
    reply = to_plan(request, initiative_id)
    reply["Location"] += f"?removed={gone.pk}"
    return reply


@in_network(Do.EDIT_ROOMS)
@require_POST
def restore(request: NetworkRequest, initiative_id: UUID, removed_id: UUID) -> HttpResponse:
    row = removing.restore(request.actor, removed_id)
    messages.success(request, _("“%(name)s” is back") % {"name": row.name})
    return to_plan(request, row.initiative_id, at=f"step-{row.pk}")


def to_plan(request: NetworkRequest, initiative_id: UUID, *, at: str = "") -> HttpResponse:
    slug = networks.network(request.actor).slug
    reply = redirect("web:initiative_plan", slug=slug, initiative_id=initiative_id)
    if at:
        reply["Location"] += f"#{at}"
    return reply


_PLAN = "initiatives/<uuid:initiative_id>/plan/"
_STEP = f"{_PLAN}<uuid:plan_step_id>/"
urlpatterns = [
    path(_PLAN, plan, name="initiative_plan"),
    path(f"{_PLAN}new/", add, name="add_step"),
    path(f"{_PLAN}back/<uuid:removed_id>/", restore, name="restore_step"),
    path(_STEP, edit, name="edit_step"),
    path(f"{_STEP}day/", place, name="place_step"),
    path(f"{_STEP}move/", move, name="move_step"),
    path(f"{_STEP}convene/", convene, name="convene_step"),
    path(f"{_STEP}done/", finish, name="finish_step"),
    path(f"{_STEP}remove/", remove, name="remove_step"),
]
