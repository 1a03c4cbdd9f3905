"""What rises in texts, and what only seems to."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from vierspan.analysis.measures.emergence.rising import Compared, Text, rising

TODAY = date(2026, 11, 23)
WORDS = [
    f"{one}{two}"
    for one in ("zorg", "buurt", "wijk", "school", "woon")
    for two in ("plan", "huis", "team", "dag", "punt")
]


def _texts(seed: int, n: int = 300, days: int = 150) -> list[Text]:
    """Words at random: nothing rises."""
    chance = random.Random(seed)  # noqa: S311 - the same for everybody
    return [
        Text(str(k), TODAY - timedelta(days=chance.randrange(days)), " en ".join(chance.sample(WORDS, 4)), "feed")
        for k in range(n)
    ]


def _with(texts: list[Text], word: str, days: range) -> Iterator[Text]:
    yield from texts
    yield from (Text(f"{word}{n}", TODAY - timedelta(days=n), f"Iets over {word}", "feed") for n in days)


def _called(found: Compared) -> list[str]:
    return [each.term for each in found.rises if each.is_rising]


def test_a_word_that_is_new_of_late_rises_with_the_texts_behind_it() -> None:
    found = rising(_with(_texts(1), "warmtenet", range(1, 25, 2)), TODAY, days=30)
    assert _called(found)[0] == "warmtenet"
    first = found.rises[0]
    assert (first.lately, first.before) == (12, 0)
    assert first.ids[0] == "warmtenet1"
    assert first.ratio == pytest.approx((12 + 2) / (first.expected + 2))
    assert sum(first.series) == 12
    assert first.bursts and first.bursts[-1].last == len(found.starts) - 1


def test_more_texts_alone_make_nothing_rise() -> None:
    """Three times as many texts lately as usual, on the same things."""
    more = [Text(f"x{n}", TODAY - timedelta(days=n % 30), each.words, "feed") for n, each in enumerate(_texts(2))]
    assert _called(rising([*_texts(3), *more, *more], TODAY, days=30)) == []


def test_where_nothing_rises_hardly_anything_is_called_rising() -> None:
    called = [len(_called(rising(_texts(seed), TODAY, days=30))) for seed in range(60)]
    assert sum(each > 0 for each in called) <= 9


def test_a_source_without_a_past_makes_nothing_rise() -> None:
    fresh = [Text(f"n{n}", TODAY - timedelta(days=n % 20), "Alles over waterstof", "new") for n in range(40)]
    found = rising([*_texts(4), *fresh], TODAY, days=30)
    assert "waterstof" not in _called(found)
    assert found.too_new == ("new",)


def test_too_little_text_says_so() -> None:
    found = rising(_with([], "warmtenet", range(1, 20)), TODAY, days=30)
    assert not found.is_enough
    assert found.rises == ()


def test_what_is_kept_is_told_also_where_it_does_not_rise_and_in_its_plural() -> None:
    found = rising(_with(_texts(5), "warmtenet", range(1, 140, 30)), TODAY, days=30, kept={"warmtenetten", "nergens"})
    by_term = {each.term: each for each in found.rises}
    assert not by_term["nergens"].is_rising
    assert by_term["nergens"].lately == 0
    both = rising([*_with(_texts(5), "warmtenet", range(1, 9)), Text("p", TODAY, "twee warmtenetten", "feed")], TODAY, days=30, kept={"warmtenetten"})  # fmt: skip  # noqa: E501
    assert next(each for each in both.rises if each.kept_as == "warmtenetten").term == "warmtenet"


def test_a_theme_is_counted_by_its_tag() -> None:
    tagged = [Text(f"t{n}", TODAY - timedelta(days=n), f"Nieuws {n}", "feed", frozenset({"#a"})) for n in range(12)]
    assert "#a" in _called(rising([*_texts(6), *tagged], TODAY, days=30))


def test_the_order_of_the_texts_changes_nothing() -> None:
    texts = list(_with(_texts(7), "warmtenet", range(1, 25, 2)))
    assert rising(texts, TODAY, days=30) == rising(texts[::-1], TODAY, days=30)


def test_what_came_up_in_the_agendas_of_ministers(shared_data: Path) -> None:
    """Real Dutch text: the war in March 2022, the corona virus in the spring of 2020, the climate summit."""
    rows = pl.read_csv(shared_data / "nl_ministers_agendas.csv.gz").with_row_index()
    texts = [
        Text(
            str(each["index"]),
            date.fromisoformat(each["datum"][:10]),
            f"{each['activiteitnaam']}. {each['subtitel'] or ''}",
        )
        for each in rows.iter_rows(named=True)
    ]
    assert "oekraine" in _called(rising(texts, date(2022, 3, 31), days=30))
    assert "coronavirus" in _called(rising(texts, date(2020, 5, 31), days=90))
    assert any("cop26" in each for each in _called(rising(texts, date(2021, 11, 30), days=30)))
    assert not rising(texts, date(2018, 3, 31), days=30).is_enough
