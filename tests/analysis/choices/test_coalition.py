"""Coalitions compared with every set there is, and told why where there is none."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.choices.coalition import picks, propose, whom_we_miss
from vierspan.analysis.choices.coalition_exact import every
from vierspan.analysis.choices.coalition_growing import grown
from vierspan.analysis.choices.coalition_question import Candidate, Coalition, Question, Requirement, is_allowed, weigh
from vierspan.analysis.choices.coalition_solving import of_pairs, relaxed
from vierspan.analysis.choices.coalition_ties import distances


def made(size: int, seed: int, **limits: object) -> Question:
    chance = np.random.default_rng([seed, size])
    ids = [f"p{n:02}" for n in range(size)]
    pairs = [frozenset((ids[at], ids[int(other)])) for at in range(size) for other in chance.integers(0, size, 2)]
    warmth = {pair: float(chance.uniform(0.1, 1)) for pair in pairs if len(pair) == 2}
    distance, cap = distances(ids, warmth)
    requirements = tuple(Requirement(id=f"r{n}", parties=1 + (n == 1), is_must=n < 3) for n in range(4))
    worked = np.triu(chance.random((size, size)) < 0.2, 1)
    asked = {
        "candidates": tuple(
            Candidate(
                id=each,
                offers={f"r{n}": float(chance.choice([0.3, 0.6, 1.0])) for n in range(4) if chance.random() < 0.4},
                interest=float(chance.choice([0.1, 0.5, 1.0])),
            )
            for each in ids
        ),
        "requirements": requirements,
        "distance": distance,
        "worked": worked | worked.T,
        "cap": cap,
        "least": 2,
        "most": 5,
    }
    return Question(**{**asked, **limits})  # type: ignore[arg-type]


def all_sets(question: Question) -> Iterator[Coalition]:
    """Every coalition that is allowed and covers, one by one."""
    ids = [each.id for each in question.candidates]
    for size in range(1, len(ids) + 1):
        for members in combinations(ids, size):
            if is_allowed(question, members) and not weigh(question, members).uncovered:
                yield weigh(question, members)


def beats(one: Coalition, other: Coalition) -> bool:
    mine = [round(value, 3) for value in (one.coverage, one.cohesion, one.interest, one.new_blood)] + [-one.size]
    theirs = [round(value, 3) for value in (other.coverage, other.cohesion, other.interest, other.new_blood)]
    theirs.append(-other.size)
    return all(a >= b for a, b in zip(mine, theirs, strict=True)) and mine != theirs


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 9), st.integers(0, 10_000))
def test_the_front_is_what_no_other_set_beats(size: int, seed: int) -> None:
    question = made(size, seed)
    sets = list(all_sets(question))
    expected = {each.members for each in sets if not any(beats(other, each) for other in sets)}
    assert {each.members for each in every(question).front} == expected
    assert every(question).count == len(sets)


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 9), st.integers(0, 10_000))
def test_the_best_is_the_best_of_all_sets(size: int, seed: int) -> None:
    question = made(size, seed, apart=frozenset({frozenset({"p00", "p01"})}), fixed=frozenset({"p02"}))
    sets = sorted(all_sets(question), key=lambda each: each.order)
    found = propose(question)
    assert (found.best.score if found.best else None) == pytest.approx(sets[0].score if sets else None)
    if sets:
        assert found.proof == "optimal"
    else:
        assert found.proof == "impossible"


@settings(max_examples=15, deadline=None)
@given(st.integers(3, 9), st.integers(0, 10_000))
def test_of_a_minimal_cover_nobody_can_be_spared(size: int, seed: int) -> None:
    question = made(size, seed, least=1)
    sets = {each.members for each in all_sets(question)}
    expected = {
        members for members in sets if not any(set(other) < set(members) for other in sets if len(other) < len(members))
    }
    assert {each.members for each in every(question).covers} == expected


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_solver_finds_the_best_of_one_size(seed: int) -> None:
    question = made(10, seed, least=4, most=4)
    best = min(all_sets(question), key=lambda each: each.order)
    solved = of_pairs(question, 4, effort=10)
    assert solved.state == "optimal"
    assert weigh(question, solved.members).score == pytest.approx(best.score, abs=1e-5)
    assert solved.bound == pytest.approx(best.score, abs=1e-5)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("fixed", [frozenset(), frozenset({"p03"})])
def test_the_quick_bound_is_never_below_the_best(seed: int, fixed: frozenset[str]) -> None:
    question = made(12, seed, fixed=fixed)
    for size in question.sizes():
        best = max((each.score for each in all_sets(question) if each.size == size), default=None)
        solved = relaxed(question, size, effort=5)
        assert (solved.state == "none") == (best is None)
        if best is not None:
            assert solved.bound >= best - 1e-6


@pytest.mark.parametrize("seed", [1, 2])
def test_a_larger_question_is_answered_within_its_bound(seed: int) -> None:
    question = made(22, seed, most=4)
    best = min(all_sets(question), key=lambda each: each.order)
    found = propose(question)
    assert found.best is not None
    assert found.bound >= best.score - 1e-5
    assert found.best.score <= best.score + 1e-9
    assert not found.is_whole
    if found.proof == "optimal":
        assert found.best.score == pytest.approx(best.score, abs=1e-5)


def test_growing_keeps_the_limits() -> None:
    question = made(15, 4, fixed=frozenset({"p05"}), apart=frozenset({frozenset({"p05", "p06"})}))
    for members in grown(question):
        assert is_allowed(question, members)


def test_whom_one_misses_is_named_with_how_many_are_short() -> None:
    question = made(6, 1, requirements=(Requirement(id="harbour", parties=2),))
    assert [(each.requirement, each.short) for each in whom_we_miss(question)] == [("harbour", 2)]
    found = propose(question)
    assert found.proof == "impossible"
    assert found.nearest is not None
    assert found.nearest.uncovered == ("harbour",)


def line(offers: dict[str, dict[str, float]], **limits: object) -> Question:
    ids = sorted(offers)
    distance = np.ones((len(ids), len(ids))) - np.eye(len(ids))
    asked = {
        "candidates": tuple(Candidate(id=each, offers=offers[each]) for each in ids),
        "requirements": (Requirement(id="a"), Requirement(id="b")),
        "distance": distance,
        "worked": np.zeros((len(ids), len(ids)), dtype=bool),
        "least": 1,
    }
    return Question(**{**asked, **limits})  # type: ignore[arg-type]


def test_where_only_the_size_is_in_the_way_that_is_said() -> None:
    assert propose(line({"x": {"a": 1.0}, "y": {"b": 1.0}}, most=1)).clash == "size"


def test_where_only_those_who_do_not_go_together_bring_it_that_is_said() -> None:
    apart = frozenset({frozenset({"x", "y"})})
    assert propose(line({"x": {"a": 1.0}, "y": {"b": 1.0}}, apart=apart)).clash == "apart"


def test_without_candidates_everything_is_missed() -> None:
    found = propose(line({}))
    assert [each.requirement for each in found.missing] == ["a", "b"]
    assert found.nearest is None


def test_a_single_party_stands_together_and_has_no_new_blood() -> None:
    alone = weigh(line({"x": {"a": 1.0, "b": 0.5}}), ["x"])
    assert (alone.cohesion, alone.new_blood, alone.coverage) == (1.0, 0.0, 0.75)


def test_of_equal_scores_the_fewer_come_first_and_then_the_higher_lowest_interest() -> None:
    def of(members: tuple[str, ...], least: float) -> Coalition:
        return Coalition(
            members=members, coverage=1, cohesion=1, interest=0.5, least_interest=least, new_blood=0, uncovered=()
        )

    found = sorted([of(("a", "b"), 0.5), of(("c",), 0.1), of(("d",), 0.5)], key=lambda each: each.order)
    assert [each.members for each in found] == [("d",), ("c",), ("a", "b")]


def test_picks_differ_and_begin_with_the_best() -> None:
    found = picks(propose(made(10, 1)))
    assert next(iter(found)) == "best"
    assert len({each.members for each in found.values()}) == len(found)


def test_leaving_out_and_holding_in() -> None:
    question = made(8, 5)
    without = propose(question.without(["p01"]))
    within = propose(question.with_also(["p01"]))
    assert all("p01" not in each.members for each in without.front)
    assert all("p01" in each.members for each in within.front)


def test_a_tie_is_as_long_as_it_is_cold_and_strangers_stand_at_the_cap() -> None:
    found, cap = distances(["a", "b", "c", "d"], {frozenset("ab"): 0.5, frozenset("bc"): 1.0, frozenset("zq"): 1.0})
    assert found[0, 1] == 2.0
    assert found[0, 2] == 3.0
    assert cap == 4.5
    assert found[0, 3] == cap


def test_without_ties_everybody_stands_apart() -> None:
    found, cap = distances(["a", "b"], {})
    assert (found[0, 1], found[0, 0], cap) == (1.0, 0.0, 1.0)
