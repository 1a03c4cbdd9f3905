"""What is known of guests that says whether they should meet: ties, earlier gatherings, offers, needs, sectors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from uuid import UUID

import numpy as np
from django.db.models import Q

from vierspan.analysis.choices.seating import Guest, Pair, Question
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Attendance, Exchange, Need
from vierspan.workspace.conditions.seating import queries
from vierspan.workspace.directory.models import Person, Tie

SMALL_ROOM = 8  # in a larger gathering one meets that many, so that it counts in part
UNSAID = 0.6  # how warm a tie is of which nobody said how strong
OF_PARTIES = 0.5  # how much of a tie between parties holds between their people
BETWEEN_COLLEAGUES = 1.0


def known(actor: Actor, gathering_id: UUID, people: Sequence[Person], divided: tuple[tuple[int, ...], int]) -> Question:
    """The question of seating these guests: sizes and rounds as `divided`, who is held as the plan has it."""
    sizes, rounds = divided
    ids = {each.pk for each in people}
    held = [each for each in queries.places(actor, gathering_id) if each.is_held and each.person_id in ids]
    offers, needs = _offers(actor, people), _needs(actor, people)
    return Question(
        guests=tuple(_guest(each, offers, needs) for each in people),
        sizes=sizes,
        rounds=rounds,
        ties=_ties(actor, people),
        gathered=_gathered(actor, gathering_id, people),
        wishes=_pairs(actor, gathering_id, "with"),
        apart=_pairs(actor, gathering_id, "apart"),
        fixed={
            (each.round, str(each.person_id)): each.table
            for each in held
            if each.round < rounds and each.table < len(sizes)
        },
    )


Words = Mapping[UUID, frozenset[str]]


def _guest(person: Person, offers: Words, needs: Words) -> Guest:
    party = person.party
    return Guest(
        id=str(person.pk),
        party=str(person.party_id or ""),
        sector=party.sector.casefold() if party else "",
        offers=offers.get(party.pk, frozenset()) if party else frozenset(),
        needs=needs.get(party.pk, frozenset()) if party else frozenset(),
    )


def _offers(actor: Actor, people: Iterable[Person]) -> Words:
    """What the guests' parties have on offer now."""
    rows = Exchange.objects.visible_to(actor).filter(state="offered", giver__in=_parties(people))
    return _words(rows.values_list("giver", "kind", "what"))


def _needs(actor: Actor, people: Iterable[Person]) -> Words:
    """What the guests' parties would like to get now."""
    today = clock.today()
    rows = Need.objects.visible_to(actor).filter(
        Q(until=None) | Q(until__gte=today), party__in=_parties(people), met_on=None
    )
    return _words(rows.values_list("party", "kind", "what"))


def _words(rows: Iterable[tuple[UUID, str, str]]) -> Words:
    """By its kind where it has one, else by what it is: the words that an offer and a need are compared by."""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for party, kind, what in rows:
        found[party] |= {word.strip().casefold() for word in (kind or what,) if word.strip()}
    return {party: frozenset(words) for party, words in found.items()}


def _parties(people: Iterable[Person]) -> set[UUID]:
    return {each.party_id for each in people if each.party_id}


def _ties(actor: Actor, people: Sequence[Person]) -> Mapping[Pair, float]:
    """How warm each pair stands: a tie of their own, half of one between their parties, colleagues in full."""
    of_party: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for each in people:
        if each.party_id:
            of_party[each.party_id].append(each.pk)
    ends = {each.pk: [each.pk] for each in people} | of_party
    today = clock.today()
    alive = Tie.objects.visible_to(actor).filter(Q(until=None) | Q(until__gte=today), source__in=ends, target__in=ends)
    rows = list(alive.values_list("source", "target", "strength"))
    most = max((strength for _, _, strength in rows if strength), default=1.0)
    found: defaultdict[Pair, float] = defaultdict(float)
    for source, target, strength in rows:
        warmth = UNSAID if strength is None else strength / most
        part = 1.0 if source not in of_party and target not in of_party else OF_PARTIES
        for one in ends[source]:
            for other in ends[target]:
                _warm(found, one, other, part * warmth)
    for colleagues in of_party.values():
        for one, other in combinations(colleagues, 2):
            _warm(found, one, other, BETWEEN_COLLEAGUES)
    return found


def _warm(found: defaultdict[Pair, float], one: UUID, other: UUID, warmth: float) -> None:
    if one != other and warmth > 0:
        pair = frozenset((str(one), str(other)))
        found[pair] = max(found[pair], warmth)


def _gathered(actor: Actor, gathering_id: UUID, people: Sequence[Person]) -> Mapping[Pair, float]:
    """How often two were at one gathering before, a large one counting in part."""
    rows = Attendance.objects.visible_to(actor).exclude(present=False).exclude(gathering=gathering_id)
    past = rows.filter(Q(gathering__held_on=None) | Q(gathering__held_on__lte=clock.today()))
    came: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for gathering, person in past.exclude(person=None).values_list("gathering", "person"):
        came[gathering].add(person)
    index = {each.pk: at for at, each in enumerate(people)}
    times = np.zeros((len(index), len(index)))
    for everybody in came.values():
        here = [index[each] for each in everybody & index.keys()]
        times[np.ix_(here, here)] += min(1.0, SMALL_ROOM / len(everybody))
    ids = [str(each.pk) for each in people]
    rows_at, columns = np.nonzero(np.triu(times, 1))
    return {
        frozenset((ids[one], ids[other])): float(times[one, other])
        for one, other in zip(rows_at.tolist(), columns.tolist(), strict=True)
    }


def _pairs(actor: Actor, gathering_id: UUID, kind: str) -> frozenset[Pair]:
    found = queries.pairings(actor, gathering_id, kind)
    return frozenset(frozenset((str(each.one_id), str(each.other_id))) for each in found)
