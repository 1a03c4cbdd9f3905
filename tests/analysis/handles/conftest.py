"""A small network to tell stories with: ten parties, one person each, seen on a fixed day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from vierspan.analysis.handles import Handle, find
from vierspan.analysis.mirror import look
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records
from vierspan.analysis.schema import tables

TODAY = date(2026, 6, 30)
Rows = list[dict[str, Any]]
Story = dict[str, Rows]
Told = Callable[[Story], list[Handle]]

PARTIES: Rows = [{"id": f"p{n}", "name": f"Partij {n}", "joined_on": date(2020, 1, 1)} for n in range(10)]
PEOPLE: Rows = [
    {"id": f"a{n}", "name": f"Mens {n}", "party": f"p{n}", "joined_on": date(2020, 1, 1)} for n in range(10)
]


def _dated(value: Any) -> Any:
    """Days ago become dates."""
    return TODAY - value if isinstance(value, timedelta) else value


def _frame(key: str, rows: Rows) -> pl.DataFrame:
    columns = tables()[key].dtypes
    known = {name: [_dated(row.get(name)) for row in rows] for name in columns}
    return pl.DataFrame(known, schema=columns)


@pytest.fixture
def told() -> Told:
    """The handles of a story; rows of people and parties come on top of the ten."""

    def handles(story: Story) -> list[Handle]:
        whole = {"parties": PARTIES, "people": PEOPLE} | {key: list(rows) for key, rows in story.items()}
        if "people" in story:
            whole["people"] = PEOPLE + story["people"]
        records = Records.of({key: _frame(key, rows) for key, rows in whole.items()})
        return find(records, look(records, window=Window(start=TODAY - timedelta(days=364), end=TODAY)))

    return handles
