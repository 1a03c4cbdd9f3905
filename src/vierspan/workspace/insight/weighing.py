"""What the ratings of a signal come to, with their parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from vierspan.analysis.measures import weighing as measured
from vierspan.analysis.measures.weighing import FEWEST_PARTIES, FEWEST_SOURCES, Opinion
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.queries import visible_to
from vierspan.workspace.horizon.weighing import queries
from vierspan.workspace.horizon.weighing.models import CRITERIA, Rating
from vierspan.workspace.horizon.weighing.queries import Backing

__all__ = ["FEWEST_PARTIES", "FEWEST_SOURCES", "Opinion", "Standing", "Weight", "standing", "weights"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What the row of a signal comes to; a part that nobody rated is None, and with it the whole."""

    potential: float | None
    urgency: float | None
    pull: float | None
    raters: int
    disputed: tuple[str, ...]  # the criteria on which people differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    weight: Weight
    opinions: Mapping[str, Opinion | None]
    backing: Backing
    suggestion: str | None


def weights(actor: Actor, ids: Iterable[UUID]) -> Mapping[UUID, Weight]:
    rows = list(visible_to(actor, Signal).filter(pk__in=list(ids)))
    ratings = queries.ratings_of(actor, [each.pk for each in rows])
    return {each.pk: _weight(each, _opinions(ratings.get(each.pk, []))) for each in rows}


def standing(actor: Actor, signal: Signal) -> Standing:
    opinions = _opinions(queries.ratings(actor, signal.pk))
    backing = queries.backing(actor, [signal])[signal.pk]
    return Standing(
        weight=_weight(signal, opinions),
        opinions=opinions,
        backing=backing,
        suggestion=measured.suggested_stage(signal.stage, backing.sources, backing.parties),
    )


def _opinions(ratings: Iterable[Rating]) -> dict[str, Opinion | None]:
    rows = list(ratings)
    scores = {each: [score for row in rows if (score := getattr(row, each)) is not None] for each in CRITERIA}
    return {each: measured.opinion(given) for each, given in scores.items()}


def _weight(signal: Signal, opinions: Mapping[str, Opinion | None]) -> Weight:
    potential = measured.potential(signal.significance, signal.plausibility, signal.novelty)
    urgency = measured.urgency(signal.months_ahead)
    return Weight(
        potential=potential,
        urgency=urgency,
        pull=measured.pull(potential, urgency),
        raters=max((each.raters for each in opinions.values() if each), default=0),
        disputed=tuple(key for key, each in opinions.items() if each and each.is_disputed),
    )
