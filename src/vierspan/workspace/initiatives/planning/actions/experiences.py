"""How far somebody could really take part: one question, asked at the step or by a personal link."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.directory.versions import held
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.initiatives.planning.models import HIGHEST, LOWEST, Experience

PURPOSE = "experienced"
OPEN_FOR = timedelta(days=60)


@transaction.atomic
def say(actor: Actor, seat_id: UUID, level: int) -> Experience:
    """By who sits there: the person of the seat, or somebody of its party."""
    authorise(actor, Do.EDIT_ROOMS)
    seat = held(Seat.objects.visible_to(actor), seat_id)
    if not sits(actor, seat):
        raise Invalid("level", "not_your_seat")
    return _kept(seat, actor.person_id, level)


@transaction.atomic
def say_by_link(link: Link, level: int) -> Experience:
    """By who was asked with a personal link."""
    return _kept(seat_of(link), link.person_id, level)


def seat_of(link: Link) -> Seat:
    """The seat that the link asks about; NotFound where it is gone."""
    rows = Seat.objects.of(link.network_id).filter(pk=link.subject)
    found = rows.select_related("initiative", "step", "party", "person").first()
    if found is None:
        raise NotFound
    return found


def said_by(link: Link) -> int | None:
    rows = Experience.objects.of(link.network_id).filter(seat=link.subject, person=link.person_id)
    return rows.order_by("-said_on", "-created_at").values_list("level", flat=True).first()


@transaction.atomic
def ask(actor: Actor, seat_id: UUID) -> str:
    """A personal link to the question, to be sent to who sits there; good for two months."""
    authorise(actor, Do.EDIT_ROOMS)
    seat = held(Seat.objects.visible_to(actor), seat_id)
    person = Person.objects.visible_to(actor).filter(pk=seat.person_id).first() if seat.person_id else None
    until = clock.today() + OPEN_FOR
    token = keys.made(actor.network_id, PURPOSE, seat.pk, person=person, good_until=until)
    return keys.address("experienced", token)


def sits(actor: Actor, seat: Seat) -> bool:
    """Whether the actor sits there, as the person or for the party."""
    if actor.person_id is None:
        return False
    if seat.person_id is not None:
        return seat.person_id == actor.person_id
    return seat.party_id in own_parties(actor)


def _kept(seat: Seat, person: UUID | None, level: int) -> Experience:
    if not LOWEST <= level <= HIGHEST:
        raise Invalid("level", "number_out_of_range")
    rows = Experience.objects.of(seat.network_id).filter(seat=seat, person=person)
    row = rows.order_by("-said_on", "-created_at").first() or Experience(
        network_id=seat.network_id, seat=seat, person_id=person
    )
    row.level, row.said_on = level, clock.today()
    row.save()
    facts_changed(seat.network_id)
    return row
