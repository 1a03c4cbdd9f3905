"""What several ratings of one signal come to, as its row keeps it for lists, handles and exports."""

from collections.abc import Mapping, Sequence
from statistics import median
from types import MappingProxyType

from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.models import Rating, Unrated

# How soon it comes, from 5 (within half a year) to 1 (after four years), as the months that count for it.
MONTHS: Mapping[int, float] = MappingProxyType({5: 3.0, 4: 9.0, 3: 18.0, 2: 36.0, 1: 72.0})
COLUMNS = ("significance", "plausibility", "novelty", "months_ahead")


def months_of(timeliness: int | None) -> float | None:
    return None if timeliness is None else MONTHS[timeliness]


def keep_middle(signal: Signal) -> None:
    """The middle of all ratings becomes what the row says; what nobody rated stays as it was before."""
    ratings = list(Rating.objects.of(signal.network_id).filter(signal=signal))
    before = _before(signal, ratings)
    for column in COLUMNS:
        given = [score for each in ratings if (score := _score(each, column)) is not None]
        setattr(signal, column, float(median(given)) if given else getattr(before, column))
    signal.save()


def _score(rating: Rating, column: str) -> float | None:
    score: float | None = months_of(rating.timeliness) if column == "months_ahead" else getattr(rating, column)
    return score


def _before(signal: Signal, ratings: Sequence[Rating]) -> Unrated | Signal:
    kept = Unrated.objects.of(signal.network_id).filter(signal=signal).first()
    if kept is None and ratings:
        told = {column: getattr(signal, column) for column in COLUMNS}
        kept = Unrated(network_id=signal.network_id, signal=signal, **told)
        kept.save()
    if kept is not None and not ratings:
        kept.delete()
    return kept or signal
