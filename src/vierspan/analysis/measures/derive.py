"""Acts derived from the other tables of a network, by the catalogue (methods 12)."""

import polars as pl

from vierspan.analysis.measures import derive_conditions, derive_course, derive_horizon, derive_initiatives
from vierspan.analysis.measures.derivation import nothing, stacked
from vierspan.analysis.records import Records

SOURCES = (*derive_course.SOURCES, *derive_conditions.SOURCES, *derive_horizon.SOURCES, *derive_initiatives.SOURCES)


def derived_acts(records: Records) -> pl.DataFrame:
    """Every act that the tables show, without regard for what was given.

    One row per act with the columns of `derivation.COLUMNS`; each carries the table and row that it comes from. An act
    that nobody is named for is left out. Cost: linear in the rows of the tables.
    """
    found = [source(records) for table, source in SOURCES if records.has(table)]
    return stacked(found) if found else nothing()
