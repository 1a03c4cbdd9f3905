"""Coherence of activities and themes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.tie_networks import NO_ACTS, WINDOW, parties, people, recorded
from vierspan.analysis.measures.coherence import coherence
from vierspan.analysis.mirror.picture import Coherence, Reason


def coherent(
    scores: dict[tuple[str, str], int], priority: dict[str, float | None], **activities: dict[str, Any]
) -> Coherence:
    names = sorted({activity for activity, _ in scores} | set(activities))
    found = coherence(
        recorded(
            parties=parties("P", "Q"),
            people=people("An"),
            themes=[{"name": theme, "priority": weight} for theme, weight in priority.items()],
            activities=[{"name": name} | activities.get(name, {}) for name in names],
            contributions=[{"activity": one, "theme": theme, "score": score} for (one, theme), score in scores.items()],
        ),
        NO_ACTS,
        WINDOW,
    )
    assert found is not None
    return found


def test_coverage_saturates_and_a_gap_weighs_by_priority() -> None:
    found = coherent({("a", "t"): 3, ("b", "t"): 3, ("a", "u"): 1}, {"t": 1.0, "u": 3.0})
    by_theme = {one.theme: one for one in found.themes}
    assert by_theme["t"].coverage == pytest.approx(1 - 0.4**2)
    assert by_theme["u"].coverage == pytest.approx(0.2)
    assert by_theme["u"].gap == pytest.approx(0.75 * 0.4)
    assert (by_theme["t"].is_blank, by_theme["u"].is_blank) == (False, True)
    assert found.themes[0].theme == "u"


def test_an_activity_that_serves_the_priorities_exactly_is_aligned() -> None:
    found = coherent({("a", "t"): 1, ("a", "u"): 3}, {"t": 1.0, "u": 3.0})
    assert found.activities[0].alignment == pytest.approx(1.0)


def test_an_activity_without_theme_hangs_loose() -> None:
    found = coherent({("a", "t"): 3, ("b", "t"): 0}, {"t": 1.0})
    assert [(one.activity, one.alignment, one.why_loose) for one in found.activities] == [
        ("a", pytest.approx(1.0), None),
        ("b", None, "no_theme"),
    ]


def test_a_missing_owner_makes_loose_only_where_owners_are_recorded() -> None:
    scores = {("a", "t"): 3, ("b", "t"): 3}
    assert not any(one.is_loose for one in coherent(scores, {"t": 1.0}).activities)
    found = coherent(scores, {"t": 1.0}, a={"owner": "An"}, b={"owner": None})
    assert [one.why_loose for one in found.activities] == [None, "no_owner"]


def test_effort_that_mirrors_priority_is_fully_aligned() -> None:
    scores = {("a", "t"): 2, ("b", "u"): 3}
    found = coherent(scores, {"t": 1.0, "u": 3.0}, a={"hours": 10.0}, b={"hours": 30.0})
    assert found.portfolio_alignment.value == pytest.approx(1.0)
    assert found.has_effort


def test_effort_that_serves_no_theme_costs() -> None:
    found = coherent({("a", "t"): 2, ("b", "t"): 0}, {"t": 1.0})
    assert found.portfolio_alignment.value == pytest.approx(0.5)
    assert not found.has_effort


def test_alike_activities_of_different_parties_overlap() -> None:
    scores = {("a", "t"): 3, ("b", "t"): 2}
    found = coherent(scores, {"t": 1.0}, a={"parties": ["P"]}, b={"parties": ["Q"]})
    assert [(one.first, one.second) for one in found.overlaps] == [("a", "b")]
    assert coherent(scores, {"t": 1.0}, a={"parties": ["P"]}, b={"parties": ["P", "Q"]}).overlaps == ()


def test_judges_disagree_by_the_spread_of_their_scores() -> None:
    rows = [{"activity": "a", "theme": "t", "score": score, "judged_by": who} for score, who in ((3, "An"), (1, "Bo"))]
    found = coherence(
        recorded(people=people("An", "Bo"), themes=[{"name": "t"}], activities=[{"name": "a"}], contributions=rows),
        NO_ACTS,
        WINDOW,
    )
    assert found is not None
    assert (found.disagreement.value, found.disagreement.n) == (2.0, 1)
    assert found.themes[0].coverage == pytest.approx(0.4)


def test_one_judge_cannot_disagree() -> None:
    assert coherent({("a", "t"): 3}, {"t": None}).disagreement.reason is Reason.TOO_FEW


def test_stopped_activities_do_not_cover() -> None:
    found = coherent({("a", "t"): 3, ("b", "t"): 1}, {"t": 1.0}, a={"state": "stopped"}, b={"state": "running"})
    assert [one.activity for one in found.activities] == ["b"]
    assert found.themes[0].is_blank


def test_without_contributions_there_is_nothing_to_say() -> None:
    assert coherence(recorded(parties=parties("P"), themes=[{"name": "t"}]), NO_ACTS, WINDOW) is None


@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("tuv")), st.integers(0, 3), min_size=1))
@settings(max_examples=25, deadline=None)
def test_all_shares_stay_between_zero_and_one(scores: dict[tuple[str, str], int]) -> None:
    found = coherent(scores, {"t": 1.0, "u": 2.0, "v": None})
    assert sum(one.weight for one in found.themes) == pytest.approx(1.0)
    assert all(0 <= one.coverage <= 1 for one in found.themes)
    assert all(one.alignment is None or -1e-9 <= one.alignment <= 1 + 1e-9 for one in found.activities)
    assert found.portfolio_alignment.value is not None
    assert 0 <= found.portfolio_alignment.value <= 1
