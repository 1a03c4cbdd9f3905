"""The mirror: who leads, in which orientation, how it is shared, and what is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from vierspan.analysis.catalogue import Kind
from vierspan.analysis.mirror.picture import Picture, Window
from vierspan.analysis.records import Records

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Mirror:
    """The picture, with the two long tables under it."""

    picture: Picture
    actors: pl.DataFrame  # one row per person and party, see `measures.actors`
    acts: pl.DataFrame  # the ledger inside the window, see `measures.ledger`


def look(
    records: Records,
    *,
    window: Window | None = None,
    catalogue: Mapping[str, Kind] | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> Mirror:
    """The whole mirror of one network, from whatever it records.

    The window is the twelve months up to the last act unless given; the catalogue that of `catalogue.kinds` unless
    given. `progress` hears the key of each part as it begins, and how far the work is (0-1). `today` is the day after
    which dates are plans: that of universal time unless given. Same records, same answer.
    """
    from vierspan.analysis.mirror.looking import assembled  # the measures import the picture that stands beside this

    return assembled(records, window, catalogue, progress or _unheard, today)


def _unheard(part: str, share: float) -> None:
    """Nobody listens."""
