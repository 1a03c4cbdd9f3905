"""Beginning by a way of working: its questions, what is wanted, and its steps are laid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.initiatives.planning.actions import steps
from vierspan.workspace.initiatives.planning.actions.steps import StepWish
from vierspan.workspace.initiatives.starting import queries
from vierspan.workspace.initiatives.starting.actions.starting import Start, start
from vierspan.workspace.initiatives.starting.models import Charter, Laid, Piece
from vierspan.workspace.initiatives.starting.ways import Way, WayPhase, ours

WORKDAYS = 5  # in a week


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """How it is begun: by which way of working, from which day, who carries it and who is asked to the table."""

    way: str = ""
    steps_from: date | None = None  # empty: the steps are laid without days
    leader: UUID | None = None
    parties: Sequence[UUID] = ()


@transaction.atomic
def begin(actor: Actor, wish: Start, beginning: Beginning) -> Initiative:
    """Begin it and lay what its way of working brings."""
    authorise(actor, Do.EDIT_ROOMS)
    way = way_named(actor, beginning.way) if beginning.way else None
    row = start(actor, wish)
    _seat_leader(actor, row, beginning.leader or actor.person_id)
    _invite(actor, row, beginning.parties)
    if way:
        lay(actor, row, way, steps_from=beginning.steps_from)
    return row


def way_named(actor: Actor, key: str) -> Way:
    """One of ours by its key, or an own one by its id."""
    for each in (*ours(actor.language), *queries.own_ways(actor)):
        if each.key == key:
            return each
    raise Invalid("way", "unknown_choice")


@transaction.atomic
def lay(actor: Actor, row: Initiative, way: Way, *, steps_from: date | None = None) -> None:
    """The questions, what is wanted and the steps of a way of working; what stands already stays."""
    found = queries.charter(actor, row)
    found.template, found.questions = way.key, {each.phase: each.question for each in way.phases if each.question}
    found.save()
    wanted = [(each.phase, name) for each in way.phases for name in each.wanted]
    for place, (phase, name) in enumerate(wanted):
        Piece.objects.create(network_id=actor.network_id, initiative=row, phase=phase, name=name, place=place)
    _lay_steps(actor, row, way.phases, steps_from)


def _lay_steps(actor: Actor, row: Initiative, phases: Sequence[WayPhase], day: date | None) -> None:
    """One after the other. A step that nobody owns is a plan, and no act of anybody."""
    wanted = [(part.phase, one) for part in phases for one in part.steps]
    wishes = [
        StepWish(name=one.name, phase=phase, days=WORKDAYS * one.weeks, intensity=one.intensity)
        for phase, one in wanted
    ]
    for laid, (_phase, one) in zip(steps.lay(actor, row, wishes), wanted, strict=True):
        Laid.objects.create(network_id=row.network_id, step=laid, intensity=one.intensity)
        if day:
            steps.place_on(actor, laid.pk, day)
            day += timedelta(weeks=one.weeks)


def _seat_leader(actor: Actor, row: Initiative, person_id: UUID | None) -> None:
    if person_id is None:
        return
    person = Person.objects.visible_to(actor).filter(pk=person_id).first()
    if person is None:
        raise Invalid("leader", "nobody_by_that_name")
    party = person.party_id or (own_party(actor) if person_id == actor.person_id else None)
    Seat.objects.create(
        network_id=row.network_id,
        initiative=row,
        person=person,
        party_id=party,
        carries=True,
        state="joined",
        since=clock.today(),
    )


def _invite(actor: Actor, row: Initiative, parties: Sequence[UUID]) -> None:
    """They are asked to the table; whether they come is theirs to say."""
    wanted = list(dict.fromkeys(parties))
    found = Party.objects.visible_to(actor).filter(pk__in=wanted)
    if found.count() != len(wanted):
        raise Invalid("parties", "nobody_by_that_name")
    for each in found.exclude(pk__in=Seat.objects.of(row.network_id).filter(initiative=row).values("party")):
        Seat.objects.create(
            network_id=row.network_id,
            initiative=row,
            party=each,
            state="invited",
            invited_by_id=actor.person_id,
            since=clock.today(),
        )


def charter_of(row: Initiative) -> Charter:
    """The one that stands, or a new one, to write in."""
    found = Charter.objects.of(row.network_id).filter(initiative=row).first()
    return found or Charter(network_id=row.network_id, initiative=row)
