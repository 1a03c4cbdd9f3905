"""Whole network or sub-coalition: the table, its borders, and what would flip it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.measures.mandate import CRITERIA, TABLE, Estimate, advise, flips


def of(party: int, level: int, interest: int, affected: bool | None = False) -> Estimate:
    return Estimate(
        party=f"p{party}",
        value=level,
        feasibility=level,
        timing=level,
        energy=level,
        interest=interest,
        affected=affected,
    )


def table_of(potential: int, breadth: int) -> list[Estimate]:
    """A hundred parties with a potential and a breadth of exactly that many hundredths."""
    return [of(n, 5 if n < potential else 1, 3 if n < breadth else 2) for n in range(100)]


@pytest.mark.parametrize(
    ("potential", "row"), [(61, "high"), (60, "high"), (59, "middle"), (40, "middle"), (39, "low"), (0, "low")]
)
@pytest.mark.parametrize(
    ("breadth", "column"), [(61, "wide"), (60, "wide"), (59, "some"), (25, "some"), (24, "few"), (0, "few")]
)
def test_every_border_of_the_table_belongs_to_the_higher_cell(
    potential: int, row: str, breadth: int, column: str
) -> None:
    seen = advise(table_of(potential, breadth), 100)
    assert (seen.potential, seen.breadth) == (Fraction(potential, 100), Fraction(breadth, 100))
    assert (seen.row, seen.column, seen.advice) == (row, column, TABLE[row, column])


@pytest.mark.parametrize(("affected", "asks"), [(29, False), (30, True), (31, True)])
def test_from_thirty_per_cent_spill_over_the_whole_must_agree(affected: int, asks: bool) -> None:
    takers = [of(n, 5, 5) for n in range(100)]
    beside = [of(100 + n, 5, 1, affected=n < affected) for n in range(100)]
    seen = advise([*takers, *beside], 200)
    assert seen.spill_over == Fraction(affected, 100)
    assert seen.asks_consent is asks


@pytest.mark.parametrize(("answered", "advice"), [(59, "ask_more"), (60, "whole")])
def test_below_sixty_per_cent_response_more_parties_are_asked(answered: int, advice: str) -> None:
    assert advise([of(n, 5, 5) for n in range(answered)], 100).advice == advice


def test_without_answers_there_is_no_figure_and_no_advice() -> None:
    seen = advise([], 0)
    assert (seen.potential, seen.breadth, seen.spill_over, seen.response) == (None, None, None, None)
    assert seen.advice == "ask_more"
    assert flips([], 4) == ()


def test_a_criterion_that_nobody_answered_leaves_the_potential_open() -> None:
    seen = advise([replace(of(1, 4, 4), timing=None), replace(of(2, 4, 4), timing=None)], 2)
    assert seen.potential is None
    assert seen.advice == "ask_more"


def test_nobody_beside_the_takers_means_no_spill_over_rather_than_none_affected() -> None:
    seen = advise([of(n, 5, 5, affected=True) for n in range(4)], 4)
    assert seen.spill_over is None
    assert not seen.asks_consent


def test_weights_count_in_the_breadth_only() -> None:
    heavy = replace(of(1, 3, 5), weight=Fraction(3))
    seen = advise([heavy, of(2, 3, 1), of(3, 3, 1)], 3)
    assert seen.breadth == Fraction(3, 5)
    assert seen.potential == Fraction(1, 2)


def test_a_party_that_is_against_does_not_make_it_narrow() -> None:
    against = of(9, 1, 1)
    without, with_it = [of(n, 5, 5) for n in range(9)], [*(of(n, 5, 5) for n in range(9)), against]
    assert advise(without, 9).column == advise(with_it, 10).column == "wide"


@pytest.mark.parametrize(("breadth", "close"), [(54, ()), (55, ("breadth",)), (65, ("breadth",)), (66, ())])
def test_a_close_call_lies_within_five_hundredths_of_a_border(breadth: int, close: tuple[str, ...]) -> None:
    assert advise(table_of(90, breadth), 100).close == close


def test_what_would_flip_a_close_call_is_told_exactly() -> None:
    estimates = [of(1, 5, 3), of(2, 5, 5), of(3, 5, 5), of(4, 5, 1), of(5, 5, 1)]  # breadth .6: whole
    found = flips(estimates, 5)
    assert {(each.party, each.question, each.needed, each.advice) for each in found} == {
        ("p1", "interest", 2, "licence"),
        ("p2", "interest", 2, "licence"),
        ("p3", "interest", 2, "licence"),
        ("p4", "affected", True, "whole"),
        ("p5", "affected", True, "whole"),
    }


def test_an_answer_outside_the_scale_or_a_party_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        advise([of(1, 6, 3)], 1)
    with pytest.raises(ValueError, match="twice"):
        advise([of(1, 3, 3), of(1, 3, 3)], 2)


levels = st.one_of(st.none(), st.integers(1, 5))
answers = st.lists(
    st.builds(
        Estimate,
        party=st.just("x"),
        value=levels,
        feasibility=levels,
        timing=levels,
        energy=levels,
        interest=levels,
        affected=st.one_of(st.none(), st.booleans()),
        weight=st.sampled_from([Fraction(0), Fraction(1), Fraction(5, 2)]),
    ),
    max_size=7,
).map(lambda rows: [replace(each, party=f"p{n}") for n, each in enumerate(rows)])


@settings(max_examples=120, deadline=None)
@given(estimates=answers, asked=st.integers(0, 9))
def test_figures_stay_within_0_and_1_and_every_flip_flips(estimates: list[Estimate], asked: int) -> None:
    now = advise(estimates, asked)
    for figure in (now.potential, now.breadth, now.spill_over, now.response):
        assert figure is None or 0 <= figure <= 1
    for each in flips(estimates, asked):
        changed = [
            replace(one, **{each.question: each.needed}) if one.party == each.party else one  # type: ignore[arg-type]
            for one in estimates
        ]
        assert advise(changed, asked).verdict == (each.advice, each.asks_consent) != now.verdict


@settings(max_examples=80, deadline=None)
@given(estimates=answers, asked=st.integers(0, 9))
def test_what_is_not_among_the_flips_does_not_flip(estimates: list[Estimate], asked: int) -> None:
    now = advise(estimates, asked).verdict
    told = {(each.party, each.question) for each in flips(estimates, asked)}
    for place, each in enumerate(estimates):
        for key in (*CRITERIA, "interest"):
            if getattr(each, key) is None or each.interest is None or (each.party, key) in told:
                continue
            for level in range(1, 6):
                changed = [*estimates]
                changed[place] = replace(each, **{key: level})  # type: ignore[arg-type]
                assert advise(changed, asked).verdict == now


@settings(max_examples=60, deadline=None)
@given(estimates=answers, seed=st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(estimates: list[Estimate], seed: object) -> None:
    turned = [*estimates]
    seed.shuffle(turned)  # type: ignore[attr-defined]
    assert advise(estimates, 7) == advise(turned, 7)
