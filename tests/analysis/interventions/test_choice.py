"""The selection rule of the methods, section 8."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.interventions import Situation, choose, library
from vierspan.analysis.interventions.choice import is_stretch, palette_fit, score
from vierspan.analysis.interventions.library import AXES
from vierspan.analysis.orientations import Orientation

TRIGGERS = sorted({trigger for one in library().values() for trigger in one.triggers})
places = st.fixed_dictionaries({axis: st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]) for axis in AXES})
situations = st.builds(
    Situation,
    orientation=st.sampled_from(list(Orientation)),
    gaps=st.dictionaries(st.sampled_from(list(Orientation)), st.floats(0, 1)),
    triggers=st.frozensets(st.sampled_from(TRIGGERS), min_size=1, max_size=3),
    wanted=places,
    trust=st.none() | st.floats(0, 1),
    comfort=places,
    avoid=st.frozensets(st.integers(1, 40), max_size=10),
)


def test_half_for_the_gap_three_tenths_for_the_trigger_two_tenths_for_the_palette() -> None:
    situation = Situation(
        orientation=Orientation.STRATEGIST,
        gaps={Orientation.STRATEGIST: 1.0},
        triggers=frozenset({"course.face"}),
        wanted={"FD": -1.0, "CC": -1.0, "SB": -1.0},
    )
    assert score(library()[7], situation) == pytest.approx(1.0)


def test_what_is_made_for_it_counts_more_than_what_also_helps() -> None:
    stuck = Situation(orientation=Orientation.PROCESS_MANAGER, triggers=frozenset({"initiatives.stuck_decision"}))
    assert score(library()[36], stuck) == pytest.approx(0.3)
    assert score(library()[21], stuck) == pytest.approx(0.18)


def test_an_intervention_that_fits_nothing_scores_nothing() -> None:
    assert score(library()[7], Situation(orientation=Orientation.STRATEGIST)) == 0


def test_the_opposite_of_what_is_wanted_fits_not_at_all() -> None:
    assert palette_fit(library()[4], {"PT": -1.0}) == pytest.approx(0)
    assert palette_fit(library()[4], {"PT": 1.0}) == pytest.approx(1)
    assert palette_fit(library()[4], {"SB": 1.0}) == pytest.approx(0.5)


def test_what_answers_the_finding_comes_before_what_does_not() -> None:
    chosen = choose(Situation(orientation=Orientation.DEVELOPER, triggers=frozenset({"conditions.balance"})))
    assert {12, 19} <= {one.intervention for one in chosen}


def test_with_low_trust_the_confronting_talk_does_not_come_first() -> None:
    gaps = {Orientation.DEVELOPER: 1.0}
    wanted = {"CC": 1.0, "SB": 1.0}
    triggers = frozenset({"conditions.balance"})
    trusting = Situation(orientation=Orientation.DEVELOPER, gaps=gaps, triggers=triggers, wanted=wanted, trust=0.4)
    wary = Situation(orientation=Orientation.DEVELOPER, gaps=gaps, triggers=triggers, wanted=wanted, trust=0.39)
    assert choose(trusting)[0].intervention == 19
    assert library()[choose(wary)[0].intervention].polarity.get("CC", 0) < 2


def test_grounds_name_why_it_was_chosen() -> None:
    situation = Situation(
        orientation=Orientation.DEVELOPER,
        gaps={Orientation.DEVELOPER: 0.5},
        triggers=frozenset({"conditions.hangs_on_one"}),
        wanted={"FD": -1.0},
        comfort={"FD": 1.0},
    )
    first = choose(situation)[0]
    assert (first.intervention, first.grounds) == (22, ("gap", "trigger", "palette", "stretch"))


@settings(max_examples=150, deadline=None)
@given(situations)
def test_the_rule_always_holds(situation: Situation) -> None:
    chosen = [library()[one.intervention] for one in choose(situation)]
    numbers = [one.number for one in chosen]
    assert len(numbers) == len(set(numbers)) <= 3
    assert not situation.avoid & set(numbers)
    if situation.trust is not None and situation.trust < 0.4 and chosen:
        assert chosen[0].polarity.get("CC", 0) < 2
    possible = [one for one in library().values() if one.number not in situation.avoid]
    if chosen and any(is_stretch(one, situation.comfort) for one in possible):
        assert any(is_stretch(one, situation.comfort) for one in chosen)


@settings(max_examples=50, deadline=None)
@given(situations)
def test_the_same_situation_gives_the_same_choice(situation: Situation) -> None:
    assert choose(situation) == choose(situation)


@settings(max_examples=50, deadline=None)
@given(situations)
def test_a_score_stays_between_nothing_and_one(situation: Situation) -> None:
    assert all(0 <= score(one, situation) <= 1 for one in library().values())
