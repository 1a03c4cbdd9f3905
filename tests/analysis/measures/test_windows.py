"""Windows: twelve months to the last deed, quarters back from there."""

from datetime import date

import polars as pl

from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.windows import default_window, months, periods, within
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records

TODAY = date(2026, 11, 23)
PEOPLE = pl.DataFrame({"name": ["An"]})


def with_acts(*days: date) -> Records:
    acts = pl.DataFrame({"kind": ["feedback.given"] * len(days), "person": ["An"] * len(days), "done_on": list(days)})
    return Records.of({"people": PEOPLE, "acts": acts})


def window_of(records: Records) -> Window:
    return default_window(records, ledger(records), TODAY)


def test_the_window_is_a_year_up_to_the_last_act() -> None:
    assert window_of(with_acts(date(2026, 3, 1))) == Window(start=date(2025, 3, 2), end=date(2026, 3, 1))


def test_a_date_in_the_future_does_not_move_the_window() -> None:
    assert window_of(with_acts(date(2026, 3, 1), date(2062, 3, 1))).end == date(2026, 3, 1)


def test_without_acts_the_last_date_in_any_table_ends_the_window() -> None:
    ties = pl.DataFrame({"source": ["An"], "target": ["An"], "since": [date(2020, 5, 5)], "until": [date(2026, 1, 1)]})
    assert window_of(Records.of({"people": PEOPLE, "ties": ties})).end == date(2020, 5, 5)


def test_without_any_date_the_window_ends_today() -> None:
    assert window_of(Records.of({"people": PEOPLE})).end == TODAY


def test_quarters_follow_each_other_without_a_gap() -> None:
    window = Window(start=date(2025, 9, 1), end=date(2026, 8, 31))
    quarters = periods(window, 3)
    assert [quarter.end for quarter in quarters] == [date(2026, 2, 28), date(2026, 5, 31), date(2026, 8, 31)]
    assert [quarter.start for quarter in quarters] == [date(2025, 12, 1), date(2026, 3, 1), date(2026, 6, 1)]
    assert round(months(window), 1) == 12.0


def test_acts_without_a_date_count_only_where_their_table_has_no_dates() -> None:
    records = Records.of(
        {
            "parties": pl.DataFrame({"name": ["P", "Q"]}),
            "initiatives": pl.DataFrame({"name": ["I"]}),
            "seats": pl.DataFrame({"initiative": ["I", "I"], "party": ["P", "Q"]}),
            "exchanges": pl.DataFrame({"giver": ["P", "Q"], "given_on": [date(2026, 3, 1), None]}),
        }
    )
    acts = ledger(records)
    assert sorted(within(acts, default_window(records, acts, TODAY))["source_table"]) == ["exchanges", "seats", "seats"]
