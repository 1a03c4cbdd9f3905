"""A kept file as the page of checking shows it: sheets, rows, and the cells that are not right yet."""

from dataclasses import dataclass

from vierspan.workspace.common.paging import Page

WRONG, WAITS, JOINED = "wrong", "waits", "joined"


@dataclass(frozen=True, slots=True)
class Way:
    """One likely way to mend a cell: what the button says, and the text or the new row that it means."""

    label: str
    text: str = ""
    table: str = ""  # a row to add to this table, with the label as its name


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a cell is not right, in words, and how it may be mended; the likeliest way stands first."""

    reason: str
    ways: tuple[Way, ...]
    can_be_empty: bool


@dataclass(frozen=True, slots=True)
class CellSeen:
    column: str
    text: str
    wrong: Wrong | None = None


@dataclass(frozen=True, slots=True)
class RowSeen:
    """`state` is new, changed, untouched or joined; wrong or waits where the row cannot go along; empty if unknown."""

    number: int
    title: str
    cells: tuple[CellSeen, ...]
    state: str
    reason: str = ""  # what is wrong with the row as a whole

    @property
    def is_wrong(self) -> bool:
        return self.state in (WRONG, WAITS)

    @property
    def wrong_cells(self) -> tuple[CellSeen, ...]:
        return tuple(cell for cell in self.cells if cell.wrong)


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """One sheet of the file, or one table where the file has no sheets of ours. `wrong` counts its wrong cells."""

    key: str
    label: str
    table: str
    rows: int
    left_out: int
    wrong: int

    @property
    def good(self) -> int:
        return self.rows - self.left_out


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole file. `broken` says what is wrong with sheets or the file as a whole, `notices` what was made of it."""

    name: str
    form: str
    sheets: tuple[SheetSeen, ...]
    broken: tuple[str, ...]
    notices: tuple[str, ...]
    mends: int

    @property
    def wrong(self) -> int:
        return sum(sheet.wrong for sheet in self.sheets)

    @property
    def rows(self) -> int:
        return sum(sheet.rows for sheet in self.sheets)

    @property
    def left_out(self) -> int:
        return sum(sheet.left_out for sheet in self.sheets)

    @property
    def good(self) -> int:
        return self.rows - self.left_out

    @property
    def is_right(self) -> bool:
        return not (self.broken or self.left_out)

    def sheet(self, key: str) -> SheetSeen | None:
        """The sheet of this name; else the first that has something wrong, else the first."""
        named = (sheet for sheet in self.sheets if sheet.key == key)
        wrong = (sheet for sheet in self.sheets if sheet.left_out)
        return next(named, None) or next(wrong, None) or next(iter(self.sheets), None)


@dataclass(frozen=True, slots=True)
class RowsSeen:
    """A page of one sheet: the columns that hold something, and the rows."""

    columns: tuple[str, ...]
    page: Page[RowSeen]
