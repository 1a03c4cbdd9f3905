"""Small networks to look at."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.scene import Scene
from vierspan.analysis.measures.windows import default_window
from vierspan.analysis.mirror.looking import setting
from vierspan.analysis.records import Records

DAY = date(2026, 3, 1)
PEOPLE = ("An", "Bo", "Cy", "Di")
PARTIES = ("P", "Q", "R", "S")

Columns = Mapping[str, Sequence[object]]
Act = tuple[str, str, str | None, int]  # kind, person, subject, days after DAY


def records_of(*acts: Act, **tables: Columns) -> Records:
    """An works at P, Bo at Q, Cy at R, Di at S."""
    given = {
        "parties": pl.DataFrame({"name": PARTIES}),
        "people": pl.DataFrame({"name": PEOPLE, "party": PARTIES}),
    }
    given |= {key: pl.DataFrame(dict(columns), strict=False) for key, columns in tables.items()}
    if acts:
        kind, person, subject, days = (list(column) for column in zip(*acts, strict=True))
        done_on = [DAY + timedelta(days=int(after)) for after in days]
        own = {"kind": kind, "person": person, "subject": subject, "done_on": done_on}
        given["acts"] = pl.DataFrame(own, schema_overrides={"subject": pl.String})
    return Records.of(given)


def scene_of(records: Records) -> Scene:
    acts = ledger(records)
    return setting(records, acts, default_window(records, acts, date(2026, 11, 23)))[0]
