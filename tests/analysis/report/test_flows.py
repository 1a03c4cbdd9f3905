"""Who gives what to whom, and how a rule lives, as pictures that can be read."""

import re
from datetime import date

import pytest

from vierspan.analysis.report.charts import Flow, Seen, flow_chart, flow_table, moments
from vierspan.analysis.schema import Language

NAMES = {f"p{n}": f"Partij {n}" for n in range(40)}
RING = [Flow(f"p{n}", f"p{(n + 1) % 40}", float(40 - n), is_confirmed=n % 3 > 0) for n in range(40)]


def labels(drawn: str) -> list[str]:
    ribbons = drawn.split('class="narrow-only"', maxsplit=1)[0]
    return re.findall(r"<text[^>]*>([^<]*)</text>", ribbons)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_are_never_more_than_twelve_names_at_a_side(language: Language) -> None:
    drawn = flow_chart(RING, NAMES, language)
    assert len(labels(drawn)) <= 2 * 12 + 2
    assert {"nl": "29 andere partijen", "en": "29 other parties"}[language] in drawn


def test_a_small_network_has_all_its_names_and_no_others() -> None:
    drawn = flow_chart([Flow("p1", "p2", 3.0, True), Flow("p2", None, 2.0, False)], NAMES, "en")
    assert "other part" not in drawn
    assert "the whole network" in drawn


def test_what_is_not_confirmed_is_hatched_and_said() -> None:
    drawn = flow_chart([Flow("p1", "p2", 3.0, is_confirmed=False)], NAMES, "en")
    assert "url(#flow-waiting)" in drawn
    assert "Partij 1 to Partij 2: 3 (not confirmed yet)" in drawn


def test_names_are_escaped_and_no_style_is_inline() -> None:
    drawn = flow_chart([Flow("a", "b", 1.0, True)], {"a": "<b>Jansen & Co", "b": 'De "Brug"'}, "nl")
    assert "<b>Jansen" not in drawn
    assert "style=" not in drawn


def test_the_table_has_every_pair_with_what_waits() -> None:
    twin = flow_table(
        [Flow("p1", "p2", 3.0, True), Flow("p1", "p2", 2.0, False), Flow("p3", None, 9.0, True)], NAMES, "en"
    )
    assert twin.rows == (("Partij 3", "the whole network", "9", "–"), ("Partij 1", "Partij 2", "5", "2"))


def test_nothing_given_is_no_picture() -> None:
    assert flow_chart([], NAMES, "nl") == ""


def test_only_flows_among_the_others_are_told_in_words() -> None:
    drawn = flow_chart(RING, NAMES, "en")
    assert "The other parties gave each other" in drawn


def test_a_rule_on_its_line_of_time_is_told_in_words() -> None:
    seen = [Seen(date(2026, 1, 5), "good"), Seen(date(2026, 3, 5), "breach"), Seen(date(2020, 1, 1), "good")]
    drawn = moments(seen, date(2025, 11, 1), date(2026, 11, 1), "en")
    assert "kept well once, broken once" in drawn
    assert drawn.count("<circle") == 1
    assert "nothing written down" in moments([], date(2025, 11, 1), date(2026, 11, 1), "en")
