"""One role: who holds it, who stands behind it, and how it goes on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.leadership.roles import queries
from vierspan.workspace.leadership.roles.actions import backing, giving, passing
from vierspan.workspace.leadership.roles.queries import Held
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web import role_words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.roles import DaysForm, EndForm, ExtendForm, HandOverForm, PlanForm
from vierspan.workspace.web.keeping import id_of, kept, meant
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.pages.conditions_giving import party_choices
from vierspan.workspace.web.versions import both_versions


def slug_of(request: NetworkRequest) -> str:
    return networks.network(request.actor).slug


def to_role(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    return redirect("web:role", slug_of(request), role_id)


@in_network(Do.READ_DIRECTORY)
@require_GET
def role(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    return page(request, role_id)


def page(request: NetworkRequest, role_id: UUID, **slips: forms.Form) -> HttpResponse:
    """The page of one role, with what went wrong in its forms."""
    found = queries.one(request.actor, role_id)
    shown = frame(request, "roles", role_words.who_holds(found)) | {
        "found": found,
        "row": found.row,
        "parties": queries.count_of_parties(request.actor),
        "ending": role_words.ending(found),
        "asks": role_words.asks(found.row.orientation),
        "taken_from": queries.taken_from(request.actor, role_id),
        "may_change": may(request.actor, Do.EDIT_ROOMS) and queries.may_change(request.actor, found),
        "is_mine": found.row.person_id == request.actor.person_id,
        **_standing_behind(request, found),
        **_forms(found),
        **slips,
    }
    return render(request, "pages/leadership/role.html", shown, status=422 if slips else 200)


def _standing_behind(request: NetworkRequest, found: Held) -> dict[str, Any]:
    actor = request.actor
    may_write = may(actor, Do.EDIT_ROOMS)
    spoken = party_choices(actor) if may_write else []
    granted = {str(each.pk) for each in found.parties}
    return {
        "may_write": may_write,
        "mine": queries.my_backing(actor, found),
        "own_grant": next((each for each in found.grants if each.person_id == actor.person_id), None),
        "speaks_for": {key for key, _name in spoken},
        "may_grant": [each for each in spoken if each[0] not in granted],
        "speaks_for_self": may_write and actor.person_id is not None and not own_parties(actor),
    }


def _forms(found: Held) -> dict[str, Any]:
    today, turn = clock.today(), found.to_come
    planned = {"person": turn.next.name if turn and turn.next else "", "note": turn.note if turn else ""}
    return {
        "end_form": EndForm(initial={"on": today}, auto_id="end_%s"),
        "extend_form": ExtendForm(auto_id="extend_%s"),
        "plan_form": PlanForm(initial={**planned, "on": found.row.until}, auto_id="plan_%s"),
        "over_form": HandOverForm(
            initial={"taker": planned["person"], "on": turn.on if found.is_overdue and turn else today},
            auto_id="over_%s",
        ),
    }


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    found = queries.one(request.actor, role_id)
    row = found.row
    first = {"since": row.since, "until": row.until, "task": found.about.task, "version": version(row)}
    form = DaysForm(request.POST or None, initial=first)
    shown = frame(request, "roles", role_words.who_holds(found)) | {"form": form, "row": row, "found": found}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        days = {key: given[key] for key in ("since", "until", "task")}
        try:
            if kept(form, lambda: giving.change(request.actor, role_id, **days, seen=given["version"])):
                messages.success(request, _("Kept as you put it"))
                return to_role(request, role_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
    return render(
        request, "pages/leadership/role_edit.html", shown, status=422 if "versions" in shown or form.errors else 200
    )


@in_network(Do.EDIT_ROOMS)
@require_POST
def grant(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    """A party says yes, or no longer; without a party the reader does so for themselves."""
    actor, party = request.actor, request.POST.get("party", "")
    stops = "stop" in request.POST
    if not party:
        if stops:
            backing.take_back(actor, role_id, "grants")
        else:
            backing.grant_myself(actor, role_id)
    else:
        (backing.grant_no_more if stops else backing.grant)(actor, role_id, _uuid(party))
    messages.success(request, _("Taken back") if stops else _("On record: they stand behind it"))
    return to_role(request, role_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def recognise(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    if "stop" in request.POST:
        backing.take_back(request.actor, role_id, "recognises")
        messages.success(request, _("Taken back"))
    else:
        backing.recognise(request.actor, role_id)
        messages.success(request, _("They can see that you recognise this"))
    return to_role(request, role_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def end(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    form = EndForm(request.POST, auto_id="end_%s")
    said = _("It ended. What was granted and done stays.")
    return _done(
        request, role_id, form, ("end_form", said), lambda: passing.end(request.actor, role_id, **form.cleaned_data)
    )


@in_network(Do.EDIT_ROOMS)
@require_POST
def extend(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    form = ExtendForm(request.POST, auto_id="extend_%s")
    said = _("It goes on")
    return _done(
        request,
        role_id,
        form,
        ("extend_form", said),
        lambda: passing.extend(request.actor, role_id, **form.cleaned_data),
    )


@in_network(Do.EDIT_ROOMS)
@require_POST
def plan(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    if "stop" in request.POST:
        passing.plan_no_more(request.actor, role_id)
        messages.success(request, _("Nobody comes next any more. The last day stays: change it if you want."))
        return to_role(request, role_id)
    form = PlanForm(request.POST, auto_id="plan_%s")
    if form.is_valid():
        given = form.cleaned_data
        person = id_of(meant(request.actor, form, "person", kind="person"))
        about = {"on": given["on"], "note": given["note"]}
        if not form.errors and kept(form, lambda: passing.plan(request.actor, role_id, person=person, **about)):
            messages.success(request, _("Planned. Vierspan reminds you four weeks ahead."))
            return to_role(request, role_id)
    return page(request, role_id, plan_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def hand_over(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    form = HandOverForm(request.POST, auto_id="over_%s")
    if form.is_valid():
        taker = meant(request.actor, form, "taker", kind="person")
        on = form.cleaned_data["on"]
        made = kept(form, lambda: passing.hand_over(request.actor, role_id, taker.id, on=on)) if taker else None
        if made:
            messages.success(request, _("Handed over. Let the parties say that they grant it to them as well."))
            return to_role(request, made.pk)
    return page(request, role_id, over_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, role_id: UUID) -> HttpResponse:
    giving.remove(request.actor, role_id)
    messages.success(request, _("Taken away, as if it was never written down"))
    return redirect("web:roles", slug_of(request))


def _done(
    request: NetworkRequest, role_id: UUID, form: forms.Form, told: tuple[str, str], write: Callable[[], Any]
) -> HttpResponse:
    name, said = told
    if form.is_valid() and kept(form, write):
        messages.success(request, said)
        return to_role(request, role_id)
    return page(request, role_id, **{name: form})


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


AT = "leadership/roles/<uuid:role_id>/"
urlpatterns = [
    path(AT, role, name="role"),
    path(f"{AT}edit/", edit, name="edit_role"),
    path(f"{AT}grant/", grant, name="grant_role"),
    path(f"{AT}recognise/", recognise, name="recognise_role"),
    path(f"{AT}end/", end, name="end_role"),
    path(f"{AT}extend/", extend, name="extend_role"),
    path(f"{AT}plan/", plan, name="plan_role"),
    path(f"{AT}hand-over/", hand_over, name="hand_over_role"),
    path(f"{AT}remove/", remove, name="remove_role"),
]
