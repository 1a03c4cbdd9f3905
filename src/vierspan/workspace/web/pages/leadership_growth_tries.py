"""Planning a try at a real moment, and what came of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.insight import growing
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.actions import seeing, trying, writing
from vierspan.workspace.leadership.growth.actions.trying import Outcome, Plan
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.forms.growth import AskSeenForm, EntryForm, OutcomeForm, PlanForm, ShareForm
from vierspan.workspace.web.growth_frame import page, practising, told
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.templatetags.vierspan import day
from vierspan.workspace.web.versions import both_versions

RUNNING = ("", "active", "paused")


@practising
@require_http_methods(["GET", "POST"])
def plan(request: NetworkRequest, intervention: int) -> HttpResponse:
    """From an idea to a moment."""
    actor = request.actor
    idea = growing.idea(actor, intervention)
    first = {"plan": idea.first_step, "reminds": True, "gathering": request.GET.get("gathering", "")}
    form = PlanForm(request.POST or None, choices=moments(actor), initial=first)
    if request.method == "POST" and form.is_valid():
        wish = _wish(request)
        made = kept(form, lambda: trying.plan(actor, (idea.number, idea.name), _planned(form), wish))
        if made:
            messages.success(request, _("Planned. Afterwards two minutes to note what came of it."))
            return to(request, made.pk)
    shown = {"idea": idea, "form": form, "told": told(actor).get(idea.number, ())}
    return page(request, "plan", idea.name, shown, here="growth")


def _wish(request: NetworkRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("wish", ""))
    except ValueError:
        return None


def moments(actor: Actor) -> dict[str, list[tuple[str, Any]]]:
    """The gatherings that come, and the initiatives that run."""
    coming = [each for each in conditions.gatherings(actor).rows if each.held_on and each.held_on >= clock.today()]
    gatherings = [(str(each.pk), f"{each.name}, {day(each.held_on)}") for each in reversed(coming)]
    begun = [each for each in initiatives.initiatives(actor).rows if each.state in RUNNING]
    running = [(str(each.pk), each.name) for each in begun]
    none = ("", _("None in particular"))
    return {"gathering": [none, *gatherings], "initiative": [none, *running]}


def _planned(form: forms.Form) -> Plan:
    return Plan(**{name: form.cleaned_data[name] for name in ("plan", "gathering", "initiative", "due_on", "reminds")})


@practising
@require_GET
def one(request: NetworkRequest, try_id: UUID) -> HttpResponse:
    return _page(request, try_id)


def _page(request: NetworkRequest, try_id: UUID, **slipped: Any) -> HttpResponse:
    actor = request.actor
    row = queries.try_out(actor, try_id)
    if row.person_id != actor.person_id:
        if request.method != "GET":
            raise NotFound
        return page(request, "try_shared", row.name, {"row": row}, here="growth")
    asked = {each.person_id for each in queries.seen(actor, try_id)}
    shown = {
        "row": row,
        "is_over": bool(row.due_on and row.due_on < clock.today()),
        "idea": next((each for each in growing.ideas(actor) if each.number == row.number), None),
        "outcome": OutcomeForm(initial=_so_far(row)),
        "ask": AskSeenForm(auto_id="ask_%s", choices={"person": _choose(queries.people(actor), asked)}),
        "share": ShareForm(auto_id="share_%s", choices={"person": sharers(actor)}),
        "entry": EntryForm(auto_id="entry_%s"),
        "seen": queries.seen(actor, try_id),
        "readers": queries.readers(actor, try_out=try_id),
    }
    return page(request, "try", row.name, shown | slipped, here="growth")


def sharers(actor: Actor) -> list[tuple[str, Any]]:
    """Buddies first, then the others who can sign in."""
    buddies = [each.person for each in queries.buddies(actor) if each.state == "together"]
    known = {each.pk for each in buddies}
    others = [each for each in queries.who_read(actor) if each.pk not in known and each.pk != actor.person_id]
    groups = [(_("Buddies"), _named(buddies)), (_("Others"), _named(others))]
    return [("", _("Choose")), *((label, rows) for label, rows in groups if rows)]


def _named(people: Any) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in people]


def _choose(people: Any, without: set[Any]) -> list[tuple[str, Any]]:
    return [("", _("Choose")), *_named(each for each in people if each.pk not in without)]


def _so_far(row: Any) -> dict[str, Any]:
    return {
        "effect": row.effect,
        "again": row.again,
        "came": row.came,
        "counts": row.counts if row.state == "done" else "",
        "done_on": row.done_on or min(row.due_on or clock.today(), clock.today()),
        "version": version(row),
    }


@practising
@require_http_methods(["GET", "POST"])
def change(request: NetworkRequest, try_id: UUID) -> HttpResponse:
    """The plan, as long as it is one."""
    actor = request.actor
    row = queries.try_out(actor, try_id)
    if row.person_id != actor.person_id:
        raise NotFound
    form = PlanForm(request.POST or None, choices=_with_own(moments(actor), row), initial=_as_planned(row))
    shown: dict[str, Any] = {"row": row, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            if kept(form, lambda: trying.change(actor, try_id, _planned(form), seen)):
                messages.success(request, _("Kept as you put it."))
                return to(request, try_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
    return page(request, "try_change", row.name, shown, here="growth")


def _with_own(known: dict[str, list[tuple[str, Any]]], row: Any) -> dict[str, list[tuple[str, Any]]]:
    """A moment that has passed since stays to be chosen."""
    for name, chosen in (("gathering", row.gathering), ("initiative", row.initiative)):
        if chosen and all(key != str(chosen.pk) for key, _name in known[name]):
            known[name].append((str(chosen.pk), chosen.name))
    return known


def _as_planned(row: Any) -> dict[str, Any]:
    return {
        "plan": row.plan,
        "gathering": str(row.gathering_id or ""),
        "initiative": str(row.initiative_id or ""),
        "due_on": row.due_on,
        "reminds": row.reminds,
        "version": version(row),
    }


@practising
@require_POST
def note(request: NetworkRequest, try_id: UUID) -> HttpResponse:
    """What came of it."""
    form = OutcomeForm(request.POST)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        outcome, seen = Outcome(**given), form.cleaned_data["version"]
        try:
            if kept(form, lambda: trying.note(request.actor, try_id, outcome, seen)):
                messages.success(request, _noted(outcome))
                return to(request, try_id)
        except Changed as changed:
            versions = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return _page(request, try_id, outcome=form, versions=versions)
    return _page(request, try_id, outcome=form)


def _noted(outcome: Outcome) -> str:
    return {
        "self": _("Noted. Only you read it."),
        "counted": _("Noted. It is counted without your name, once five or more did the same."),
        "named": _("Noted. Others read it with your name, until you take that back."),
    }[outcome.counts]


@practising
@require_POST
def ask(request: NetworkRequest, try_id: UUID) -> HttpResponse:
    """One person: what did you see?"""
    actor = request.actor
    people = {"person": _choose(queries.people(actor), set())}
    form = AskSeenForm(request.POST, choices=people, auto_id="ask_%s")
    if form.is_valid():
        given = form.cleaned_data
        made = kept(form, lambda: seeing.ask(actor, try_id, given["person"], given["message"]))
        if made:
            sent = _("Asked, by mail with a link.") if made.person.email else _("Asked. It waits for them here.")
            messages.success(request, sent)
            return to(request, try_id)
    return _page(request, try_id, ask=form)


@practising
@require_POST
def share(request: NetworkRequest, try_id: UUID) -> HttpResponse:
    form = ShareForm(request.POST, choices={"person": sharers(request.actor)}, auto_id="share_%s")
    if form.is_valid():
        person = form.cleaned_data["person"]
        if kept(form, lambda: writing.share(request.actor, person, try_out=try_id)):
            messages.success(request, _("They can read it, until you take that back"))
            return to(request, try_id)
    return _page(request, try_id, share=form)


@practising
@require_POST
def learn(request: NetworkRequest, try_id: UUID) -> HttpResponse:
    """A line in the log about it."""
    form = EntryForm(request.POST, auto_id="entry_%s")
    if form.is_valid():
        words, on = form.cleaned_data["words"], form.cleaned_data["written_on"]
        if kept(form, lambda: writing.write(request.actor, words, written_on=on, try_id=try_id)):
            messages.success(request, _("Written in your log. Only you read it."))
            return to(request, try_id)
    return _page(request, try_id, entry=form)


@practising
@require_POST
def does(request: NetworkRequest, try_id: UUID, what: str) -> HttpResponse:
    """Drop it, plan it again, stop sharing, delete."""
    actor, slug = request.actor, networks.network(request.actor).slug
    if what == "drop":
        trying.drop(actor, try_id)
        undo = reverse("web:growth_try_does", args=[slug, try_id, "again"])
        messages.success(request, _("Not this time. It stays here for you."), extra_tags=undo)
    elif what == "again":
        trying.plan_again(actor, try_id)
    elif what == "unshare":
        writing.unshare(actor, person_of(request), try_out=try_id)
        messages.success(request, _("They cannot read it any more"))
    elif what == "delete":
        trying.delete(actor, try_id)
        messages.success(request, _("Gone"))
        return redirect("web:growth", slug)
    else:
        raise NotFound
    return to(request, try_id)


def person_of(request: NetworkRequest) -> UUID:
    try:
        return UUID(request.POST.get("person", ""))
    except ValueError as slip:
        raise NotFound from slip


def to(request: NetworkRequest, try_id: UUID) -> HttpResponse:
    return redirect("web:growth_try", networks.network(request.actor).slug, try_id)


AT = "leadership/growth/tries/"
urlpatterns = [
    path("leadership/growth/library/<int:intervention>/plan/", plan, name="growth_plan"),
    path(f"{AT}<uuid:try_id>/", one, name="growth_try"),
    path(f"{AT}<uuid:try_id>/change/", change, name="growth_try_change"),
    path(f"{AT}<uuid:try_id>/note/", note, name="growth_try_note"),
    path(f"{AT}<uuid:try_id>/ask/", ask, name="growth_try_ask"),
    path(f"{AT}<uuid:try_id>/share/", share, name="growth_try_share"),
    path(f"{AT}<uuid:try_id>/learn/", learn, name="growth_try_learn"),
    path(f"{AT}<uuid:try_id>/<slug:what>/", does, name="growth_try_does"),
]
