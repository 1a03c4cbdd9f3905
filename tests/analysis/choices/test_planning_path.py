from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.choices.planning_order import entry, kendall
from vierspan.analysis.choices.planning_path import Stretch, course, criticality, mean_days


@st.composite
def plans(draw: st.DrawFn) -> list[Stretch]:
    """Steps of which each waits for some of those before it, in a shuffled order."""
    n = draw(st.integers(1, 9))
    steps = [
        Stretch(
            id=f"s{k}",
            days=draw(st.integers(0, 6)),
            after=tuple(f"s{j}" for j in range(k) if draw(st.booleans())),
            due=draw(st.none() | st.integers(0, 15)),
        )
        for k in range(n)
    ]
    return draw(st.permutations(steps))


def graph(steps: list[Stretch]) -> "nx.DiGraph[str]":
    found: nx.DiGraph[str] = nx.DiGraph()
    days = {each.id: each.days or 0 for each in steps}
    for each in steps:
        found.add_edge(each.id, "end", weight=days[each.id])
        found.add_edge("begin", each.id, weight=0)
        for first in each.after:
            found.add_edge(first, each.id, weight=days[first])
    return found


@given(plans())
def test_the_length_is_that_of_the_longest_path(steps: list[Stretch]) -> None:
    assert course(steps).length == nx.dag_longest_path_length(graph(steps))


@given(plans())
def test_every_step_begins_when_the_longest_path_to_it_ends(steps: list[Stretch]) -> None:
    known, times = graph(steps), course(steps).times
    for each in steps:
        to_here = known.subgraph({each.id} | nx.ancestors(known, each.id))
        assert times[each.id].earliest_start == nx.dag_longest_path_length(to_here)


@given(plans())
def test_without_deadlines_the_critical_steps_are_those_on_a_longest_path(steps: list[Stretch]) -> None:
    free = [Stretch(id=each.id, days=each.days, after=each.after) for each in steps]
    found, known = course(free), graph(free)
    assert found.length is not None
    for each in free:
        through = found.times[each.id].earliest_start + nx.dag_longest_path_length(
            known.subgraph({each.id} | nx.descendants(known, each.id))
        )
        assert (each.id in found.critical) == (through == found.length)
        assert found.times[each.id].slack == found.length - through


@given(plans())
def test_a_deadline_that_can_not_be_made_gives_negative_slack(steps: list[Stretch]) -> None:
    found = course(steps)
    for each in steps:
        if each.due is not None:
            short = found.times[each.id].earliest_end - each.due - 1
            assert found.times[each.id].slack <= -short
    for each in steps:
        for first in each.after:
            assert found.times[first].earliest_end <= found.times[each.id].earliest_start
            assert found.times[first].latest_end <= found.times[each.id].latest_start


def test_a_circle_is_told_as_the_circle() -> None:
    steps = [
        Stretch(id="a", days=1, after=("c",)),
        Stretch(id="b", days=1, after=("a",)),
        Stretch(id="c", days=1, after=("b", "x")),
        Stretch(id="d", days=1, after=("c",)),
        Stretch(id="x", days=1),
    ]
    found = course(steps)
    assert set(found.cycle) == {"a", "b", "c"}
    waits = {each.id: each.after for each in steps}
    pairs = zip(found.cycle, [*found.cycle[1:], found.cycle[0]], strict=True)
    assert all(one in waits[other] for one, other in pairs)
    assert not found.times


@given(st.integers(2, 7), st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14))
def test_there_is_a_circle_when_networkx_finds_one(n: int, edges: set[tuple[int, int]]) -> None:
    kept = [(one, other) for one, other in edges if one != other and max(one, other) < n]
    steps = [Stretch(id=str(k), days=1, after=tuple(str(one) for one, other in kept if other == k)) for k in range(n)]
    known: nx.DiGraph[int] = nx.DiGraph(kept)
    assert bool(course(steps).cycle) == (not nx.is_directed_acyclic_graph(known))


def test_an_unknown_duration_gives_only_levels() -> None:
    found = course(
        [Stretch(id="a", days=2), Stretch(id="b", days=None, after=("a",)), Stretch(id="c", days=1, after=("b",))]
    )
    assert found.unknown == ("b",)
    assert found.levels == {"a": 0, "b": 1, "c": 2}
    assert not found.times


def test_what_waits_for_a_step_that_is_not_there_waits_for_nothing() -> None:
    assert course([Stretch(id="a", days=2, after=("gone",))]).times["a"].earliest_start == 0
    assert course([]).length == 0


def test_a_moment_of_decision_takes_no_day() -> None:
    found = course(
        [Stretch(id="a", days=2), Stretch(id="gate", days=0, after=("a",)), Stretch(id="b", days=3, after=("gate",))]
    )
    assert found.length == 5
    assert "gate" in found.critical


def test_what_is_uncertain_is_critical_in_a_share_of_the_draws() -> None:
    steps = [
        Stretch(id="sure", days=5),
        Stretch(id="maybe", days=4, spread=(2, 9)),
        Stretch(id="after", days=1, after=("sure", "maybe")),
    ]
    found = criticality(steps, draws=400)
    assert found["after"] == 1
    assert 0 < found["maybe"] < 1
    assert found["sure"] + found["maybe"] >= 1
    assert found == criticality(steps, draws=400)
    assert mean_days(2, 4, 9) == 4.5


@given(st.permutations(range(6)), st.permutations(range(6)))
def test_turned_pairs_are_the_kendall_distance(plan: list[int], actual: list[int]) -> None:
    at = {name: n for n, name in enumerate(actual)}
    oracle = sum(at[one] > at[other] for one, other in combinations(plan, 2))
    assert kendall([str(each) for each in plan], [str(each) for each in actual]) == oracle


def test_parties_that_came_on_one_day_are_not_turned_round() -> None:
    found = entry([("a", "b"), ("b", "c")], {"a": 3, "b": 3, "c": 1})
    assert found.turns == (("a",), ("b",), ("c",))
    assert found.inversions == (("a", "c"), ("b", "c"))
    assert found.share == 2 / 3
    assert entry([("a", "b"), ("b", "a")]).cycle
    assert entry([]).share is None
