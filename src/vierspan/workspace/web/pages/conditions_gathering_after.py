"""After a gathering: the pulse, and the minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.actions import pulse, takeaways
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.gathering_frame import frame, to, to_gathering, tried
from vierspan.workspace.web.pages.conditions_gathering import sent_words


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask_pulse(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    sent: list[int] = []
    if tried(request, lambda: sent.append(pulse.ask(request.actor, gathering_id))):
        messages.success(request, sent_words(sent[0]))
    return to_gathering(request, gathering_id, at="pulse")


@in_network(Do.EDIT_ROOMS)
@require_POST
def close_pulse(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    pulse.close(request.actor, gathering_id)
    messages.success(request, _("Closed. What may be shown stands here; the answers themselves are gone."))
    return to_gathering(request, gathering_id, at="pulse")


@in_network(Do.READ_ROOMS)
@require_GET
def minutes(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    """One page to print: what it was for, who was there, what we take home."""
    actor = request.actor
    plan = meeting.plan(actor, gathering_id)
    shown = frame(request, plan)
    came = meeting.came(actor, gathering_id)[0] if shown["reads_names"] else []
    shown |= {
        "takeaways": meeting.takeaways(actor, gathering_id),
        "came": came,
        "turnout": meeting.turnout(actor, plan),
        "items": meeting.programme(actor, gathering_id),
    }
    return render(request, "pages/gatherings/minutes.html", shown)


@in_network(Do.EDIT_ROOMS)
@require_POST
def mail_minutes(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    meeting.plan(request.actor, gathering_id)
    sent: list[int] = []
    try:
        if tried(request, lambda: sent.append(takeaways.mail(request.actor, gathering_id))):
            messages.success(request, sent_words(sent[0]))
    except NotFound:
        messages.error(request, _("Nobody who was there has an e-mail address here."))
    return to(request, "gathering_minutes", gathering_id)


_ONE = "conditions/gatherings/<uuid:gathering_id>/"
urlpatterns = [
    path(f"{_ONE}pulse/ask/", ask_pulse, name="ask_gathering_pulse"),
    path(f"{_ONE}pulse/close/", close_pulse, name="close_gathering_pulse"),
    path(f"{_ONE}minutes/", minutes, name="gathering_minutes"),
    path(f"{_ONE}minutes/mail/", mail_minutes, name="mail_minutes"),
]
