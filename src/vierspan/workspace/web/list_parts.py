"""What a list on a page is made of: what it can show, what somebody asked of it, and what then stands there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.functional import Promise

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.paging import Page
from vierspan.workspace.insight.sheets import SheetRow

Words = Callable[[Actor, Sequence[SheetRow]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Extra:
    """A column that the table itself does not have, worked out for the rows of one page."""

    key: str
    label: str | Promise
    words: Words
    kind: str = "number"  # or "chip", "orientation", "text"
    sorts: bool = False  # it can be worked out by the ids of all rows alone, so that one may sort by it


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Which columns of a table stand on the page, and by what one may choose."""

    table: str
    columns: tuple[str, ...]
    chips: str = ""
    selects: tuple[str, ...] = ()
    sort: str = ""
    numbers: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()
    where: Mapping[str, str] | None = None  # what holds until somebody chooses otherwise
    has_pages: bool = True
    # What one may add: columns, worked out columns, and things to choose by that stand folded.
    more_columns: tuple[str, ...] = ()
    more_extras: tuple[Extra, ...] = ()
    more_selects: tuple[str, ...] = ()

    def worked_out(self, key: str) -> Extra | None:
        return next((each for each in (*self.extras, *self.more_extras) if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody chose, as the address says it."""

    search: str
    where: Mapping[str, str]
    sort: str
    page: int
    columns: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        return bool(self.search or self.where)

    def query(self, **changed: str) -> dict[str, str]:
        columns = ",".join(quote(each, safe=".") for each in self.columns)
        return {"q": self.search, **self.where, "sort": self.sort, "columns": columns} | changed


@dataclass(frozen=True, slots=True)
class Head:
    key: str
    label: str
    about: str
    kind: str
    address: str = ""  # that sorts by this column
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: a text, or names that lead to their pages, with how many more there are."""

    label: str
    text: str
    kind: str = ""
    links: tuple[Linked, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    address: str
    first: Shown
    rest: tuple[Shown, ...]
    chips: tuple[str, ...]  # what stands out in this row, beside its name
    is_alike: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """One value to choose, with how many rows have it."""

    value: str
    label: str
    count: int
    is_on: bool
    address: str


@dataclass(frozen=True, slots=True)
class Picks:
    key: str
    label: str
    options: tuple[Pick, ...]

    @property
    def is_chosen(self) -> bool:
        return not self.options[0].is_on


@dataclass(frozen=True, slots=True)
class ColumnPick:
    """A column that one may show or leave out."""

    key: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list, ready to show."""

    address: str
    label: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    page: Page[SheetRow]
    chips: Picks | None
    selects: tuple[Picks, ...]
    more_selects: tuple[Picks, ...]
    columns: tuple[ColumnPick, ...]
    asked: Asked
    kept: Mapping[str, str]  # what the search form passes on
    previous: str
    next: str
    csv: str
    xlsx: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all, also without filters."""
        return not self.page.total and not self.asked.is_filtered

    @property
    def more_chosen(self) -> int:
        return sum(each.is_chosen for each in self.more_selects)

    @property
    def are_alike(self) -> bool:
        """Whether a row stands here only because it looks like the search."""
        return any(line.is_alike for line in self.lines)

    @property
    def chosen(self) -> Mapping[str, str]:
        """All that was chosen, to keep or to pass on."""
        return {key: value for key, value in self.asked.query().items() if value}

    @property
    def query(self) -> str:
        """All that was chosen, as it stands in an address."""
        return urlencode(self.chosen)

    @property
    def without_columns(self) -> Mapping[str, str]:
        return {key: value for key, value in self.chosen.items() if key != "columns"}
