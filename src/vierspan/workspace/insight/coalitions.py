"""Which parties together: an opportunity as a question for analysis, and the answer in plain values."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.horizon.opportunities import queries
from vierspan.workspace.horizon.opportunities.actions import keeping
from vierspan.workspace.horizon.opportunities.models import Bring, Opportunity, Partner, Requirement
from vierspan.workspace.insight.coalition_ground import Ground, Said, Team, ground_of

if TYPE_CHECKING:
    from vierspan.analysis.choices.coalition import Proposed
    from vierspan.analysis.choices.coalition_question import Coalition, Question

VERSION = "1"  # of what is kept
GIVE_UP = timedelta(minutes=10)  # after which a job that was asked for is asked for again
MOST_CANDIDATES = 1000
WHOLE_NETWORK = 2000  # parties: up to so many, paths through everybody count, beyond only those among candidates
USUAL_MOST = 8
CONFIRMED, SAID = 1.0, 0.8  # how strongly a party brings what it confirmed, or what others say of it
THOUGHT: Mapping[str, float] = {"offer": 0.6, "tag": 0.5, "theme": 0.3}  # or what is known of it, fits
INTERESTS: Mapping[str, float] = {"interested": 1.0, "invited": 0.5, "": 0.5, "not_now": 0.1}
FRONT_KEPT = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """Why a party counts as bringing something: it confirmed, somebody said so, or what is known of it fits."""

    source: str  # confirmed, said, offer, tag, theme
    text: str = ""

    @property
    def strength(self) -> float:
        return {"confirmed": CONFIRMED, "said": SAID, **THOUGHT}[self.source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that the answer follows from."""

    opportunity: Opportunity
    requirements: tuple[Requirement, ...]
    offers: Mapping[str, Mapping[str, Offer]]  # party -> requirement -> why
    partners: Mapping[str, Partner]
    apart: frozenset[frozenset[str]]
    candidates: tuple[str, ...]
    ground: Ground

    @property
    def most(self) -> int:
        return self.opportunity.most or max(USUAL_MOST, self.opportunity.least or 1)

    @property
    def fixed(self) -> frozenset[str]:
        return frozenset(key for key, row in self.partners.items() if row.is_fixed and key in self.candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A coalition with its figures, 0 to 1, as it is kept and shown."""

    members: tuple[str, ...]
    coverage: float
    cohesion: float
    interest: float
    new_blood: float
    score: float
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    proof: str  # optimal, gap, impossible
    gap: float
    is_whole: bool
    picks: Mapping[str, Shown]
    front: tuple[Shown, ...]
    front_size: int
    covers: tuple[Shown, ...]
    missing: Mapping[str, int]
    clash: str
    nearest: Shown | None
    is_current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Two members of a coalition: how warm they stand, and what they did together."""

    one: str
    other: str
    warmth: float
    teams: tuple[Team, ...]

    @property
    def is_new(self) -> bool:
        return not self.teams


def asked_of(actor: Actor, found: Opportunity) -> Asked:
    """What there is to choose from: who brings something, is interested, or is in it in any case; never who said no."""
    ground = ground_of(actor)
    requirements = tuple(queries.requirements(actor, found.pk))
    partners = {str(row.party_id): row for row in queries.partners(actor, found.pk)}
    offers = _offers(ground, requirements, queries.brings(actor, found.pk))
    said = {
        key for key, row in partners.items() if row.state in ("interested", "not_now") or row.is_fixed or row.is_chosen
    }
    gone = {key for key, row in partners.items() if row.state == "declined"}
    strength = {key: sum(each.strength for each in offers.get(key, {}).values()) for key in {*offers, *said}}
    here = [key for key in strength if key in ground.names and key not in gone]
    ranked = sorted(here, key=lambda key: (key not in said, -strength[key], key))[:MOST_CANDIDATES]
    return Asked(
        opportunity=found,
        requirements=requirements,
        offers=offers,
        partners=partners,
        apart=frozenset(frozenset((str(row.one_id), str(row.other_id))) for row in queries.apart(actor, found.pk)),
        candidates=tuple(sorted(ranked)),
        ground=ground,
    )


def _offers(
    ground: Ground, requirements: Iterable[Requirement], brings: Mapping[UUID, list[Bring]]
) -> dict[str, dict[str, Offer]]:
    """What a party said itself goes before what others say, and that before what is only known of it."""
    found: dict[str, dict[str, Offer]] = {}
    for asked in requirements:
        thought = {party: Offer(said.source, said.text) for party, said in ground.who_says(asked.name).items()}
        for row in brings.get(asked.pk, ()):
            key = str(row.party_id)
            thought.pop(key, None)
            if row.confirmed is not False:
                thought[key] = Offer("confirmed" if row.confirmed else "said")
        for party, offer in thought.items():
            if party in ground.names:
                found.setdefault(party, {})[str(asked.pk)] = offer
    return found


def question_of(asked: Asked) -> "Question":
    """As analysis asks it."""
    import numpy as np

    from vierspan.analysis.choices.coalition_question import Candidate, Question
    from vierspan.analysis.choices.coalition_question import Requirement as Needed
    from vierspan.analysis.choices.coalition_ties import distances

    ids, ground = asked.candidates, asked.ground
    around = list(ground.names) if len(ground.names) <= WHOLE_NETWORK else list(ids)
    place = {each: at for at, each in enumerate(around)}
    every, cap = distances(around, ground.warmth)
    rows = [place[each] for each in ids]
    worked = np.array([[bool(_teams(ground, one) & _teams(ground, other)) for other in ids] for one in ids], dtype=bool)
    return Question(
        candidates=tuple(
            Candidate(
                id=each,
                offers={key: offer.strength for key, offer in asked.offers.get(each, {}).items()},
                interest=INTERESTS.get(asked.partners[each].state if each in asked.partners else "", 0.5),
            )
            for each in ids
        ),
        requirements=tuple(
            Needed(id=str(row.pk), parties=row.parties, is_must=row.is_must) for row in asked.requirements
        ),
        distance=every[np.ix_(rows, rows)],
        worked=worked.reshape(len(ids), len(ids)),
        cap=cap,
        least=asked.opportunity.least or 2,
        most=asked.most,
        fixed=asked.fixed,
        apart=asked.apart,
    )


def _teams(ground: Ground, party: str) -> frozenset[str]:
    return ground.teams_of.get(party, frozenset())


def answer(actor: Actor, asked: Asked) -> Answer | None:
    """The coalitions, kept or worked out now; of many candidates by a job, while what was kept before is shown. None
    where there is none yet."""
    from vierspan.analysis.choices.coalition import EXACT_UP_TO

    key, kept = key_of(asked), keeping.kept(actor.network_id, asked.opportunity.pk)
    if kept is not None and kept.key == key:
        return _read(kept.found, is_current=True)
    if len(asked.candidates) <= EXACT_UP_TO:
        return _read(
            keeping.keep(actor.network_id, asked.opportunity.pk, key, worked_out(asked)).found, is_current=True
        )
    if kept is None or kept.wanted != key or kept.asked_at is None or clock.now() - kept.asked_at > GIVE_UP:
        _ask(actor, asked, key)
        kept = keeping.kept(actor.network_id, asked.opportunity.pk)
    return _read(kept.found, is_current=kept.key == key) if kept is not None and kept.found else None


def _ask(actor: Actor, asked: Asked, key: str) -> None:
    from vierspan.workspace.insight.jobs_coalitions import work_out

    keeping.under_way(actor.network_id, asked.opportunity.pk, key)
    work_out.enqueue(str(actor.network_id), str(asked.opportunity.pk), key)


def key_of(asked: Asked) -> str:
    """Of everything that the answer follows from; ties and work of others count by the candidates' own."""
    ground, here = asked.ground, frozenset(asked.candidates)
    told = [
        VERSION,
        asked.candidates,
        [[str(row.pk), row.parties, row.is_must] for row in asked.requirements],
        sorted(
            (party, sorted((key, offer.source) for key, offer in found.items()))
            for party, found in asked.offers.items()
        ),
        sorted((key, row.state) for key, row in asked.partners.items()),
        sorted(asked.fixed),
        sorted(sorted(pair) for pair in asked.apart),
        [asked.opportunity.least, asked.opportunity.most],
        sorted((sorted(pair), round(value, 6)) for pair, value in ground.warmth.items() if pair & here),
        [sorted(_teams(ground, each)) for each in asked.candidates],
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def worked_out(asked: Asked) -> dict[str, Any]:
    """The whole answer as it is kept."""
    from vierspan.analysis.choices.coalition import propose

    return _plain(propose(question_of(asked)))


def tried(asked: Asked, *, within: Iterable[str], without: Iterable[str]) -> Answer:
    """The answer if these were in it in any case and those not at all; of many candidates the most promising only."""
    from vierspan.analysis.choices.coalition import propose

    question = question_of(asked).without(without).with_also(within)
    return _read(_plain(propose(question, effort=QUICK)), is_current=True)


QUICK = 0.2  # effort where somebody waits


def weighed(asked: Asked, members: Iterable[str]) -> Shown:
    """What is to be said of any parties together; those that are no candidates bring what is known of them."""
    from vierspan.analysis.choices.coalition_question import weigh

    return _shown(_told(weigh(question_of(asked), members)))


def _plain(found: "Proposed") -> dict[str, Any]:
    from vierspan.analysis.choices.coalition import picks

    return {
        "proof": found.proof,
        "gap": found.gap,
        "is_whole": found.is_whole,
        "picks": {name: _told(each) for name, each in picks(found).items()},
        "front": [_told(each) for each in found.front[:FRONT_KEPT]],
        "front_size": len(found.front),
        "covers": [_told(each) for each in found.covers[:FRONT_KEPT]],
        "missing": {each.requirement: each.short for each in found.missing},
        "clash": found.clash,
        "nearest": _told(found.nearest) if found.nearest else None,
    }


def _told(each: "Coalition") -> dict[str, Any]:
    return {
        "members": list(each.members),
        "coverage": each.coverage,
        "cohesion": each.cohesion,
        "interest": each.interest,
        "new_blood": each.new_blood,
        "score": each.score,
        "uncovered": list(each.uncovered),
    }


def _read(found: Mapping[str, Any], *, is_current: bool) -> Answer:
    return Answer(
        proof=found["proof"],
        gap=found["gap"],
        is_whole=found["is_whole"],
        picks={name: _shown(each) for name, each in found["picks"].items()},
        front=tuple(_shown(each) for each in found["front"]),
        front_size=found["front_size"],
        covers=tuple(_shown(each) for each in found["covers"]),
        missing=found["missing"],
        clash=found["clash"],
        nearest=_shown(found["nearest"]) if found["nearest"] else None,
        is_current=is_current,
    )


def _shown(each: Mapping[str, Any]) -> Shown:
    return Shown(**{**each, "members": tuple(each["members"]), "uncovered": tuple(each["uncovered"])})


def bonds(ground: Ground, members: Iterable[str]) -> list[Bond]:
    """Each pair of the members, the warmest first."""
    found = [
        Bond(
            one=one,
            other=other,
            warmth=ground.warmth.get(frozenset((one, other)), 0.0),
            teams=tuple(ground.together(one, other)),
        )
        for one, other in combinations(sorted(members), 2)
    ]
    return sorted(found, key=lambda each: (-each.warmth, -len(each.teams), each.one, each.other))


def suggested_bringers(asked: Asked, requirement: str, *, most: int = 8) -> list[tuple[str, Offer]]:
    """Who could bring it as far as is known, without having said so."""
    found = [
        (party, offers[requirement])
        for party, offers in asked.offers.items()
        if requirement in offers and offers[requirement].source in THOUGHT
    ]
    return sorted(found, key=lambda each: (-each[1].strength, asked.ground.names[each[0]]))[:most]


__all__ = ["Answer", "Asked", "Bond", "Offer", "Said", "Shown", "answer", "asked_of", "bonds", "tried", "weighed"]
