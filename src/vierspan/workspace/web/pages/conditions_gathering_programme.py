"""The programme of a gathering, line by line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.conditions.meeting.actions import programme
from vierspan.workspace.directory.versions import Changed
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.gatherings import ItemForm
from vierspan.workspace.web.gathering_frame import to_gathering, tried
from vierspan.workspace.web.pages.conditions_gathering import page
from vierspan.workspace.web.versions import both_versions

AT = "programme"
STEPS = {"up": -1, "down": 1}


@in_network(Do.EDIT_ROOMS)
@require_POST
def add(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    form = ItemForm(request.POST)
    if form.is_valid() and tried(request, lambda: programme.add(request.actor, gathering_id, form.cleaned_data), form):
        return to_gathering(request, gathering_id, at=AT)
    return page(request, gathering_id, status=422, item_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def change(request: NetworkRequest, gathering_id: UUID, item_id: UUID) -> HttpResponse:
    form = ItemForm(request.POST, auto_id=f"item-{item_id}-%s")
    wrong: dict[str, Any] = {"wrong_item": item_id, "wrong_form": form}
    if not form.is_valid():
        return page(request, gathering_id, status=422, **wrong)
    given, seen = form.cleaned_data, form.cleaned_data["version"]
    try:
        if tried(request, lambda: programme.change(request.actor, gathering_id, item_id, given, seen=seen), form):
            return to_gathering(request, gathering_id, at=AT)
    except Changed as changed:
        form.data = {**request.POST.dict(), "version": changed.version}
        return page(request, gathering_id, status=409, versions=both_versions(form, changed), **wrong)
    return page(request, gathering_id, status=422, **wrong)


@in_network(Do.EDIT_ROOMS)
@require_POST
def move(request: NetworkRequest, gathering_id: UUID, item_id: UUID) -> HttpResponse:
    by = STEPS.get(request.POST.get("by", ""), 0)
    programme.move(request.actor, gathering_id, item_id, by)
    return to_gathering(request, gathering_id, at=AT)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, gathering_id: UUID, item_id: UUID) -> HttpResponse:
    item = programme.remove(request.actor, gathering_id, item_id)
    messages.success(request, _("“%(what)s” is off the programme") % {"what": item.what})
    return to_gathering(request, gathering_id, at=AT)


_ITEM = "conditions/gatherings/<uuid:gathering_id>/programme/<uuid:item_id>/"
urlpatterns = [
    path("conditions/gatherings/<uuid:gathering_id>/programme/", add, name="add_programme_item"),
    path(_ITEM, change, name="change_programme_item"),
    path(f"{_ITEM}move/", move, name="move_programme_item"),
    path(f"{_ITEM}remove/", remove, name="remove_programme_item"),
]
