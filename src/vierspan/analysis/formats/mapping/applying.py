"""From the user's tables and their mapping to the tables of a network."""

from collections.abc import Callable, Sequence

import polars as pl

from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.mapping.meetings import agenda, attendance
from vierspan.analysis.formats.mapping.model import Mapping
from vierspan.analysis.formats.mapping.networks import listed, ties
from vierspan.analysis.formats.mapping.participations import participations
from vierspan.analysis.formats.mapping.proposals import proposals
from vierspan.analysis.formats.mapping.sheets import Sheets
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import tables

_READERS: tuple[Callable[[Sheets], dict[str, pl.DataFrame]], ...] = (
    participations,
    attendance,
    agenda,
    ties,
    proposals,
)


def apply(mapping: Mapping, grids: Sequence[Grid]) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """The tables of the network that these sheets hold under this mapping, and what was noticed.

    Sheets of several forms make one network: who stands in both is one. Columnar throughout, linear in the cells.
    Never raises; where nothing can be made of the sheets the problems say what is missing in the mapping.
    """
    sheets = Sheets(mapping, grids)
    known = {grid.sheet for grid in grids}
    for table in mapping.tables:
        if table.sheet not in known:
            sheets.problems.append(
                Problem(code="mapping_sheet_unknown", found=table.sheet, suggestions=tuple(sorted(known)))
            )
    made: dict[str, pl.DataFrame] = {}
    for reader in _READERS:
        for key, frame in _apart(reader(sheets), made).items():
            made[key] = _together(made[key], frame) if key in made else frame
    if not made and (made := listed(sheets)):
        sheets.notice("mapping_only_actors")
    if not made and not any(problem.is_fatal for problem in sheets.problems):
        sheets.problems.append(Problem(code="mapping_nothing", is_fatal=True))
    return made, sheets.problems


def _apart(found: dict[str, pl.DataFrame], made: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """What a list adds, its people never under the id of a party of another list, nor the other way round."""
    for own, other, kind in (("people", "parties", "person"), ("parties", "people", "party")):
        if own in found and other in made:
            clash = found[own]["id"].filter(found[own]["id"].is_in(made[other]["id"].implode()))
            new = {old: f"{old} ({kind})" for old in clash}
            found = (
                {key: _renamed(key, frame, new, (kind, "actor"), own) for key, frame in found.items()} if new else found
            )
    return found


def _renamed(key: str, frame: pl.DataFrame, new: dict[str, str], types: tuple[str, ...], own: str) -> pl.DataFrame:
    columns = [column.key for column in tables()[key].columns if column.type in types and not column.list]
    columns += ["id"] if key == own else []
    return frame.with_columns(pl.col(name).replace(new) for name in columns if name in frame.columns)


def _together(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    joined = pl.concat([first, second], how="diagonal_relaxed")
    if "id" not in joined.columns:
        return joined
    return joined.filter(pl.col("id").is_null() | pl.col("id").is_first_distinct())
