"""Whom to ask next, with the reasons that are true, and who could ask them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person, Tie
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.insight.coalition_ground import TOMORROW, Ground
from vierspan.workspace.insight.coalitions import Asked

SHOWN = 20
INTRODUCERS = 3


@dataclass(frozen=True, slots=True)
class Linkable:
    """Something of the records that a reason points at."""

    table: str
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One true reason: its kind, how often, and what it is about."""

    kind: str  # worked, in_theme, shares_theme, known_by, often, region, sector, brings
    times: int = 0
    about: tuple[Linkable, ...] = ()
    words: str = ""
    source: str = ""  # of what it brings


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    party: str
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Introducer:
    """Somebody who knows a party, through whom they know it, and how strongly."""

    person: Person
    knows: str
    strength: float
    is_own: bool  # of the actor's own party


def next_partners(actor: Actor, asked: Asked, *, most: int = SHOWN) -> list[Next]:
    """The parties that are not asked yet, the most likely first.

    The order is of what was learnt from who worked with whom on what, seen from the party that framed the opportunity;
    who brings something that is required comes before who brings nothing.
    """
    from vierspan.analysis.choices.partners import Query

    ground, found = asked.ground, asked.opportunity
    initiator = str(found.party_id or own_party(actor) or "")
    answered = {key for key, row in asked.partners.items() if row.state or row.is_chosen}
    open_ = [key for key in ground.names if key not in answered and key != initiator]
    query = Query(initiator=initiator, themes=tuple(found.themes), day=clock.today() + TOMORROW)
    bringing = [key for key in open_ if key in asked.offers]
    ranked = ground.ranker.rank(query, most=most, among=bringing)
    if len(ranked) < most:
        there = set(bringing)
        ranked += ground.ranker.rank(query, most=most - len(ranked), among=[key for key in open_ if key not in there])
    return [_next(asked, each.member, each.reasons) for each in ranked]


def _next(asked: Asked, party: str, reasons: Iterable[object]) -> Next:
    names = {str(row.pk): row.name for row in asked.requirements}
    brings = tuple(
        Reason(kind="brings", words=names[key], source=offer.source)
        for key, offer in asked.offers.get(party, {}).items()
        if key in names
    )
    told = tuple(reason for each in reasons if (reason := _reason(asked.ground, each)))
    return Next(party=party, name=asked.ground.names[party], reasons=(*brings, *told))


def _reason(ground: Ground, told: object) -> Reason | None:
    from vierspan.analysis.choices import partners as learnt

    match told:
        case learnt.WorkedTogether(teams=teams, times=times):
            about = tuple(_team(ground, each) for each in teams if each in ground.teams)
            return Reason(kind="worked", times=times, about=about)
        case learnt.KnownBy(introducers=known):
            members = [each.member for each in known if each.member in ground.names]
            about = tuple(Linkable("parties", each, ground.names[each]) for each in members)
            return Reason(kind="known_by", about=about) if about else None
        case learnt.OftenTakesPart(times=times):
            return Reason(kind="often", times=times)
    return _of_theme(ground, told) or _alike(told)


def _alike(told: object) -> Reason | None:
    from vierspan.analysis.choices import partners as learnt

    match told:
        case learnt.SameCountry(country=region):  # where they are: a region here
            return Reason(kind="region", words=region)
        case learnt.SameKind(kind=sector):
            return Reason(kind="sector", words=sector)
    return None


def _team(ground: Ground, key: str) -> Linkable:
    team = ground.teams[key]
    return Linkable(team.table, team.id, team.name)


def _of_theme(ground: Ground, told: object) -> Reason | None:
    from vierspan.analysis.choices import partners as learnt

    if not isinstance(told, learnt.InTheme | learnt.SharesTheme) or told.theme not in ground.themes:
        return None
    kind = "in_theme" if isinstance(told, learnt.InTheme) else "shares_theme"
    return Reason(kind=kind, times=told.times, about=(Linkable("themes", told.theme, ground.themes[told.theme]),))


def introducers(actor: Actor, parties: Sequence[str]) -> dict[str, list[Introducer]]:
    """Who knows whom at each of these parties, by ties that hold today: one's own people first, then the strongest."""
    authorise(actor, Do.READ_DIRECTORY)
    wanted = {UUID(each) for each in parties}
    people = dict(Person.objects.visible_to(actor).filter(party__in=wanted, left_on=None).values_list("pk", "party"))
    ends = {**people, **{each: each for each in wanted}}
    today = clock.today()
    alive = Tie.objects.visible_to(actor).filter(Q(until=None) | Q(until__gte=today))
    rows = alive.filter(Q(source__in=ends) | Q(target__in=ends)).values_list("source", "target", "strength")
    met: dict[tuple[UUID, UUID], tuple[float, UUID]] = {}
    for source, target, strength in rows:
        for end, other in ((source, target), (target, source)):
            if end in ends and other not in ends:
                key = ends[end], other
                met[key] = max(met.get(key, (-1.0, end)), (strength or 0.0, end), key=lambda each: each[0])
    return _told(actor, met)


def _told(actor: Actor, met: dict[tuple[UUID, UUID], tuple[float, UUID]]) -> dict[str, list[Introducer]]:
    who = {other for _party, other in met} | {end for _strength, end in met.values()}
    rows = Person.objects.visible_to(actor).filter(pk__in=who, left_on=None).select_related("party")
    known, mine = {row.pk: row for row in rows}, own_party(actor)
    found: dict[str, list[Introducer]] = defaultdict(list)
    for (party, other), (strength, end) in met.items():
        if person := known.get(other):
            is_own = mine is not None and person.party_id == mine
            knows = known[end].name if end in known else ""
            found[str(party)].append(Introducer(person=person, knows=knows, strength=strength, is_own=is_own))
    for each in found.values():
        each.sort(key=lambda one: (not one.is_own, -one.strength, one.person.name))
        del each[INTRODUCERS:]
    return found
