"""Who worked with whom, as far as is on record: the same gatherings, the same tables, a tie."""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Attendance
from vierspan.workspace.directory.models import Person, Tie
from vierspan.workspace.directory.surveys.roster import taking_part
from vierspan.workspace.initiatives.models import Seat

LONG_ENOUGH = timedelta(days=120)
LATELY = timedelta(days=182)
LONGEST_LIST = 25


@dataclass(frozen=True, slots=True)
class Shared:
    """What two people share here: since when, if that is on record, and how often they met."""

    since: date | None = None
    times: int = 0

    @property
    def is_long_enough(self) -> bool:
        """Where nothing is on record, the two who choose know better."""
        return self.since is None or clock.today() - self.since >= LONG_ENOUGH


def shared_with(person: Person) -> Mapping[uuid.UUID, Shared]:
    """Everybody with whom this person shares something on record."""
    times: Counter[uuid.UUID] = Counter()
    since: dict[uuid.UUID, date] = {}
    for other, day in _met(person):
        times[other] += 1
        since[other] = min(since.get(other, day), day)
    return {other: Shared(since[other], times[other]) for other in since}


def is_too_new(person: Person, other: Person) -> bool:
    """Whether one of the two takes part for less than four months, so that they cannot have worked together longer."""
    joined = [each.joined_on for each in (person, other) if each.joined_on]
    return bool(joined) and clock.today() - max(joined) < LONG_ENOUGH


def roster_for(person: Person, everybody: list[Person]) -> list[uuid.UUID]:
    """About whom somebody can say who takes the lead: all, or of more than 25 those met in the last six months."""
    others = [each.pk for each in everybody if each.pk != person.pk]
    if len(everybody) <= LONGEST_LIST:
        return others
    met = Counter(other for other, day in _met(person) if clock.today() - day <= LATELY)
    met.update({seat.person_id for seat in _tables(person) if seat.person_id and _is_current(seat)})
    known = sorted((each for each in others if met[each]), key=lambda each: (-met[each], each))
    return known[:LONGEST_LIST]


def _met(person: Person) -> Iterator[tuple[uuid.UUID, date]]:
    """Each person and day on which the two came together, or from which on they share a table or a tie."""
    came = Attendance.objects.of(person.network_id).filter(present=True, person__isnull=False)
    mine = came.filter(person=person).values_list("gathering_id", flat=True)
    for other, day in came.filter(gathering__in=list(mine)).values_list("person_id", "gathering__held_on"):
        if other != person.pk and day is not None and day <= clock.today():
            yield other, day
    own = {seat.initiative_id: seat.since for seat in _own_seats(person) if seat.since}
    for seat in _tables(person):
        if seat.person_id and seat.since and seat.initiative_id in own:
            yield seat.person_id, max(seat.since, own[seat.initiative_id])
    ties = Tie.objects.of(person.network_id).filter(Q(source=person.pk) | Q(target=person.pk), since__isnull=False)
    people = set(taking_part(Person.objects.of(person.network_id)).values_list("pk", flat=True))
    for tie in ties:
        other = tie.target if tie.source == person.pk else tie.source
        if other in people and tie.since:
            yield other, tie.since


def _own_seats(person: Person) -> list[Seat]:
    return list(Seat.objects.of(person.network_id).filter(person=person))


def _tables(person: Person) -> list[Seat]:
    """The seats of others at the tables where this person sits."""
    own = {seat.initiative_id for seat in _own_seats(person)}
    return list(Seat.objects.of(person.network_id).filter(initiative__in=own).exclude(person=person))


def _is_current(seat: Seat) -> bool:
    return seat.until is None or seat.until >= clock.today()
