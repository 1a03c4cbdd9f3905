"""Seating: what is known of the guests goes to the analysis, and what it finds becomes a plan with its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from vierspan.analysis.choices.seating import CannotSeat, Plan, Question, Scores, even_sizes, seat
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.conditions.seating import actions, queries
from vierspan.workspace.conditions.seating.models import Place, Seating
from vierspan.workspace.directory.models import Person
from vierspan.workspace.insight.seating_known import known

__all__ = ["Board", "CannotBeSeated", "Reason", "Seen", "Table", "board", "propose"]

PAIR = 2
MOST_REASONS = 6
MOST_GUESTS = 600


class CannotBeSeated(Conflict):
    """No seating keeps to the rules; `pairs` are the names of those that clash, `reason` a key."""

    def __init__(self, reason: str, pairs: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pairs = pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two sit together: match (`what` the first offers and the second needs), wish or meeting; `worth` orders."""

    kind: str
    one: str
    other: str
    what: str = ""
    worth: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Somebody at a table."""

    id: UUID
    name: str
    party: str
    sector: str
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    number: int  # from 0
    guests: tuple[Seen, ...]
    reasons: tuple[Reason, ...]
    first_meetings: int
    sectors: int
    apart: tuple[tuple[str, str], ...]  # who must not sit here together, and do


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The plan that is worked on, as rated now. `found`: what is known from when it was proposed, or nothing."""

    rounds: tuple[tuple[Table, ...], ...]
    unseated: tuple[Person, ...]
    score: float
    first_meetings: int
    matches: int
    wishes: int
    wishes_asked: int
    repeats: int
    found: Mapping[str, float]

    @property
    def is_laid(self) -> bool:
        return bool(self.rounds)


def propose(actor: Actor, gathering_id: UUID) -> Seating:
    """Seat everybody as well as can be found, who is held staying; CannotBeSeated when the rules cannot be kept."""
    queries.run(actor, gathering_id)
    people = queries.guests(actor, gathering_id)
    setup = queries.seating(actor, gathering_id)
    if not PAIR <= len(people) <= MOST_GUESTS:
        raise CannotBeSeated("few" if len(people) < PAIR else "many")
    question = known(actor, gathering_id, people, (sizes_of(setup, len(people)), setup.rounds))
    try:
        found = seat(question)
    except CannotSeat as cannot:
        names = {str(each.pk): each.name for each in people}
        raise CannotBeSeated(cannot.reason, tuple((names[a], names[b]) for a, b in cannot.pairs)) from cannot
    laid = [[[UUID(each) for each in table] for table in tables] for tables in found.plan]
    chance = found.chance
    told = {
        "score": found.score,
        "bound": found.bound,
        "is_proven": found.is_proven,
        "gap": found.gap,
        "mean": chance.mean,
        "best": chance.best,
        "draws": chance.draws,
        "first_meetings": chance.brought.first_meetings,
        "matches": chance.brought.matches,
        "wishes": chance.brought.wishes,
        "repeats": chance.brought.repeats,
    }
    return actions.lay(actor, gathering_id, laid, told)


def sizes_of(setup: Seating, guests: int) -> tuple[int, ...]:
    """Seats per table: as chosen, or tables that differ by one at most; pairs, with one of three when they are odd."""
    if setup.way == "own" and sum(setup.sizes) == guests:
        return tuple(setup.sizes)
    if setup.way == "pairs":
        return tuple(PAIR + (guests % PAIR if at == 0 else 0) for at in range(max(1, guests // PAIR)))
    return even_sizes(guests, setup.seats)


def board(actor: Actor, gathering_id: UUID) -> Board:
    """The plan that is worked on, with why and how good; for who runs the gathering."""
    people = {each.pk: each for each in queries.guests(actor, gathering_id)}
    places = [each for each in queries.places(actor, gathering_id) if each.person_id in people]
    setup = queries.seating(actor, gathering_id)
    seated = {each.person_id for each in places}
    here = [person for key, person in people.items() if key in seated]
    plan = _plan(places)
    question = known(actor, gathering_id, here, (tuple(len(table) for table in plan[0]) if plan else (), len(plan)))
    scores = Scores(question)
    seats = scores.seats(plan) if plan else None
    brought = scores.brought(seats) if seats is not None else None
    return Board(
        rounds=tuple(_tables(scores, question, places, at) for at in range(len(plan))),
        unseated=tuple(person for key, person in people.items() if plan and key not in seated),
        score=scores.value(seats) if seats is not None else 0.0,
        first_meetings=int(brought.first_meetings) if brought else 0,
        matches=int(brought.matches) if brought else 0,
        wishes=int(brought.wishes) if brought else 0,
        wishes_asked=len(question.wishes),
        repeats=int(brought.repeats) if brought else 0,
        found=setup.found or {},
    )


def _plan(places: Iterable[Place]) -> Plan:
    """Rounds of tables; a guest who has no place in a later round sits there at the first table."""
    rows = list(places)
    rounds = 1 + max((each.round for each in rows), default=-1)
    tables = 1 + max((each.table for each in rows), default=-1)
    return tuple(
        tuple(
            tuple(str(each.person_id) for each in rows if (each.round, each.table) == (at, number))
            for number in range(tables)
        )
        for at in range(rounds)
    )


def _tables(scores: Scores, question: Question, places: list[Place], at: int) -> tuple[Table, ...]:
    numbers = range(1 + max(each.table for each in places))
    rows = [[each for each in places if (each.round, each.table) == (at, number)] for number in numbers]
    return tuple(_table(scores, question, number, here) for number, here in enumerate(rows))


def _table(scores: Scores, question: Question, number: int, here: list[Place]) -> Table:
    pairs = [(one, other) for one, other in combinations(here, PAIR)]
    meetings = [(a, b) for a, b in pairs if scores.is_first[_at(scores, a, b)]]
    reasons = [reason for a, b in pairs for reason in _reasons(scores, question, a.person, b.person)]
    return Table(
        number=number,
        guests=tuple(_seen(each) for each in here),
        reasons=tuple(sorted(reasons, key=lambda each: -each.worth)[:MOST_REASONS]),
        first_meetings=len(meetings),
        sectors=len({each.person.party.sector for each in here if each.person.party and each.person.party.sector}),
        apart=tuple((a.person.name, b.person.name) for a, b in pairs if scores.apart[_at(scores, a, b)]),
    )


def _seen(place: Place) -> Seen:
    party = place.person.party
    return Seen(
        id=place.person_id,
        name=place.person.name,
        party=party.name if party else "",
        sector=party.sector if party else "",
        is_held=place.is_held,
    )


def _at(scores: Scores, one: Place, other: Place) -> tuple[int, int]:
    return scores.index[str(one.person_id)], scores.index[str(other.person_id)]


def _reasons(scores: Scores, question: Question, one: Person, other: Person) -> Iterable[Reason]:
    """What there is to say of two at one table."""
    ids = str(one.pk), str(other.pk)
    parts = scores.parts(*ids)
    if parts.wish:
        yield Reason(kind="wish", one=one.name, other=other.name, worth=3 + parts.score)
    for giver, taker in ((one, other), (other, one)):
        what = _match(question, scores, giver, taker)
        if what:
            yield Reason(kind="match", one=giver.name, other=taker.name, what=what, worth=2 + parts.score)
    if scores.is_first[scores.index[ids[0]], scores.index[ids[1]]]:
        yield Reason(kind="meeting", one=one.name, other=other.name, worth=parts.score / 10)


def _match(question: Question, scores: Scores, giver: Person, taker: Person) -> str:
    offers = question.guests[scores.index[str(giver.pk)]].offers
    needs = question.guests[scores.index[str(taker.pk)]].needs
    return min(offers & needs, default="")
