"""What all pages of give and get have in common: their frame, and finding the parties that somebody typed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory.speaking import own_party, spoken_for
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.rooms import tabs


def frame(request: NetworkRequest, sub: str) -> dict[str, Any]:
    from vierspan.workspace.web.pages.conditions import ROOM  # the room is made of these pages

    slug = networks.network(request.actor).slug
    return {"room": ROOM, "tabs": tabs(ROOM, slug, "exchanges"), "sub": sub}


def party_in(actor: Actor, form: forms.Form, field: str) -> UUID | None:
    """The party that was typed; None, with the reason in the form where it was not empty."""
    typed = form.cleaned_data.get(field, "")
    if not typed:
        return None
    meant = people_named.party_meant(actor, typed)
    if meant is None:
        form.add_error(field, worded("unknown_party"))
        return None
    return meant.id


def kept(form: forms.Form, write: Callable[[], Any]) -> Any:
    """What the action gave back; None, with the reason beside its field, where it could not be kept."""
    try:
        return write()
    except Invalid as slip:
        form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        return None


def party_choices(actor: Actor) -> list[tuple[str, str]]:
    """The parties whose word the actor may write down, their own first."""
    own = own_party(actor)
    return [(str(each.pk), each.name) for each in sorted(spoken_for(actor), key=lambda each: each.pk != own)]
