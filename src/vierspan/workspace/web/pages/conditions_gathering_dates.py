"""Looking for a day together."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.actions import dates
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.gatherings import OptionForm
from vierspan.workspace.web.gathering_frame import frame, run_by, to, to_gathering, tried
from vierspan.workspace.web.pages.conditions_gathering import sent_words


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def options(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    """The days that are proposed, the best first, and room for another."""
    plan = run_by(request, gathering_id)
    form = OptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on, starts_at, ends_at = form.day()
        if tried(request, lambda: dates.propose(request.actor, gathering_id, on, starts_at, ends_at), form):
            return to(request, "gathering_dates", gathering_id)
    shown = frame(request, plan) | {
        "form": form,
        "choices": meeting.choices(request.actor, plan),
        "turnout": meeting.turnout(request.actor, plan),
        "voted": meeting.voted(request.actor, plan),
    }
    return render(request, "pages/gatherings/dates.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def drop(request: NetworkRequest, gathering_id: UUID, option_id: UUID) -> HttpResponse:
    dates.drop(request.actor, gathering_id, option_id)
    messages.success(request, _("That day is no longer proposed"))
    return to(request, "gathering_dates", gathering_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    sent: list[int] = []
    if tried(request, lambda: sent.append(dates.open_poll(request.actor, gathering_id))):
        messages.success(request, sent_words(sent[0]))
    return to(request, "gathering_dates", gathering_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def choose(request: NetworkRequest, gathering_id: UUID, option_id: UUID) -> HttpResponse:
    count = dates.choose(request.actor, gathering_id, option_id)
    messages.success(request, _("The day is chosen. %(told)s.") % {"told": sent_words(count)})
    return to_gathering(request, gathering_id)


_DATES = "conditions/gatherings/<uuid:gathering_id>/dates/"
urlpatterns = [
    path(_DATES, options, name="gathering_dates"),
    path(f"{_DATES}ask/", ask, name="ask_dates"),
    path(f"{_DATES}<uuid:option_id>/drop/", drop, name="drop_date"),
    path(f"{_DATES}<uuid:option_id>/choose/", choose, name="choose_date"),
]
