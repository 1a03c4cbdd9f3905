"""Adding a person or a party, and putting right what stands of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import DomainError, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import own_fields, suggestions
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.actions import parties, people
from vierspan.workspace.directory.actions.keeping import KnownAlready
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.people import ActorForm, Around, PartyForm, PersonForm, own_key
from vierspan.workspace.web.people_who import Who, who_of
from vierspan.workspace.web.versions import both_versions


@dataclass(frozen=True, slots=True)
class Editing:
    """A form on its way: of a party or a person, new or standing here already."""

    request: NetworkRequest
    is_party: bool
    who: Who | None = None

    @property
    def actor(self) -> Actor:
        return self.request.actor

    @property
    def table(self) -> str:
        return "parties" if self.is_party else "people"

    def form(self) -> ActorForm:
        made = PartyForm if self.is_party else PersonForm
        rings = list(words.choice_labels("rings", self.actor.language).items())
        own = own_fields.own_fields(self.actor, self.table)
        around = Around(rings=rings, tags=suggestions.tags(self.actor), own=own)
        given = self.request.POST if self.request.method == "POST" else None
        return made(given, around=around, first=self._first(own))

    def _first(self, own: list[Any]) -> dict[str, Any]:
        if self.who is None:
            return {"party": _prefilled_party(self.request)} if not self.is_party else {}
        row = self.who.row
        first = {column: getattr(row, column) for column in (PartyForm if self.is_party else PersonForm).columns}
        first |= {own_key(each): _shown(row.extra.get(each.name)) for each in own}
        return first if self.is_party else {**first, "party": row.party.name if row.party else ""}

    def keep(self, form: ActorForm) -> Any:
        values = form.values()
        if not self.is_party:
            values["party"] = self._party_id(form.cleaned_data["party"])
        self._leave_theirs(values)
        knowing = _ids(self.request.POST.getlist("knowing"))
        actions = parties if self.is_party else people
        if self.who is None:
            return actions.add(self.actor, values, knowing=knowing)
        return actions.change(
            self.actor, self.who.id, values, seen=self.request.POST.get("version", ""), knowing=knowing
        )

    def _leave_theirs(self, values: dict[str, Any]) -> None:
        """What somebody chose to leave as it stands, having seen both texts."""
        for column in self.request.POST.getlist("theirs"):
            values.pop(column.removesuffix("_id"), None)
            values["own"].pop(column, None)

    def _party_id(self, name: str) -> UUID | None:
        standing = self.who.row.party if self.who else None
        if standing and name == standing.name:
            return UUID(str(standing.pk))
        return party_meant(self.actor, name)


def party_meant(actor: Actor, name: str) -> UUID | None:
    """The party that was typed; None for nothing typed. Raises Invalid where no single party is called so."""
    if not name.strip():
        return None
    found = suggestions.party_named(actor, name)
    if found is None:
        raise Invalid("party", "unknown_party")
    return found.pk


def _prefilled_party(request: NetworkRequest) -> str:
    ids = _ids([request.GET.get("party", "")])
    try:
        return directory.party(request.actor, ids[0]).name if ids else ""
    except DomainError:
        return ""


def _ids(given: list[str]) -> list[UUID]:
    found = []
    for each in given:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def add_person(request: NetworkRequest) -> HttpResponse:
    return _form_page(Editing(request, is_party=False))


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def add_party(request: NetworkRequest) -> HttpResponse:
    return _form_page(Editing(request, is_party=True))


@in_network(Do.EDIT_DIRECTORY)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, **which: UUID) -> HttpResponse:
    who = who_of(request, **which)
    return _form_page(Editing(request, who.is_party, who))


def _form_page(editing: Editing) -> HttpResponse:
    form = editing.form()
    shown: dict[str, Any] = {"version": version(editing.who.row) if editing.who else ""}
    if editing.request.method != "POST":
        return _render(editing, form, shown, 200)
    shown["version"] = editing.request.POST.get("version", "")
    if form.is_valid():
        try:
            return _kept(editing, editing.keep(form))
        except KnownAlready as found:
            shown |= {"known": _known(editing, found), "known_why": worded(found.reason)}
        except Changed as changed:
            versions = both_versions(form, changed, _wording(editing))
            shown |= {"versions": versions, "version": versions.version}
            return _render(editing, form, shown, 409)
        except Invalid as slip:
            form.add_error(form.field_of(slip.field), worded(slip.reason))
    return _render(editing, form, shown, 422)


def _kept(editing: Editing, row: Any) -> HttpResponse:
    slug = networks.network(editing.actor).slug
    said = _("%(name)s is kept") if editing.who else _("%(name)s is added")
    messages.success(editing.request, said % {"name": row.name})
    return redirect(f"web:{'party' if editing.is_party else 'person'}", slug, row.pk)


def _known(editing: Editing, found: KnownAlready) -> list[Mapping[str, Any]]:
    slug = networks.network(editing.actor).slug
    name = "web:party" if editing.is_party else "web:person"
    return [{"id": each.pk, "name": each.name, "address": reverse(name, args=[slug, each.pk])} for each in found.known]


def _wording(editing: Editing) -> Mapping[str, Any]:
    def party(row_id: UUID | None) -> str:
        found = directory.names(editing.actor, [row_id]) if row_id else {}
        return found[row_id].name if row_id in found else _("(empty)")

    return {"party_id": party}


def _render(editing: Editing, form: ActorForm, shown: Mapping[str, Any], status: int) -> HttpResponse:
    actor, who = editing.actor, editing.who
    slug = networks.network(actor).slug
    more = {
        "form": form,
        "who": who,
        "is_party": editing.is_party,
        "back": who.address if who else reverse(f"web:{editing.table}", args=[slug]),
        "party_names": suggestions.party_names(actor),
        "sectors": directory.sectors(actor),
        "regions": directory.regions(actor),
        "places": suggestions.places(actor),
    }
    return render(editing.request, "pages/people/edit.html", {**more, **shown}, status=status)


urlpatterns = [
    path("people/add/", add_person, name="person_add"),
    path("parties/add/", add_party, name="party_add"),
    path("people/<uuid:person_id>/edit/", edit, name="person_edit"),
    path("parties/<uuid:party_id>/edit/", edit, name="party_edit"),
]
