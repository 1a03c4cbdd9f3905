"""Seating: the rules are kept, the score is what it says, and the best is best."""

from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.choices.seating import (
    CannotSeat,
    Guest,
    Plan,
    Question,
    Scores,
    Weights,
    even_sizes,
    rated,
    seat,
)

WORDS = ("room", "van", "data")


def pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one, other))


@st.composite
def questions(draw: st.DrawFn, most: int = 9, rounds: int = 2) -> Question:
    size = draw(st.integers(2, most))
    names = [f"g{n}" for n in range(size)]
    pairs = [pair(one, other) for one, other in combinations(names, 2)]
    some_of = st.sets(st.sampled_from(WORDS), max_size=2).map(frozenset)
    guests = [
        Guest(
            id=name,
            party=draw(st.sampled_from(["", "A", "B"])),
            sector=draw(st.sampled_from(["", "care", "town"])),
            offers=draw(some_of),
            needs=draw(some_of),
        )
        for name in names
    ]
    return Question(
        guests=tuple(guests),
        sizes=even_sizes(size, draw(st.integers(2, 4))),
        rounds=draw(st.integers(1, rounds)),
        ties=draw(st.dictionaries(st.sampled_from(pairs), st.floats(0, 1), max_size=6)),
        gathered=draw(st.dictionaries(st.sampled_from(pairs), st.integers(1, 4), max_size=6)),
        wishes=frozenset(draw(st.sets(st.sampled_from(pairs), max_size=2))),
        apart=frozenset(draw(st.sets(st.sampled_from(pairs), max_size=1))) if size > 4 else frozenset(),
    )


def score_by_hand(question: Question, plan: Plan) -> float:
    """As the definition says it, pair by pair."""
    return sum(_pair_by_hand(question, one, other, plan) for one, other in combinations(question.guests, 2))


def _pair_by_hand(question: Question, one: Guest, other: Guest, plan: Plan) -> float:
    times = sum(one.id in table and other.id in table for tables in plan for table in tables)
    if not times:
        return 0
    both, given_ = pair(one.id, other.id), question.weights
    near = [
        {each for p, w in question.ties.items() if w > 0 and g.id in p for each in p - {g.id}} for g in (one, other)
    ]
    either = near[0] | near[1]
    shared = len(near[0] & near[1]) / len(either) if either else 0
    meeting: float = (1 - question.ties.get(both, 0)) * 0.8 ** question.gathered.get(both, 0) * (1 - 0.5 * shared)
    helps = bool(one.offers & other.needs) + bool(other.offers & one.needs)
    mix = sum(0.5 for a, b in ((one.sector, other.sector), (one.party, other.party)) if a and b and a != b)
    parts = given_.meeting * meeting + given_.match * (0, 0.7, 1)[helps] + given_.mix * mix
    return parts + given_.wish * (both in question.wishes) - given_.again * (times - 1)


def all_plans(question: Question) -> list[Plan]:
    ids = [guest.id for guest in question.guests]
    found = set()
    for order in permutations(ids):
        at, tables = 0, []
        for size in question.sizes:
            tables.append(tuple(sorted(order[at : at + size])))
            at += size
        found.add(tuple(tables))
    return [(tables,) for tables in found]


@settings(max_examples=60, deadline=None)
@given(questions())
def test_sizes_and_rules_are_kept_and_the_score_is_that_of_the_definition(question: Question) -> None:
    found = seat(question)
    ids = sorted(guest.id for guest in question.guests)
    for tables in found.plan:
        assert tuple(len(table) for table in tables) == question.sizes
        assert sorted(each for table in tables for each in table) == ids
        assert not any(apart <= set(table) for apart in question.apart for table in tables)
    assert found.score == pytest.approx(score_by_hand(question, found.plan), abs=1e-6)
    assert found.score <= found.bound + 1e-3
    assert rated(question, found.plan).score == pytest.approx(found.score)


@settings(max_examples=25, deadline=None)
@given(questions(most=7, rounds=1))
def test_for_few_guests_it_is_the_best_of_all_seatings(question: Question) -> None:
    found = seat(question)
    allowed = [plan for plan in all_plans(question) if not any(a <= set(t) for a in question.apart for t in plan[0])]
    assert found.is_proven
    assert found.score == pytest.approx(max(score_by_hand(question, plan) for plan in allowed), abs=1e-3)


def crowd(size: int, at_most: int = 4, rounds: int = 1) -> Question:
    names = [f"g{n:02}" for n in range(size)]
    ties = {pair(one, other): 1.0 for n, one in enumerate(names) for other in names[n + 1 : n + 4]}
    guests = tuple(Guest(id=name, party=f"p{n // 3}", sector=f"s{n % 3}") for n, name in enumerate(names))
    return Question(guests=guests, sizes=even_sizes(size, at_most), rounds=rounds, ties=ties)


def test_twenty_guests_are_seated_with_proof() -> None:
    found = seat(crowd(20, 5))
    assert found.is_proven
    assert found.gap == 0
    assert found.score > found.chance.best


def test_many_guests_are_seated_better_than_the_best_of_a_thousand_draws_and_say_how_good_it_is() -> None:
    found = seat(crowd(60, 6))
    assert not found.is_proven
    assert found.chance.draws == 1000
    assert found.chance.mean < found.chance.best < found.score <= found.bound
    assert found.brought.first_meetings > found.chance.brought.first_meetings


def test_the_same_question_has_the_same_answer() -> None:
    assert seat(crowd(40)) == seat(crowd(40))


def test_over_rounds_nobody_meets_again_where_that_can_be() -> None:
    found = seat(crowd(16, 4, rounds=3))
    assert found.brought.repeats < found.chance.brought.repeats / 2


def test_in_pairs_everybody_has_one_other() -> None:
    found = seat(crowd(10, 2))
    assert all(len(table) == 2 for table in found.plan[0])
    assert found.is_proven


def test_who_is_fixed_stays() -> None:
    question = crowd(12)
    fixed = {(0, "g00"): 2, (0, "g01"): 0, (0, "g02"): 2}
    found = seat(Question(**{**_fields(question), "fixed": fixed}))
    assert {"g00", "g02"} <= set(found.plan[0][2])
    assert "g01" in found.plan[0][0]


def test_it_says_who_cannot_all_be_kept_apart() -> None:
    question = crowd(8)
    trio = [pair("g00", "g01"), pair("g01", "g02"), pair("g00", "g02"), pair("g06", "g07")]
    with pytest.raises(CannotSeat) as caught:
        seat(Question(**{**_fields(question), "apart": frozenset(trio)}))
    assert caught.value.reason == "clash"
    assert set(caught.value.pairs) == {("g00", "g01"), ("g01", "g02"), ("g00", "g02")}


def test_two_fixed_at_one_table_who_must_be_apart_are_named() -> None:
    fields = {**_fields(crowd(8)), "apart": frozenset({pair("g00", "g01")}), "fixed": {(0, "g00"): 0, (0, "g01"): 0}}
    with pytest.raises(CannotSeat) as caught:
        seat(Question(**fields))
    assert caught.value.pairs == (("g00", "g01"),)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"sizes": (4, 3)}, "sizes"),
        ({"guests": (), "sizes": ()}, "nobody"),
        ({"fixed": {(0, "nobody"): 0}}, "unknown"),
        ({"fixed": {(0, "g00"): 9}}, "unknown"),
        ({"fixed": {(0, f"g0{n}"): 0 for n in range(5)}}, "full"),
    ],
)
def test_what_cannot_be_asked_is_refused(changed: dict[str, Any], reason: str) -> None:
    with pytest.raises(CannotSeat) as caught:
        seat(Question(**{**_fields(crowd(8)), **changed}))
    assert caught.value.reason == reason


def test_a_plan_that_seats_somebody_twice_is_not_rated() -> None:
    with pytest.raises(CannotSeat):
        rated(crowd(4), ((("g00", "g00", "g01", "g02"),),))


def test_the_parts_of_a_pair_are_shown() -> None:
    one = Guest(id="a", party="A", sector="care", offers=frozenset({"van"}))
    other = Guest(id="b", party="B", sector="town", needs=frozenset({"van"}))
    parts = Scores(Question(guests=(one, other), sizes=(2,), weights=Weights(mix=2))).parts("a", "b")
    assert (parts.meeting, parts.match, parts.mix, parts.wish) == (1, 0.7, 1, 0)
    assert parts.score == pytest.approx(3.7)


def test_even_sizes_differ_by_one_at_most() -> None:
    assert even_sizes(10, 4) == (4, 3, 3)
    with pytest.raises(ValueError, match="0"):
        even_sizes(0, 4)


def _fields(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in Question.__slots__}
