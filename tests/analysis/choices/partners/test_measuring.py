"""The figures of the backtest against counting place by place."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.choices.partners.measuring import Found, found

MEMBERS = [f"m{number:03}" for number in range(130)]
some = st.sets(st.sampled_from([*MEMBERS[:60], "stranger", "other"]), min_size=1, max_size=30)


def by_hand(ranked: list[str], joined: set[str], past: set[str]) -> Found:
    recall = {}
    for most in (10, 20, 50, 100):
        hits = 0
        for member in ranked[:most]:
            if member in joined:
                hits += 1
        recall[f"recall_{most}"] = hits / len(joined)
    first = next((place + 1 for place, member in enumerate(ranked) if member in joined), None)
    gained = sum(1 / log2(place + 2) for place, member in enumerate(ranked[:20]) if member in joined)
    ideal = sum(1 / log2(place + 2) for place in range(20) if place < len(joined))
    new = (joined - past) & set(MEMBERS)
    others = [member for member in ranked if member not in past]
    return Found(
        **recall,
        hit_10=1.0 if recall["recall_10"] else 0.0,
        reciprocal=1 / first if first else 0.0,
        ndcg_20=gained / ideal,
        new_recall_50=len(new & set(others[:50])) / len(new) if new else None,
    )


@given(st.permutations(MEMBERS), some, some)
def test_the_figures_are_what_one_counts_by_hand(ranked: list[str], joined: set[str], past: set[str]) -> None:
    mine, theirs = found(ranked, joined, past, frozenset(MEMBERS)), by_hand(ranked, joined, past)
    for name in Found.__slots__:
        expected = getattr(theirs, name)
        assert getattr(mine, name) == (None if expected is None else pytest.approx(expected))


def test_a_perfect_list_has_everything() -> None:
    told = found(MEMBERS, MEMBERS[:10], set(), frozenset(MEMBERS))
    assert (told.recall_10, told.hit_10, told.reciprocal, told.ndcg_20, told.new_recall_50) == (1, 1, 1, 1, 1)


def test_who_is_beyond_the_first_thousand_is_not_found() -> None:
    ranked = [f"o{number}" for number in range(1000)]
    assert found([*ranked, "late"], {"late"}, set(), frozenset({"late"})).reciprocal == 0
    assert found([*ranked[1:], "late"], {"late"}, set(), frozenset({"late"})).reciprocal == 1 / 1000


def test_new_partners_are_no_question_without_a_history_or_without_new_partners() -> None:
    assert found(MEMBERS, {"m001"}, None, frozenset(MEMBERS)).new_recall_50 is None
    assert found(MEMBERS, {"m001"}, {"m001"}, frozenset(MEMBERS)).new_recall_50 is None
    assert found(MEMBERS, {"stranger"}, set(), frozenset(MEMBERS)).new_recall_50 is None


def test_a_question_nobody_joined_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="nobody"):
        found(MEMBERS, set(), set(), frozenset())
