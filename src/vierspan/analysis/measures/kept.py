"""Which orientations a network's records can show at all: what is not kept is unknown, not nothing."""

import polars as pl

from vierspan.analysis.orientations import Orientation

FEWEST_KINDS_OF_WORK = 2  # orientations in a log of acts from which on it is a log of everything


def kept(acts: pl.DataFrame) -> frozenset[Orientation]:
    """The orientations of which the records can show that nothing was done.

    Definition, from the whole ledger at any date: an orientation is kept when some row stands for an act of it, which
    takes a filled column that the catalogue derives such acts from (`catalogue.tables_that_show`), or an act given by
    hand; and all four are kept when the acts given by hand are of two or more orientations, since such a log is open to
    everything. Edge cases: tables that are empty, or name nobody, show nothing. Cost: linear. Source: house rule, after
    methods 9.1 (missing is not zero).
    """
    seen = acts.filter(pl.col("orientation").is_not_null()).select("orientation", "is_derived").unique()
    noted = seen.filter(~pl.col("is_derived"))["orientation"].n_unique()
    if noted >= FEWEST_KINDS_OF_WORK:
        return frozenset(Orientation)
    return frozenset(Orientation(found) for found in seen["orientation"].unique())
