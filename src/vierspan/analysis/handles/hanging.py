"""The finder that all four orientations share: the work hangs on one."""

from collections.abc import Iterator

import polars as pl

from vierspan.analysis.handles.sight import Finding, Sight, between, facts
from vierspan.analysis.orientations import Orientation

HANGING_SHARE = 0.55  # more than half of the work, and not by a hair
FEWEST_ACTS = 20  # below it one busy week makes a leader
FEWEST_ACTING = 6  # among fewer people it is natural that one does most


def hanging(sight: Sight, orientation: Orientation) -> Iterator[Finding]:
    """Somebody does most of the work of an orientation, in a network large enough to share it."""
    done = next((one.done for one in sight.picture.orientations if one.orientation == orientation), None)
    if done is None or not done.carriers or done.top_one.n < FEWEST_ACTS:
        return
    carrier = done.carriers[0]
    if carrier.share < HANGING_SHARE or sight.picture.grounds.people_acting < FEWEST_ACTING:
        return
    of_one = (pl.col("person") == carrier.actor) | (pl.col("party") == carrier.actor)
    rows = sight.acts.filter((pl.col("orientation") == orientation.value) & of_one.fill_null(False))
    yield Finding(
        subjects=(carrier.actor,),
        numbers={
            "name": carrier.name,
            "share": carrier.share,
            "acts": rows.height,
            "of": done.top_one.n,
            "others": sum(one.share > 0.05 for one in done.carriers[1:]),
            "leaders": done.effective_leaders.value or 1.0,
        },
        evidence=(facts("ledger", rows),),
        urgency=0.45 + 0.45 * between(carrier.share, HANGING_SHARE, 0.95),
    )
