"""How good a ranked list is, given who truly joined."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log2

LOOKED_AT = 1000  # beyond this place a partner counts as not found


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The quality of one list; None where the question does not arise."""

    recall_10: float
    recall_20: float
    recall_50: float
    recall_100: float
    hit_10: float
    reciprocal: float
    ndcg_20: float
    new_recall_50: float | None


def found(
    ranked: Sequence[str], joined: Collection[str], past: Collection[str] | None, known: Collection[str]
) -> Found:
    """Measure one ranked list against who joined.

    Definition. recall@k: the part of those who joined among the first k. hit@10: 1 when anybody is. Reciprocal: 1 over
    the place of the first, 0 beyond 1,000. nDCG@20: sum of 1/log2(1 + place) over hits in the first 20, over its
    maximum (Jarvelin and Kekalainen 2002). New recall@50: recall of those whom the initiator never worked with, in the
    list without past partners, over those of them who are `known`; None where there are none, or where the initiator
    has no history (`past` None). Those who joined from outside the candidates stay in every other denominator. Range:
    0-1. Errors: ValueError when nobody joined.
    """
    if not joined:
        raise ValueError("nobody joined")
    wanted = frozenset(joined)
    places = [at for at, member in enumerate(ranked[:LOOKED_AT], start=1) if member in wanted]
    best = sum(1 / log2(1 + place) for place in range(1, min(len(wanted), 20) + 1))
    return Found(
        **{f"recall_{most}": sum(place <= most for place in places) / len(wanted) for most in (10, 20, 50, 100)},
        hit_10=float(any(place <= 10 for place in places)),
        reciprocal=1 / places[0] if places else 0.0,
        ndcg_20=sum(1 / log2(1 + place) for place in places if place <= 20) / best,
        new_recall_50=None if past is None else _new_recall(ranked, wanted, frozenset(past), known),
    )


def _new_recall(
    ranked: Sequence[str], joined: frozenset[str], past: frozenset[str], known: Collection[str]
) -> float | None:
    new = {member for member in joined - past if member in known}
    if not new:
        return None
    others = [member for member in ranked if member not in past][:50]
    return sum(member in new for member in others) / len(new)
