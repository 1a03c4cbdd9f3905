"""The demo network is believable, and holds exactly the tensions that were planted in it."""

from datetime import date, timedelta
from functools import cache

import polars as pl
import pytest

from vierspan.analysis.demo import PLANTED, PROFILE, TODAY, demo_records
from vierspan.analysis.demo.stage import texts
from vierspan.analysis.handles import find
from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.windows import PLANS
from vierspan.analysis.mirror import look
from vierspan.analysis.mirror.picture import Picture, Window
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Language, tables

DAYS = [(date(2024, 2, 29), 1), (date(2025, 8, 10), 2), (date(2027, 1, 3), 11), (TODAY + timedelta(days=150), 4)]


@cache
def demo(language: Language = "nl") -> Records:
    return demo_records(language)


@cache
def picture() -> Picture:
    return look(demo()).picture


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_handles_find_exactly_what_was_planted(language: Language) -> None:
    records = demo(language)
    assert sorted(handle.key for handle in find(records, look(records))) == sorted(PLANTED)


@pytest.mark.parametrize(("day", "seed"), DAYS)
def test_the_same_is_found_on_any_day_and_with_any_seed(day: date, seed: int) -> None:
    records = demo_records(seed=seed, today=day)
    mirror = look(records, window=Window(start=day - timedelta(days=364), end=day))
    assert sorted(handle.key for handle in find(records, mirror)) == sorted(PLANTED)


def test_every_table_has_rows() -> None:
    assert demo().present == tuple(tables())


def test_it_has_the_size_of_a_regional_network() -> None:
    records = demo()
    assert records.table("parties").height == 41
    assert records.table("people").height == 120
    assert records.table("parties")["sector"].n_unique() in (6, 7, 8)
    assert 1_500 <= ledger(records).height <= 5_000


def test_it_spans_two_years_and_nothing_is_done_in_the_future() -> None:
    acts = ledger(demo())["done_on"].drop_nulls()
    assert acts.max() == TODAY
    assert acts.filter(acts < TODAY - timedelta(days=600)).len() > 30
    for key in demo().present:
        for column in tables()[key].columns:
            if column.type == "date" and column.key not in PLANS:
                assert demo().table(key).filter(pl.col(column.key) > TODAY).is_empty(), (key, column.key)


def test_the_same_day_and_seed_tell_the_same_story() -> None:
    assert demo_records() == demo_records()


def test_another_seed_tells_another_story() -> None:
    assert demo_records(seed=5) != demo()


def test_both_languages_tell_the_same_story_in_other_words() -> None:
    dutch, english = demo("nl"), demo("en")
    for key in dutch.present:
        assert dutch.table(key)["id"].equals(english.table(key)["id"])
    assert dutch.table("people").drop("function").equals(english.table("people").drop("function"))
    for key in ("themes", "initiatives", "rules", "courses", "decisions", "signals"):
        assert not set(dutch.table(key)["name"]) & set(english.table(key)["name"])


def test_every_text_is_there_in_both_languages() -> None:
    for name in ("parties", "course", "conditions", "horizon", "initiatives", "deeds"):
        for entry in _worded(texts(name)):
            assert set(entry) >= {"nl", "en"}


def test_who_opens_the_demo_is_its_co_ordinator() -> None:
    person = demo().table("people").filter(pl.col("id") == PROFILE.person).row(0, named=True)
    assert (person["name"], person["email"], person["party"]) == (PROFILE.name, PROFILE.email, PROFILE.party)


def test_the_mirror_shows_a_strong_course_and_conditions_that_fall_short() -> None:
    verdicts = {one.orientation.value: one.need.verdict.value for one in picture().orientations}
    assert verdicts["strategist"] == "crowded"
    assert verdicts["developer"] == "short"


def test_the_core_is_clear_and_as_declared() -> None:
    core = picture().core
    assert core is not None
    assert core.is_clear
    assert set(core.members) == set(core.declared)


def _worded(entry: object) -> list[dict[str, object]]:
    """Every entry that holds words, however deep it stands."""
    if isinstance(entry, dict):
        own = [entry] if {"nl", "en"} & set(entry) else []
        return own + [found for value in entry.values() for found in _worded(value)]
    if isinstance(entry, list):
        return [found for value in entry for found in _worded(value)]
    return []
