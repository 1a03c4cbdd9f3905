"""One commitment: written down, put right, done, moved, called off, asked about."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.actions import commitments
from vierspan.workspace.initiatives.actions.commitments import Promise
from vierspan.workspace.initiatives.promises import queries
from vierspan.workspace.initiatives.promises.actions import turns
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.commitments import CallForm, DoneForm, MoveForm, PromiseForm, WhyForm
from vierspan.workspace.web.keeping import id_of, kept, meant
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.rooms import tabs
from vierspan.workspace.web.versions import both_versions

MOST_INITIATIVES = 300
Write = Callable[[Actor, UUID, forms.Form], Any]


def frame(request: NetworkRequest) -> dict[str, Any]:
    from vierspan.workspace.web.pages.initiatives import ROOM  # the room is made of these pages

    return {"room": ROOM, "tabs": tabs(ROOM, networks.network(request.actor).slug, "commitments")}


def empty_form(actor: Actor, data: Any = None, **first: Any) -> PromiseForm:
    """Oneself promises, unless somebody else is named."""
    own = directory.names(actor, [actor.person_id]) if actor.person_id else {}
    initial = {"who": next((each.name for each in own.values()), ""), "reminds": True, **first}
    return PromiseForm(data, initial=initial, initiatives=initiative_choices(actor))


def initiative_choices(actor: Actor) -> list[tuple[str, str]]:
    rows = initiatives.initiatives(actor, state="active").rows[:MOST_INITIATIVES]
    return [(str(row.pk), row.name) for row in rows]


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    form = empty_form(actor, request.POST or None, initiative=request.GET.get("initiative", ""))
    if request.method == "POST" and form.is_valid():
        wish = wish_of(actor, form)
        if wish and (made := kept(form, lambda: commitments.promise(actor, wish))):
            undo = reverse("web:remove_commitment", args=[networks.network(actor).slug, made.pk])
            messages.success(request, _("Written down: %(what)s") % {"what": made.name}, extra_tags=undo)
            return redirect("web:commitments", networks.network(actor).slug)
    shown = {**frame(request), "form": form, "message": _("What was promised?")}
    return render(request, "pages/initiatives/commitment_edit.html", shown, status=422 if form.errors else 200)


def wish_of(actor: Actor, form: PromiseForm) -> Promise | None:
    """What the form says; None, with the reason in the form, where a name says too little."""
    who, asked_by = meant(actor, form, "who"), meant(actor, form, "asked_by", kind="person")
    if form.errors or who is None:
        return None
    given = form.cleaned_data
    return Promise(
        what=given["what"],
        person=who.id if who.kind == "person" else None,
        party=who.id if who.kind == "party" else None,
        due_on=given["due_on"],
        initiative=given["initiative"],
        asked_by=id_of(asked_by),
        hours=given["hours"],
        means=given["means"],
        reminds=given["reminds"],
    )


@in_network(Do.READ_ROOMS)
@require_GET
def commitment(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    return _page(request, commitment_id)


def _page(request: NetworkRequest, commitment_id: UUID, **slipped: forms.Form) -> HttpResponse:
    standing = queries.standing(request.actor, commitment_id)
    shown = {
        **frame(request),
        "standing": standing,
        "row": standing.row,
        "message": standing.row.name,
        "reads_names": may(request.actor, Do.READ_DIRECTORY),
        "state": words.choice_label("commitment_states", standing.row.state or "open", request.actor.language),
        "done": DoneForm(initial={"on": clock.today()}),
        "move": MoveForm(),
        "withdraw": WhyForm(auto_id="withdraw_%s"),
        "call": CallForm(),
    }
    return render(request, "pages/initiatives/commitment.html", shown | slipped, status=422 if slipped else 200)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    actor = request.actor
    queries.must_change(actor, queries.commitment(actor, commitment_id))
    standing = queries.standing(actor, commitment_id)
    form = empty_form(actor, request.POST or None, **_first(standing))
    shown = {**frame(request), "form": form, "message": standing.row.name, "row": standing.row}
    if request.method == "POST" and form.is_valid():
        try:
            wish = wish_of(actor, form)
            seen = form.cleaned_data["version"]
            if wish and kept(form, lambda: turns.change(actor, commitment_id, wish, seen=seen)):
                messages.success(request, _("Kept as you put it."))
                return _to(request, commitment_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(actor))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/initiatives/commitment_edit.html", shown, status=409)
    return render(request, "pages/initiatives/commitment_edit.html", shown, status=422 if form.errors else 200)


def _first(standing: queries.Standing) -> dict[str, Any]:
    row, terms = standing.row, standing.terms
    owner = row.person or row.party
    return {
        "what": row.name,
        "who": owner.name if owner else "",
        "due_on": row.due_on,
        "initiative": str(row.initiative_id or ""),
        "hours": row.hours,
        "means": terms.means if terms else "",
        "asked_by": row.asked_by.name if row.asked_by else "",
        "reminds": terms.reminds if terms else True,
        "version": version(row),
    }


def _wordings(actor: Actor) -> dict[str, Any]:
    def named(value: Any) -> str:
        return next((each.name for each in directory.names(actor, [value] if value else []).values()), "")

    initiative = dict(initiative_choices(actor))
    of_initiative = {"initiative_id": lambda value: initiative.get(str(value), "")}
    return {"person_id": named, "asked_by_id": named, **of_initiative}


@in_network(Do.EDIT_ROOMS)
@require_POST
def done(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    return _turned(request, commitment_id, DoneForm(request.POST), "done", _deliver)


@in_network(Do.EDIT_ROOMS)
@require_POST
def move(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    return _turned(request, commitment_id, MoveForm(request.POST), "move", _move)


@in_network(Do.EDIT_ROOMS)
@require_POST
def withdraw(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    return _turned(request, commitment_id, WhyForm(request.POST, auto_id="withdraw_%s"), "withdraw", _withdraw)


@in_network(Do.EDIT_ROOMS)
@require_POST
def call(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    return _turned(request, commitment_id, CallForm(request.POST), "call", _call)


def _turned(request: NetworkRequest, commitment_id: UUID, form: forms.Form, name: str, write: Write) -> HttpResponse:
    """Do it and go back to where it was asked; a slip is told on the page of the commitment."""
    if form.is_valid():
        said = kept(form, lambda: write(request.actor, commitment_id, form))
        if said is not None:
            messages.success(request, said)
            return _back(request, commitment_id)
    return _page(request, commitment_id, **{name: form})


def _deliver(actor: Actor, commitment_id: UUID, form: forms.Form) -> str:
    row = turns.deliver(actor, commitment_id, on=form.cleaned_data["on"])
    return _("Done: %(what)s") % {"what": row.name}


def _move(actor: Actor, commitment_id: UUID, form: forms.Form) -> str:
    turns.move(actor, commitment_id, due_on=form.cleaned_data["due_on"], why=form.cleaned_data["why"])
    return _("Moved. The day there was stays with it.")


def _withdraw(actor: Actor, commitment_id: UUID, form: forms.Form) -> str:
    turns.withdraw(actor, commitment_id, why=form.cleaned_data["why"])
    return _("Called off, with the reason.")


def _call(actor: Actor, commitment_id: UUID, form: forms.Form) -> str:
    turns.call_to_account(actor, commitment_id, form.cleaned_data["words"])
    return _("Asked. They answer with a link in the mail, or here.")


@in_network(Do.EDIT_ROOMS)
@require_POST
def reopen(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    turns.reopen(request.actor, commitment_id)
    messages.success(request, _("Open again."))
    return _to(request, commitment_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    turns.remove(request.actor, commitment_id)
    messages.success(request, _("Taken away"))
    return redirect("web:commitments", networks.network(request.actor).slug)


@in_network(Do.READ_DIRECTORY)
@require_GET
def names(request: NetworkRequest) -> HttpResponse:
    """The people and parties that the words typed so far could mean."""
    who, asked_by = request.GET.get("who", ""), request.GET.get("asked_by", "")
    hits = people_named.suggested(request.actor, who or asked_by, kind="" if who else "person")
    return render(request, "parts/ties/names.html", {"hits": hits})


def _to(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    return redirect("web:commitment", networks.network(request.actor).slug, commitment_id)


def _back(request: NetworkRequest, commitment_id: UUID) -> HttpResponse:
    """To one's own page over all networks where the button stood there, else to the commitment."""
    return redirect("web:mine") if request.POST.get("from") == "mine" else _to(request, commitment_id)


AT = "initiatives/commitments/<uuid:commitment_id>/"
urlpatterns = [
    path("initiatives/commitments/new/", new, name="new_commitment"),
    path("initiatives/commitments/names/", names, name="commitment_names"),
    path(AT, commitment, name="commitment"),
    path(f"{AT}edit/", edit, name="edit_commitment"),
    path(f"{AT}done/", done, name="commitment_done"),
    path(f"{AT}move/", move, name="move_commitment"),
    path(f"{AT}withdraw/", withdraw, name="withdraw_commitment"),
    path(f"{AT}call/", call, name="call_commitment"),
    path(f"{AT}reopen/", reopen, name="reopen_commitment"),
    path(f"{AT}remove/", remove, name="remove_commitment"),
]
