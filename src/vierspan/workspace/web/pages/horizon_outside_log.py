"""The contact log: written in ten seconds, put right, taken out and put back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.actions import contacts as actions
from vierspan.workspace.horizon.outside.queries import Contact
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.outside import ContactForm, InsightForm
from vierspan.workspace.web.keeping import id_of, kept, meant
from vierspan.workspace.web.outside_frame import frame, gathering_choices, gathering_names, own_name, slug_of
from vierspan.workspace.web.versions import both_versions

STARTS = ("outside", "subject", "kind")


def contact_form(request: NetworkRequest, initial: dict[str, Any] | None = None) -> ContactForm:
    """Today and oneself, with what an address says already."""
    asked = {key: request.GET[key] for key in STARTS if request.GET.get(key)}
    first = {"person": own_name(request.actor), "held_on": clock.today(), "kind": "call", **asked}
    is_post = request.method == "POST"
    return ContactForm(
        request.POST if is_post else None, initial=initial or first, gatherings=gathering_choices(request.actor)
    )


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    form = contact_form(request)
    if request.method == "POST" and form.is_valid():
        made = _written(request, form)
        if made:
            _say_written(request, made)
            return redirect("web:contacts", slug=slug_of(request))
    shown = frame(request, "log", message=_("With whom did you speak?"), form=form)
    return render(request, "pages/outside/contact_edit.html", shown, status=422 if form.errors else 200)


def _say_written(request: NetworkRequest, made: Contact) -> None:
    undo = reverse("web:remove_contact", args=[slug_of(request), made.pk])
    if queries.meant_by(request.actor, made.outside):
        said = _("Written down: contact with %(name)s") % {"name": made.outside}
    else:
        said = _("Written down: contact with %(name)s. Not on your list yet: give the name its place.")
        said = said % {"name": made.outside}
    messages.success(request, said, extra_tags=undo)


def _told(request: NetworkRequest, form: ContactForm) -> actions.Told | None:
    given = form.cleaned_data
    person = meant(request.actor, form, "person", kind="person")
    if form.errors:
        return None
    brought = given["brought_back_on"] or (clock.today() if given["insight"].strip() else None)
    return actions.Told(
        **{key: given[key] for key in ("outside", "subject", "kind", "held_on", "outward", "insight")},
        person=id_of(person),
        brought_back_on=brought,
        brought_to=UUID(given["brought_to"]) if given["brought_to"] else None,
    )


def _written(request: NetworkRequest, form: ContactForm, found: Contact | None = None) -> Contact | None:
    """Written down, or put right where it stood; None, with the reason in the form, when it cannot be."""
    told = _told(request, form)
    if told is None:
        return None
    if found is None:
        made: Contact | None = kept(form, lambda: actions.log(request.actor, told))
        return made
    seen = form.cleaned_data["version"]
    changed: Contact | None = kept(form, lambda: actions.change(request.actor, found.pk, told, seen=seen))
    return changed


@in_network(Do.READ_DIRECTORY)
@require_GET
def contact(request: NetworkRequest, contact_id: UUID) -> HttpResponse:
    return _page(request, contact_id)


def _page(request: NetworkRequest, contact_id: UUID, form: InsightForm | None = None) -> HttpResponse:
    actor = request.actor
    row = queries.contact(actor, contact_id)
    told = queries.story(actor, contact_id)
    choices = gathering_choices(actor)
    first = {"brought_back_on": row.brought_back_on or clock.today(), "insight": told.insight if told else ""}
    shown = frame(
        request,
        "log",
        message=_("Contact with %(name)s") % {"name": row.outside},
        row=row,
        told=told,
        stakeholder=queries.meant_by(actor, row.outside),
        gathering=next(iter(gathering_names(actor, [told.brought_to if told else None]).values()), ""),
        gathering_id=told.brought_to if told else None,
        may_change=may(actor, Do.EDIT_ROOMS) and queries.may_change_contact(actor, row),
        form=form or InsightForm(initial=first, gatherings=choices),
    )
    return render(request, "pages/outside/contact.html", shown, status=422 if form and form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def bring_back(request: NetworkRequest, contact_id: UUID) -> HttpResponse:
    form = InsightForm(request.POST, gatherings=gathering_choices(request.actor))
    if form.is_valid():
        given = form.cleaned_data
        to = UUID(given["brought_to"]) if given["brought_to"] else None
        told = {"insight": given["insight"], "on": given["brought_back_on"], "to": to}
        kept(form, lambda: actions.bring_back(request.actor, contact_id, **told))
        if not form.errors:
            messages.success(request, _("Noted: it came back into the network"))
            return redirect("web:contact", slug_of(request), contact_id)
    return _page(request, contact_id, form)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, contact_id: UUID) -> HttpResponse:
    row = queries.contact(request.actor, contact_id)
    form = contact_form(request, _as_it_stands(request, row))
    shown = frame(request, "log", message=_("Contact with %(name)s") % {"name": row.outside}, form=form, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            if _written(request, form, row):
                messages.success(request, _("Kept as you put it"))
                return redirect("web:contact", slug_of(request), contact_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/outside/contact_edit.html", shown, status=409)
    return render(request, "pages/outside/contact_edit.html", shown, status=422 if form.errors else 200)


def _as_it_stands(request: NetworkRequest, row: Contact) -> dict[str, Any]:
    told = queries.story(request.actor, row.pk)
    plain = {key: getattr(row, key) for key in ("outside", "subject", "kind", "held_on", "outward", "brought_back_on")}
    more = {"insight": told.insight, "brought_to": str(told.brought_to or "")} if told else {}
    return {**plain, **more, "person": row.person.name if row.person else "", "version": version(row)}


def _wordings(request: NetworkRequest) -> dict[str, Any]:
    def named(value: Any) -> str:
        found = directory.names(request.actor, [value]) if value else {}
        return next((each.name for each in found.values()), _("(empty)"))

    return {"person_id": named, "party_id": named}


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, contact_id: UUID) -> HttpResponse:
    actions.remove(request.actor, contact_id)
    undo = reverse("web:restore_contact", args=[slug_of(request), contact_id])
    messages.success(request, _("Taken out of the log, and of what the mirror counts"), extra_tags=undo)
    return redirect("web:contact_log", slug=slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_POST
def restore(request: NetworkRequest, contact_id: UUID) -> HttpResponse:
    row = actions.restore(request.actor, contact_id)
    messages.success(request, _("Back in the log: contact with %(name)s") % {"name": row.outside})
    return redirect("web:contact", slug_of(request), contact_id)


urlpatterns = [
    path("horizon/contacts/new/", new, name="new_contact"),
    path("horizon/contacts/<uuid:contact_id>/", contact, name="contact"),
    path("horizon/contacts/<uuid:contact_id>/edit/", edit, name="edit_contact"),
    path("horizon/contacts/<uuid:contact_id>/brought-back/", bring_back, name="bring_back_contact"),
    path("horizon/contacts/<uuid:contact_id>/remove/", remove, name="remove_contact"),
    path("horizon/contacts/<uuid:contact_id>/restore/", restore, name="restore_contact"),
]
