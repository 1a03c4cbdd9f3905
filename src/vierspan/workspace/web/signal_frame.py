"""What the pages about signals share: the head of the room, the way between them, and what there is to choose."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.horizon.sources import queries as coming
from vierspan.workspace.horizon.weighing import queries
from vierspan.workspace.insight import radar, words
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.forms.signals import SignalForm
from vierspan.workspace.web.rooms import tabs


def slug_of(actor: Actor) -> str:
    return networks.network(actor).slug


def frame(request: NetworkRequest, sub: str, **shown: Any) -> dict[str, Any]:
    """`sub`: which of the pages of signals is open."""
    from vierspan.workspace.web.pages.horizon import ROOM  # the room is made of these pages

    return {"room": ROOM, "tabs": tabs(ROOM, slug_of(request.actor), "horizon"), **ways(request.actor, sub), **shown}


def ways(actor: Actor, sub: str) -> dict[str, Any]:
    writes = may(actor, Do.EDIT_ROOMS)
    return {
        "signal_sub": sub,
        "may_write": writes,
        "waiting_in": queries.waiting(actor) if writes else 0,
        **inbox(actor),
    }


def inbox(actor: Actor) -> dict[str, Any]:
    """What feeds, calendars and mails brought, for who may look through it."""
    reads = may(actor, Do.READ_INBOX)
    return {"reads_inbox": reads, "waiting": coming.waiting_count(actor) if reads else 0}


def signal_form(actor: Actor, given: Any = None, initial: dict[str, Any] | None = None) -> SignalForm:
    return SignalForm(given, initial=initial, **choices(actor))


def choices(actor: Actor) -> dict[str, Any]:
    labels = words.choice_labels("signal_tags", actor.language)
    sectors = radar.sectors_in_use(actor)
    return {"themes": themes(actor), "tags": list(labels.items()), "sectors": list(sectors.items())}


def themes(actor: Actor) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in directory.themes(actor)]


def stages(actor: Actor) -> dict[str, str]:
    return dict(words.choice_labels("signal_stages", actor.language))


def address(actor: Actor, signal_id: Any) -> str:
    return reverse("web:signal", args=[slug_of(actor), signal_id])


def kept(request: NetworkRequest, write: Callable[[], Any], form: forms.Form | None = None) -> Any:
    """What the action gave back; None, with the reason in the form or above the page, where it could not be."""
    try:
        return write()
    except Invalid as slip:
        if form is None:
            messages.error(request, worded(slip.reason))
        else:
            field = slip.field if slip.field in form.fields else "name" if slip.field == "what" else None
            form.add_error(field if field in form.fields else None, worded(slip.reason))
        return None
