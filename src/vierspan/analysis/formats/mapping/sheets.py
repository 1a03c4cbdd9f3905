"""The user's sheets with their columns named by meaning."""

from collections.abc import Mapping as Mappable
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from vierspan.analysis.formats.columns import kind_of_texts, texts
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.mapping.model import IGNORE, KEEP, Form, Mapping
from vierspan.analysis.problems import Problem

# Columns without a meaning of their own are kept; the mark keeps them apart from those with one.
KEPT = "+"
_DATE_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%m/%d/%Y", "%Y%m%d")


@dataclass(slots=True)
class Sheets:
    """All sheets of a mapping, and what was noticed while reading them."""

    mapping: Mapping
    grids: Sequence[Grid]
    problems: list[Problem] = field(default_factory=list)

    def of(self, form: Form, *needed: str) -> pl.DataFrame:
        """The rows of all sheets of this form, columns named by meaning; rows without the needed are left out."""
        frames = []
        by_sheet = {grid.sheet: grid for grid in self.grids}
        for table in self.mapping.of(form):
            if grid := by_sheet.get(table.sheet):
                frames.append(_renamed(texts(grid), table.columns))
        rows = pl.concat(frames, how="diagonal_relaxed") if frames else pl.DataFrame()
        absent = [meaning for meaning in needed if meaning not in rows.columns]
        if not frames or absent:
            return pl.DataFrame()
        whole = rows.drop_nulls(list(needed)) if needed else rows
        if whole.height < rows.height:
            self.notice("mapping_rows_without", count=rows.height - whole.height, meanings=", ".join(needed))
        return whole

    def notice(self, code: str, **facts: object) -> None:
        self.problems.append(Problem(code=code, facts=facts))


def _renamed(frame: pl.DataFrame, columns: Mappable[str, str]) -> pl.DataFrame:
    taken: dict[str, str] = {}
    for heading in frame.columns:
        meaning = columns.get(heading, KEEP)
        if meaning == IGNORE:
            continue
        taken[heading] = f"{KEPT}{heading}" if meaning == KEEP or meaning in taken.values() else meaning
    return frame.select(pl.col(heading).alias(name) for heading, name in taken.items()).with_columns(
        _key(name) for name in taken.values()
    )


def _key(name: str) -> pl.Expr:
    """Codes that went through a spreadsheet as numbers (12.0) are the codes that others write (12)."""
    return pl.col(name).str.replace(r"^(-?\d+)\.0$", "$1")


def days(told: pl.Series) -> pl.Series:
    """Dates from texts, in the one way of writing that fits most of them; what does not fit is null."""
    start = told.str.slice(0, 10)
    read = [start.str.to_date(form, strict=False) for form in _DATE_FORMS]
    return min(read, key=lambda dates: dates.null_count()).alias(told.name)


def numbers(told: pl.Series) -> pl.Series:
    """Numbers from texts, with a decimal point or comma."""
    return told.str.replace(",", ".").cast(pl.Float64, strict=False).fill_nan(None)


def narrowed(column: pl.Series) -> pl.Series:
    """A kept column as whole numbers or numbers where it holds nothing else."""
    kind = kind_of_texts(column)
    return column.cast({"whole": pl.Int64(), "number": pl.Float64()}.get(kind, pl.String()))


def share(flags: pl.Series) -> float:
    """The share of yes among all that say yes or no; 0 where none does."""
    told = flags.drop_nulls()
    return int(told.sum()) / told.len() if told.len() else 0.0


def kept(frame: pl.DataFrame) -> list[str]:
    return [name for name in frame.columns if name.startswith(KEPT)]


def unmarked(frame: pl.DataFrame, taken: Sequence[str] = ()) -> pl.DataFrame:
    """The frame with its kept columns under the headings they had, unless that is a name of ours."""
    names = {}
    for name in kept(frame):
        bare = name.removeprefix(KEPT)
        names[name] = f"{bare} (file)" if bare in (*frame.columns, *taken) else bare
    return frame.with_columns(narrowed(frame[name]) for name in names).rename(names)
