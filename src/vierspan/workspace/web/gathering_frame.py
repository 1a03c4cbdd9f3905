"""What every page about one gathering shares: its tabs, its stages, and who runs it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import page_named
from vierspan.workspace.web.rooms import Tab, tabs


@dataclass(frozen=True, slots=True)
class Stage:
    key: str
    label: str
    is_on: bool
    is_done: bool


def room_tabs(slug: str) -> list[Tab]:
    from vierspan.workspace.web.pages.conditions import ROOM  # the room is made of these pages

    return tabs(ROOM, slug, "gatherings")


def stages(current: str) -> list[Stage]:
    labels = {
        "prepare": _("Prepare"),
        "invite": _("Invite"),
        "hold": _("Come together"),
        "look_back": _("Look back"),
    }
    if current == "cancelled":
        return []
    at = meeting.STAGES.index(current)
    return [Stage(key, labels[key], n == at, n < at) for n, key in enumerate(meeting.STAGES)]


def frame(request: NetworkRequest, plan: Any) -> dict[str, Any]:
    """What the head of the pages of a gathering needs."""
    actor = request.actor
    current = meeting.stage(plan)
    return {
        "plan": plan,
        "gathering": plan.gathering,
        "tabs": room_tabs(networks.network(actor).slug),
        "stage": current,
        "stages": stages(current),
        "runs": meeting.runs(actor, plan),
        "reads_names": may(actor, Do.READ_MEMBERS),
        "reads_people": may(actor, Do.READ_DIRECTORY),
    }


def run_by(request: NetworkRequest, gathering_id: UUID) -> Any:
    """The plan, for who may run it; NotAllowed for others."""
    plan = meeting.plan(request.actor, gathering_id)
    meeting.must_run(request.actor, plan)
    return plan


def to_gathering(request: NetworkRequest, gathering_id: UUID, *, at: str = "") -> HttpResponse:
    return to(request, "gathering", gathering_id, at=at)


def to(request: NetworkRequest, name: str, gathering_id: UUID, *, at: str = "") -> HttpResponse:
    reply = redirect(f"web:{name}", slug=networks.network(request.actor).slug, gathering_id=gathering_id)
    if at:
        reply["Location"] += f"#{at}"
    return reply


def tried(request: NetworkRequest, write: Callable[[], Any], form: forms.Form | None = None) -> bool:
    """Do it; a slip is told in the form where it has such a field, else above the page."""
    try:
        write()
    except Invalid as slip:
        if form is not None:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        else:
            messages.error(request, worded(slip.reason))
        return False
    return True


def completing(request: NetworkRequest, form: forms.Form, *fields: str) -> None:
    """Names are completed while somebody types."""
    names_at = page_named("gathering_names", networks.network(request.actor).slug)
    for field in fields:
        form.fields[field].widget.attrs |= {
            "list": f"{field}-names",
            "autocomplete": "off",
            "hx-get": names_at,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{field}-names",
            "hx-sync": "this:replace",
        }
