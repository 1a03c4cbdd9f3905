"""Who takes turns in speaking for the network, how it is spread, and whose turn it is."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.course.positioning.models import Communication, Speaker, Turn
from vierspan.workspace.course.positioning.turns import Around, Candidate, fairest
from vierspan.workspace.directory.models import Person

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Spread:
    """How often one person spoke for the network in the past year, and will."""

    person: Person
    spoken: int
    planned: int
    share: float  # of all that was said
    last: date | None
    takes_turns: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One moment at which somebody speaks: done or to come."""

    on: date
    person: uuid.UUID | None
    is_planned: bool
    key: uuid.UUID


def speakers(actor: Actor) -> list[Person]:
    """Who are on the roster, by name."""
    authorise(actor, Do.READ_OUTWARD)
    ids = Speaker.objects.of(actor.network_id).values("person")
    return list(Person.objects.of(actor.network_id).filter(pk__in=ids).select_related("party").order_by("name"))


def turns(actor: Actor) -> list[Turn]:
    """What is still to come, the first day first."""
    authorise(actor, Do.READ_OUTWARD)
    rows = Turn.objects.of(actor.network_id).filter(state="planned").select_related("person__party")
    return list(rows.order_by("on", "made_at"))


def turn(actor: Actor, turn_id: uuid.UUID) -> Turn:
    authorise(actor, Do.READ_OUTWARD)
    found = Turn.objects.of(actor.network_id).filter(pk=turn_id).select_related("person__party").first()
    if found is None:
        raise NotFound
    return found


def suggestion(actor: Actor, on: date | None = None) -> Person | None:
    """Whose turn it is on that day; None where nobody on the roster can without speaking twice in a row."""
    people = {person.pk: person for person in speakers(actor)}
    timeline = _timeline(actor)
    chosen = fairest(_candidates(people.values(), timeline), around(actor, on or clock.today()))
    return people[chosen.person] if chosen else None


def around(actor: Actor, on: date, *, but: Iterable[uuid.UUID] = ()) -> Around:
    """Who speak right before and after that day, these occasions left out."""
    left_out = set(but)
    timeline = [each for each in _timeline(actor) if each.key not in left_out]
    before = [each for each in timeline if each.on <= on]
    after = [each for each in timeline if each.on > on]
    first, second = (before[-1].person if before else None), (after[0].person if after else None)
    return Around(first, second, _party_of(actor, first))


def _party_of(actor: Actor, person: uuid.UUID | None) -> uuid.UUID | None:
    if person is None:
        return None
    return Person.objects.of(actor.network_id).filter(pk=person).values_list("party", flat=True).first()


def spread(actor: Actor) -> list[Spread]:
    """Everybody who spoke in the past year, will, or takes turns; who spoke least first, for it is no ranking."""
    on_roster = {person.pk for person in speakers(actor)}
    timeline = _timeline(actor)
    spoken = Counter(each.person for each in timeline if each.person and not each.is_planned)
    planned = Counter(each.person for each in timeline if each.person and each.is_planned)
    total = sum(not each.is_planned for each in timeline)
    people = Person.objects.of(actor.network_id).filter(pk__in={*on_roster, *spoken, *planned}).select_related("party")
    rows = [
        Spread(
            person,
            spoken[person.pk],
            planned[person.pk],
            spoken[person.pk] / total if total else 0.0,
            _last(timeline, person.pk),
            person.pk in on_roster,
        )
        for person in people
    ]
    return sorted(rows, key=lambda row: (row.spoken, row.planned, row.person.name))


def _timeline(actor: Actor) -> list[Said]:
    since = clock.today() - YEAR
    said = Communication.objects.of(actor.network_id).filter(said_on__gte=since).values_list("said_on", "person", "pk")
    to_come = Turn.objects.of(actor.network_id).filter(state="planned").values_list("on", "person", "pk")
    every = [
        *(Said(on, person, is_planned=False, key=key) for on, person, key in said),
        *(Said(on, person, is_planned=True, key=key) for on, person, key in to_come),
    ]
    return sorted(every, key=lambda each: (each.on, each.is_planned, str(each.key)))


def _last(timeline: Sequence[Said], person: uuid.UUID) -> date | None:
    return max((each.on for each in timeline if each.person == person and not each.is_planned), default=None)


def _candidates(people: Iterable[Person], timeline: Sequence[Said]) -> list[Candidate]:
    people = list(people)
    counted = Counter(each.person for each in timeline if each.person)
    by_party: Counter[uuid.UUID | None] = Counter()
    for person in people:
        by_party[person.party_id] += counted[person.pk]
    return [
        Candidate(
            person.pk,
            person.name,
            person.party_id,
            counted[person.pk],
            by_party[person.party_id] if person.party_id else 0,
            _last(timeline, person.pk),
        )
        for person in people
    ]
