"""What deserves attention of need and cover: an orientation that is needed more than it is done."""

from collections.abc import Callable, Iterator

import polars as pl

from vierspan.analysis.handles.hanging import hanging
from vierspan.analysis.handles.sight import Finder, Finding, Sight, between
from vierspan.analysis.mirror.picture import Verdict
from vierspan.analysis.orientations import Orientation

SHORT_BY = 5.0  # below the band of the need; at its very edge a few acts more or less decide
FEWEST_ACTS = 20  # of leading, of all orientations; below it one busy week decides
FEWEST_ACTING = 6
VERY_SHORT = 40.0


def uncovered(sight: Sight, orientation: Orientation) -> Iterator[Finding]:
    """Cover lies below the need, and it does not hang on one person, which would say more."""
    one = next((each for each in sight.picture.orientations if each.orientation == orientation), None)
    if one is None or one.need.verdict != Verdict.SHORT or any(hanging(sight, orientation)):
        return
    low, cover = one.need.need_low, one.need.cover
    if low is None or cover.value is None or low - cover.value < SHORT_BY:
        return
    leading = sight.acts.filter(pl.col("orientation").is_not_null())
    if leading.height < FEWEST_ACTS or sight.picture.grounds.people_acting < FEWEST_ACTING:
        return
    yield Finding(
        subjects=(),
        numbers={"acts": leading.filter(pl.col("orientation") == orientation.value).height, "of": leading.height},
        evidence=(cover.facts,) if cover.facts else (),
        urgency=0.35 + 0.3 * between(low - cover.value, SHORT_BY, VERY_SHORT),
    )


def _of(orientation: Orientation) -> Callable[[Sight], Iterator[Finding]]:
    def look(sight: Sight) -> Iterator[Finding]:
        """More is needed of this orientation than is done; silent where it hangs on one person, which says more."""
        yield from uncovered(sight, orientation)

    return look


FINDERS = tuple(Finder(f"{each.room}.uncovered", each, _of(each)) for each in Orientation)
