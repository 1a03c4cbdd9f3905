"""Where else the same was seen: what lets a weak signal grow."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.actions.signals import LONGEST, web_address
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.models import Source


@transaction.atomic
def add(actor: Actor, signal_id: UUID, origin: str, *, address: str = "", seen_on: date | None = None) -> Source:
    """One more source of a signal, brought in by the actor; the same source twice is one."""
    authorise(actor, Do.EDIT_ROOMS)
    signal = held(Signal.objects.visible_to(actor), signal_id)
    name, at = tidy(origin)[:LONGEST], web_address(address)
    if not name and not at:
        raise Invalid("origin", "say_where_you_saw_it")
    if seen_on and seen_on > clock.today():
        raise Invalid("seen_on", "day_in_future")
    standing = Source.objects.visible_to(actor).filter(signal=signal, origin=name, address=at).first()
    if standing:
        return standing
    made = Source(network_id=actor.network_id, signal=signal, origin=name, address=at)
    made.seen_on, made.person_id, made.party_id = seen_on or clock.today(), actor.person_id, own_party(actor)
    made.save()
    facts_changed(actor.network_id)
    return made


@transaction.atomic
def remove(actor: Actor, signal_id: UUID, source_id: UUID) -> None:
    authorise(actor, Do.EDIT_ROOMS)
    gone, _by_table = Source.objects.visible_to(actor).filter(signal=signal_id, pk=source_id).delete()
    if not gone:
        raise NotFound
    facts_changed(actor.network_id)
