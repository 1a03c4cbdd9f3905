"""What one finds of a signal, where else it was seen, to which stage it moves, and when it was talked about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.weighing.actions import moving, rating, sources
from vierspan.workspace.horizon.weighing.actions.moving import Step
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.signals import CRITERIA, BroughtForm, RateForm, SourceForm
from vierspan.workspace.web.signal_frame import kept, slug_of, stages
from vierspan.workspace.web.signal_shown import move_form, shown_signal


@in_network(Do.EDIT_ROOMS)
@require_POST
def rate(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    form = RateForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        scores = {key: given[key] for key in CRITERIA}
        if kept(request, lambda: rating.rate(request.actor, signal_id, scores, given["reason"]), form):
            undo = reverse("web:unrate_signal", args=[slug_of(request.actor), signal_id])
            messages.success(request, _("Rating kept. Below you see what the others find."), extra_tags=undo)
            return _to(request, signal_id, "weighed")
    return shown_signal(request, signal_id, rate=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def unrate(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    rating.take_back(request.actor, signal_id)
    messages.success(request, _("Your rating is gone"))
    return _to(request, signal_id, "weighed")


@in_network(Do.EDIT_ROOMS)
@require_POST
def move(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    actor = request.actor
    row = horizon.signal(actor, signal_id)
    form = move_form(actor, row, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        step = Step(
            stage=given["stage"],
            reason=given["reason"],
            theme=UUID(given["theme"]) if given["theme"] else None,
            new_theme=given["new_theme"],
        )
        if kept(request, lambda: moving.move(actor, signal_id, step), form):
            undo = reverse("web:undo_signal_move", args=[slug_of(actor), signal_id])
            told = _("%(what)s is now: %(stage)s") % {"what": row.name, "stage": stages(actor)[step.stage]}
            messages.success(request, told, extra_tags=undo)
            return _to(request, signal_id, "stage")
    return shown_signal(request, signal_id, move=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def undo_move(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    moving.undo(request.actor, signal_id)
    messages.success(request, _("The last step is taken back"))
    return _to(request, signal_id, "stage")


@in_network(Do.EDIT_ROOMS)
@require_POST
def add_source(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    form = SourceForm(request.POST, auto_id="source_%s")
    if form.is_valid():
        given, actor = form.cleaned_data, request.actor
        more = {"address": given["address"], "seen_on": given["seen_on"]}
        made = kept(request, lambda: sources.add(actor, signal_id, given["origin"], **more), form)
        if made:
            undo = reverse("web:remove_signal_source", args=[slug_of(actor), signal_id, made.pk])
            messages.success(request, _("One more source: %(name)s") % {"name": str(made)}, extra_tags=undo)
            return _to(request, signal_id, "sources")
    return shown_signal(request, signal_id, source=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove_source(request: NetworkRequest, signal_id: UUID, origin_id: UUID) -> HttpResponse:
    sources.remove(request.actor, signal_id, origin_id)
    messages.success(request, _("The source is gone"))
    return _to(request, signal_id, "sources")


@in_network(Do.EDIT_ROOMS)
@require_POST
def bring_back(request: NetworkRequest, signal_id: UUID) -> HttpResponse:
    """The day on which it was talked about in a gathering."""
    form = BroughtForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["day"]
        if kept(request, lambda: signals.brought_back(request.actor, signal_id, day), form):
            told = _("Noted: it was talked about.") if day else _("Noted: it was not talked about yet.")
            messages.success(request, told)
            return _to(request, signal_id, "")
    return shown_signal(request, signal_id, brought=form)


def _to(request: NetworkRequest, signal_id: UUID, at: str) -> HttpResponse:
    reply = redirect("web:signal", slug_of(request.actor), signal_id)
    if at:
        reply["Location"] += f"#{at}"
    return reply


urlpatterns = [
    path("horizon/signals/<uuid:signal_id>/rate/", rate, name="rate_signal"),
    path("horizon/signals/<uuid:signal_id>/unrate/", unrate, name="unrate_signal"),
    path("horizon/signals/<uuid:signal_id>/move/", move, name="move_signal"),
    path("horizon/signals/<uuid:signal_id>/move/undo/", undo_move, name="undo_signal_move"),
    path("horizon/signals/<uuid:signal_id>/sources/", add_source, name="add_signal_source"),
    path(
        "horizon/signals/<uuid:signal_id>/sources/<uuid:origin_id>/remove/", remove_source, name="remove_signal_source"
    ),
    path("horizon/signals/<uuid:signal_id>/brought/", bring_back, name="bring_signal_back"),
]
