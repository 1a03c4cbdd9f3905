"""What several ratings of one signal come to, as its row keeps it for lists, handles and exports."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from types import MappingProxyType
from uuid import UUID

from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.models import Rating, Unrated

# How soon it comes, from 5 (within half a year) to 1 (after four years), as the months that count for it.
MONTHS: Mapping[int, float] = MappingProxyType({5: 3.0, 4: 9.0, 3: 18.0, 2: 36.0, 1: 72.0})
COLUMNS = ("significance", "plausibility", "novelty", "months_ahead")


def months_of(timeliness: int | None) -> float | None:
    return None if timeliness is None else MONTHS[timeliness]


def keep_middle(signal: Signal) -> None:
    """The middle of all ratings becomes what the row says; what nobody rated stays as it was before."""
    for column, value in _middle(signal).items():
        setattr(signal, column, value)
    signal.save()


def _middle(signal: Signal) -> dict[str, float | None]:
    ratings = list(Rating.objects.of(signal.network_id).filter(signal=signal))
    before = _before(signal, ratings)
    given = {column: [score for each in ratings if (score := _score(each, column)) is not None] for column in COLUMNS}
    return {column: float(median(found)) if found else getattr(before, column) for column, found in given.items()}


def keep_middles(network_id: UUID, signals: Iterable[UUID]) -> None:
    """The same for signals of which ratings came or went with who gave them; nobody's other version of the signal."""
    kept = Unrated.objects.of(network_id).filter(signal__in=list(signals)).select_related("signal")
    for signal in [each.signal for each in kept]:
        Signal.objects.of(network_id).filter(pk=signal.pk).update(**_middle(signal))


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
