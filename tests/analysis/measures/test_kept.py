"""What records cannot show is unknown, not nothing."""

from datetime import timedelta
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.scenes import DAY, Columns, records_of
from vierspan.analysis.catalogue import tables_that_show
from vierspan.analysis.demo import demo_records
from vierspan.analysis.measures.kept import kept
from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.mirror import look
from vierspan.analysis.mirror.picture import Reason, Verdict
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records
from vierspan.analysis.report.charts import need_bands, need_table, square
from vierspan.analysis.report.sentences import needs, summary


@cache
def demo() -> Records:
    return demo_records()


@pytest.mark.parametrize("orientation", Orientation)
def test_each_orientation_has_tables_that_show_it(orientation: Orientation) -> None:
    assert tables_that_show(orientation)


def test_seats_show_initiatives_and_the_horizon_and_nothing_else() -> None:
    seats: Columns = {
        "initiative": ["I"] * 12,
        "party": ["P", "Q", "R", "S"] * 3,
        "carries": [True, False, False, False] * 3,
    }
    mirror = look(records_of(initiatives={"name": ["I"], "started_on": [DAY]}, seats=seats))
    cover = {entry.orientation: entry.need.cover for entry in mirror.picture.orientations}
    assert cover[Orientation.STRATEGIST].value is None
    assert cover[Orientation.STRATEGIST].reason == cover[Orientation.DEVELOPER].reason == Reason.EMPTY
    assert {entry.need.verdict for entry in mirror.picture.orientations} == {Verdict.UNKNOWN}
    assert all(moment.cover[Orientation.DEVELOPER] is None for moment in mirror.picture.trend)


def test_what_was_kept_and_not_done_is_nothing() -> None:
    acts = [("theme.proposed", "An", None, 0)] * 12 + [("rule.proposed", "Bo", None, -500)]
    cover = look(records_of(*acts)).picture.orientations[2].need.cover
    assert (cover.value, cover.reason) == (0.0, None)


def test_a_log_of_one_kind_of_work_shows_only_that() -> None:
    assert kept(ledger(records_of(("theme.proposed", "An", None, 0)))) == {Orientation.STRATEGIST}
    both = records_of(("theme.proposed", "An", None, 0), ("rule.proposed", "Bo", None, 0))
    assert kept(ledger(both)) == set(Orientation)


def test_a_need_without_anything_known_of_the_network_has_a_reason() -> None:
    need = look(records_of(("theme.proposed", "An", None, 0))).picture.orientations[0].need
    assert (need.need, need.reason, need.grounds) == (None, Reason.EMPTY, ())


TABLES = st.sets(st.sampled_from(["courses", "rules", "exchanges", "signals", "contacts", "introductions", "capacity"]))


@settings(max_examples=12, deadline=timedelta(seconds=30))
@given(TABLES)
def test_cover_is_known_only_where_a_table_could_show_it(tables: set[str]) -> None:
    given = {key: demo().table(key) for key in ("network", "parties", "people")}
    given |= {key: _alone(demo().table(key)) for key in tables}
    picture = look(Records.of(given)).picture
    for entry in picture.orientations:
        could = bool(tables.intersection(tables_that_show(entry.orientation)))
        if not could:
            assert (entry.need.cover.value, entry.need.cover.reason) == (None, Reason.EMPTY)
            assert entry.need.verdict == Verdict.UNKNOWN
            assert needs(entry, "en")[0].startswith("How much of this is done your lists do not show")
    for language in ("nl", "en"):
        assert square(picture, language)
        assert need_bands(picture, language)
        assert need_table(picture, language).rows
        assert isinstance(summary(picture, language), list)


def _alone(frame: pl.DataFrame) -> pl.DataFrame:
    """Without pointing at tables that are not there."""
    absent = [
        name for name in ("theme", "activity", "initiative", "step", "gathering", "rule") if name in frame.columns
    ]
    return frame.drop(absent)
