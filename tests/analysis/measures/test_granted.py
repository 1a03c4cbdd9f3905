from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.measures.granted import granted
from vierspan.analysis.measures.ledger import COLUMNS
from vierspan.analysis.mirror.picture import Reason, Window
from vierspan.analysis.orientations import Orientation

END = date(2026, 6, 30)
WINDOW = Window(start=date(2025, 7, 1), end=END)
DEVELOPER = Orientation.DEVELOPER


def acts(*rows: tuple[str, str, str, str | None, date | None]) -> pl.DataFrame:
    """id, aspect, subject, party, day; all of the developer."""
    found = [
        {
            "id": row[0],
            "aspect": row[1],
            "subject": row[2],
            "party": row[3],
            "done_on": row[4],
            "orientation": "developer",
        }
        for row in rows
    ]
    frame = (
        pl.DataFrame(found, schema={key: COLUMNS[key] for key in found[0]}) if found else pl.DataFrame(schema=COLUMNS)
    )
    return pl.concat([pl.DataFrame(schema=COLUMNS), frame], how="diagonal")


def test_what_another_party_goes_along_with_in_time_is_taken_up() -> None:
    opened = [(f"o{n}", "D", f"s{n}", "A", date(2026, 1, 1)) for n in range(6)]
    followed = [(f"f{n}", "F", f"s{n}", "B", date(2026, 2, 1)) for n in range(3)]
    found = granted(acts(*opened, *followed), WINDOW, DEVELOPER)
    assert found.share.value == pytest.approx(0.5)
    assert found.share.n == 6
    assert set(found.openings.filter(pl.col("state") == "left")["id"]) == {"o3", "o4", "o5"}


def test_ones_own_party_and_what_comes_too_late_do_not_count() -> None:
    found = granted(
        acts(
            ("o", "D", "s", "A", date(2026, 1, 1)),
            ("own", "F", "s", "A", date(2026, 1, 5)),
            ("late", "F", "s", "B", date(2026, 1, 1) + timedelta(days=91)),
            ("before", "F", "s", "C", date(2025, 12, 1)),
        ),
        WINDOW,
        DEVELOPER,
    )
    assert found.openings["others"].to_list() == [0]


def test_what_was_opened_lately_is_not_held_against_anybody() -> None:
    found = granted(acts(("o", "D", "s", "A", END - timedelta(days=10))), WINDOW, DEVELOPER)
    assert found.openings["state"].to_list() == ["early"]
    assert found.share.n == 0


def test_below_five_openings_there_is_no_figure() -> None:
    opened = [(f"o{n}", "D", f"s{n}", "A", date(2026, 1, 1)) for n in range(4)]
    found = granted(acts(*opened), WINDOW, DEVELOPER)
    assert (found.share.value, found.share.reason) == (None, Reason.TOO_FEW)


def test_without_acts_there_is_no_figure() -> None:
    assert granted(acts(), WINDOW, DEVELOPER).share.reason is Reason.TOO_FEW


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("ABC"), st.integers(0, 300), st.booleans()), max_size=25))
def test_the_share_is_that_of_a_plain_count(rows: list[tuple[int, str, int, bool]]) -> None:
    day = WINDOW.start
    made = [
        (f"a{n}", "D" if opens else "F", f"s{subject}", party, day + timedelta(days=offset))
        for n, (subject, party, offset, opens) in enumerate(rows)
    ]
    taken = left = 0
    for _, aspect, subject, party, on in made:
        if aspect != "D":
            continue
        others = {p for _, _, s, p, d in made if s == subject and p != party and 0 <= (d - on).days <= 90}
        if others:
            taken += 1
        elif (END - on).days >= 90:
            left += 1
    found = granted(acts(*made), WINDOW, DEVELOPER).share
    assert found.n == taken + left
    assert found.value == (pytest.approx(taken / (taken + left)) if taken + left >= 5 else None)
