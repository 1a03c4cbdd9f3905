"""Signals from who has no account: by the link of the network into an intake, accepted or let go there."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.actions.signals import LONGEST, LONGEST_NOTE, Told, put_down, web_address
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.models import ACCEPTED, LET_GO, WAITING, HandedIn
from vierspan.workspace.horizon.weighing.queries import LINK

PURPOSE = LINK
MOST_AN_HOUR, MOST_WAITING = 30, 200  # of one network, whoever hands in
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What somebody outside writes; only the first is asked."""

    what: str
    origin: str = ""
    address: str = ""
    note: str = ""
    name: str = ""


@transaction.atomic
def make_link(actor: Actor) -> str:
    """A new link; one that stood before ends with it. What is given back is shown once."""
    authorise(actor, Do.OPEN_INTAKE)
    keys.end(actor.network_id, PURPOSE, actor.network_id)
    return keys.made(actor.network_id, PURPOSE, actor.network_id)


@transaction.atomic
def end_link(actor: Actor) -> int:
    authorise(actor, Do.OPEN_INTAKE)
    return keys.end(actor.network_id, PURPOSE, actor.network_id)


@transaction.atomic
def hand_in(network_id: UUID, brought: Brought) -> HandedIn:
    """For who came by the link, which was checked; it is seen by nobody but the participants."""
    what = tidy(brought.what)[:LONGEST]
    if not what:
        raise Invalid("what", "say_what_you_saw")
    if len(brought.note) > LONGEST_NOTE:
        raise Invalid("note", "too_long")
    rows = HandedIn.objects.of(network_id)
    lately = rows.filter(created_at__gt=clock.now() - timedelta(hours=1)).count()
    if lately >= MOST_AN_HOUR or rows.filter(state=WAITING).count() >= MOST_WAITING:
        raise Invalid("what", "handed_in_much")
    made = HandedIn(network_id=network_id, what=what, origin=tidy(brought.origin)[:LONGEST])
    made.address, made.note = web_address(brought.address), brought.note.replace("\r\n", "\n").strip()
    made.name = tidy(brought.name)[:LONGEST_NAME]
    made.save()
    return made


@transaction.atomic
def accept(actor: Actor, handed_id: UUID) -> Signal:
    """It becomes a signal. Who is known here by the name they gave is its spotter; else the name stays in the note."""
    row = _waiting(actor, handed_id)
    who = _known(actor, row.name)
    note = row.note if who or not row.name else f"{row.note}\n\n({row.name})".strip()
    made = put_down(actor, row.what, who, Told(origin=row.origin, address=row.address, note=note))
    row.signal = made
    _settled(actor, row, ACCEPTED)
    return made


@transaction.atomic
def let_go(actor: Actor, handed_id: UUID) -> HandedIn:
    row = _waiting(actor, handed_id)
    _settled(actor, row, LET_GO)
    return row


@transaction.atomic
def wait_again(actor: Actor, handed_id: UUID) -> HandedIn:
    """What was let go waits once more."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(HandedIn.objects.visible_to(actor), handed_id)
    if row.state != LET_GO:
        raise Conflict
    row.state, row.settled_on, row.settled_by = WAITING, None, None
    row.save()
    return row


def _waiting(actor: Actor, handed_id: UUID) -> HandedIn:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(HandedIn.objects.visible_to(actor), handed_id)
    if row.state != WAITING:
        raise Conflict
    return row


def _known(actor: Actor, name: str) -> Person | None:
    """The one person who is called so."""
    if not name:
        return None
    named = Person.objects.visible_to(actor).select_related("party").filter(name__iexact=name)
    found = [each for each in named if folded(each.name) == folded(name)]
    return found[0] if len(found) == 1 else None


def _settled(actor: Actor, row: HandedIn, state: str) -> None:
    row.state, row.settled_on, row.settled_by_id = state, clock.today(), actor.person_id
    row.save()
