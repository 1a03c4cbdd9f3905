"""What a network needs, and how far it is covered."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.scenes import DAY, Columns, records_of, scene_of
from vierspan.analysis.measures.levels import done_levels, level_of, levels, supply
from vierspan.analysis.measures.needed_states import kendall_w, states
from vierspan.analysis.measures.needs import demands, needs, verdict
from vierspan.analysis.mirror.picture import Basis, Need, Verdict
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records
from vierspan.analysis.schema import closed_lists

shares = st.lists(st.floats(0, 1), min_size=1, max_size=40).map(np.array)


def need_of(records: Records, orientation: Orientation) -> Need:
    scene = scene_of(records)
    return needs(scene, levels(scene, done_levels(scene, "person")))[orientation]


def network(**columns: object) -> Columns:
    return {"name": ["N"], **{key: [value] for key, value in columns.items()}}


def test_every_purpose_and_phase_has_a_demand() -> None:
    assert set(demands()["purpose"]) == {choice.key for choice in closed_lists()["purposes"]}
    assert set(demands()["phase"]) == {choice.key for choice in closed_lists()["phases"]}


def test_a_purpose_is_shifted_by_the_phase() -> None:
    need = need_of(records_of(network=network(purpose=["learning"], phase="shape")), Orientation.DEVELOPER)
    assert (need.need, need.need_low, need.need_high) == (100, 90, 100)
    assert need.grounds == ("purpose.learning", "phase.shape")


def test_two_purposes_are_averaged() -> None:
    need = need_of(records_of(network=network(purpose=["learning", "advocacy"])), Orientation.STRATEGIST)
    assert need.need == 50


def test_without_purpose_there_is_no_need() -> None:
    need = need_of(records_of(), Orientation.STRATEGIST)
    assert (need.need, need.verdict) == (None, Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("tables", "state"),
    [
        ({"network": network(turbulent=True)}, "turbulent"),
        ({"pulse": {"asked_on": [DAY], "item": ["trust"], "score": [2.5]}}, "low_trust"),
        (
            {"exchanges": {"giver": ["P"] * 3, "receiver": ["Q"] * 3, "value": [1.0, 2, 3], "given_on": [DAY] * 3}},
            "unbalanced",
        ),
        (
            {
                "initiatives": {"name": ["I"]},
                "steps": {
                    "name": ["1", "2", "3"],
                    "initiative": ["I"] * 3,
                    "opened_on": [DAY] * 3,
                    "due_on": [DAY] * 3,
                    "done_on": [DAY, None, None],
                },
            },
            "overdue",
        ),
        (
            {
                "themes": {"name": ["T", "U", "V"]},
                "activities": {"name": ["A"]},
                "contributions": {
                    "activity": ["A"] * 9,
                    "theme": ["T", "U", "V"] * 3,
                    "score": [3, 2, 1, 1, 2, 3, 2, 3, 1],
                    "judged_by": ["An"] * 3 + ["Bo"] * 3 + ["Cy"] * 3,
                },
            },
            "priorities_differ",
        ),
    ],
)
def test_a_state_is_seen_in_the_records(tables: dict[str, Columns], state: str) -> None:
    assert states(scene_of(records_of(**tables))) == (state,)


def test_low_trust_asks_more_of_the_developer() -> None:
    pulse: Columns = {"asked_on": [DAY, date(2025, 1, 1)], "item": ["trust"] * 2, "score": [2.0, 5.0]}
    records = records_of(network=network(purpose=["advocacy"]), pulse=pulse)
    assert need_of(records, Orientation.DEVELOPER).grounds == ("purpose.advocacy", "state.low_trust")


def test_judges_who_agree_have_concordance_one() -> None:
    assert kendall_w(np.array([[1, 2, 3], [4, 5, 6], [1, 5, 9]])) == 1
    assert kendall_w(np.array([[1, 1], [1, 1]])) is None


def test_concordance_is_the_mean_rank_correlation() -> None:
    random = np.random.default_rng(1)
    scores = random.normal(size=(4, 6))
    ranks = scores.argsort(axis=1).argsort(axis=1)
    mean = np.asarray(np.corrcoef(ranks))[np.triu_indices(4, 1)].mean()
    assert kendall_w(scores) == pytest.approx((mean * 3 + 1) / 4)


@pytest.mark.parametrize(
    ("need", "cover", "expected"),
    [
        (50, 39, Verdict.SHORT),
        (50, 40, Verdict.FITS),
        (50, 70, Verdict.FITS),
        (50, 71, Verdict.CROWDED),
        (None, 40, Verdict.UNKNOWN),
        (50, None, Verdict.UNKNOWN),
    ],
)
def test_short_below_the_band_and_crowded_well_above_the_need(
    need: float | None, cover: float | None, expected: Verdict
) -> None:
    assert verdict(need, cover) == expected


def test_nobody_is_no_level_and_an_act_a_week_is_most_of_one() -> None:
    assert level_of(np.array([0.0, 4.0])).tolist() == [0.0, pytest.approx(0.632, abs=1e-3)]


@given(shares)
def test_cover_lies_between_nobody_and_everybody(found: np.ndarray) -> None:
    assert 0 <= supply(found, found.size) <= 1


@given(shares)
def test_one_more_carrier_never_lowers_the_cover(found: np.ndarray) -> None:
    assert supply(np.r_[found, 0.5], 10) >= supply(found, 10)


@given(st.lists(st.floats(0, 1), min_size=25, max_size=60).map(np.array))
def test_two_networks_side_by_side_are_covered_as_one(found: np.ndarray) -> None:
    assert supply(np.r_[found, found], 2 * found.size) == pytest.approx(supply(found, found.size))


def test_a_second_carrier_adds_less_than_the_first() -> None:
    one, two = supply(np.array([0.8]), 5), supply(np.array([0.8, 0.8]), 5)
    assert one == pytest.approx(0.56)
    assert two - one < one


def test_ratings_go_before_acts() -> None:
    people = [f"p{at}" for at in range(6)]
    ratings: Columns = {
        "rater": people[1:],
        "rated": ["p0"] * 5,
        "score": [4] * 5,
        "orientation": ["explorer"] * 5,
    }
    kinds = ["signal.spotted"] * 11 + ["rule.proposed"]
    acts: Columns = {"kind": kinds, "person": ["p1"] * 12, "done_on": [DAY] * 12}
    scene = scene_of(records_of(people={"name": people}, ratings=ratings, acts=acts))
    found = levels(scene, done_levels(scene, "person"))
    assert found[Orientation.EXPLORER].basis == Basis.RATINGS
    assert found[Orientation.EXPLORER].cover == pytest.approx(0.7)
    assert found[Orientation.STRATEGIST].basis == Basis.ACTS
