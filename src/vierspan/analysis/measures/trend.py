"""How it changes: acts, cover and number of leaders per quarter."""

import numpy as np
import polars as pl

from vierspan.analysis.measures.kept import kept
from vierspan.analysis.measures.levels import level_of, supply
from vierspan.analysis.measures.scene import Members, Numbers, summed
from vierspan.analysis.measures.shares import effective_number
from vierspan.analysis.measures.sharing import FEWEST_ACTS
from vierspan.analysis.measures.windows import months
from vierspan.analysis.mirror.picture import Moment, Window
from vierspan.analysis.orientations import Orientation

ALL = "all"


def trend(acts: pl.DataFrame, members: Members, quarters: tuple[Window, ...]) -> tuple[Moment, ...]:
    """One moment per quarter, the oldest first, from the first quarter in which something was done.

    `acts` is the whole coded ledger, since a trend looks back further than the mirror. Acts without a date stand in no
    quarter. Cover and number of leaders as in the mirror, over that quarter's acts; none under ten acts, nor cover of
    an orientation that the records cannot show (`kept`).
    Cost: linear in acts, times eight quarters. Source: methods 2.4 (a trend, not a norm).
    """
    dated = acts.filter(pl.col("done_on").is_not_null() & pl.col(f"{members.unit}_code").is_not_null())
    shown = kept(acts)
    moments = [_known(_moment(dated, members, quarter), shown) for quarter in quarters]
    first = next((at for at, moment in enumerate(moments) if moment.acts[ALL]), len(moments))
    return tuple(moments[first:])


def _moment(acts: pl.DataFrame, members: Members, quarter: Window) -> Moment:
    rows = acts.filter(pl.col("done_on").is_between(quarter.start, quarter.end))
    code = f"{members.unit}_code"
    active = rows[code].n_unique()
    leading = rows.filter(pl.col("orientation").is_not_null())
    counts: dict[str, int] = {ALL: rows.height}
    cover: dict[str, float | None] = {}
    leaders: dict[str, float | None] = {ALL: _leaders(leading, code)}
    for orientation in Orientation:
        own = leading.filter(pl.col("orientation") == orientation)
        counts[orientation] = own.height
        leaders[orientation] = _leaders(own, code)
        cover[orientation] = _cover(own, code, active, quarter) if leading.height >= FEWEST_ACTS else None
    return Moment(window=quarter, acts=counts, cover=cover, effective_leaders=leaders)


def _known(moment: Moment, shown: frozenset[Orientation]) -> Moment:
    cover = {orientation: value if orientation in shown else None for orientation, value in moment.cover.items()}
    return moment.model_copy(update={"cover": cover})


def _leaders(rows: pl.DataFrame, code: str) -> float | None:
    return effective_number(_weights(rows, code)) if rows.height >= FEWEST_ACTS else None


def _cover(rows: pl.DataFrame, code: str, active: int, quarter: Window) -> float:
    return 100 * supply(level_of(_weights(rows, code) / months(quarter)), active)


def _weights(rows: pl.DataFrame, code: str) -> Numbers:
    return summed(rows[code].to_numpy(), rows["weight"].to_numpy()) if rows.height else np.zeros(0)
