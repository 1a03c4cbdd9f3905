"""The palette, the accents and the trend."""

from datetime import date

import numpy as np
import pytest

from analysis.measures.scenes import DAY, Act, records_of, scene_of
from vierspan.analysis.measures.accents import accents
from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.palette import palette, places
from vierspan.analysis.measures.scene import people_and_parties, with_codes
from vierspan.analysis.measures.trend import trend
from vierspan.analysis.measures.windows import periods
from vierspan.analysis.mirror.picture import Reason, Window
from vierspan.analysis.orientations import Orientation

DIRECTIVE: Act = ("decision.closed", "An", None, 0)  # FD+2, weight 3
FACILITATING: Act = ("gathering.organised", "An", None, 0)  # FD-1, weight 3


def level(*rows: tuple[float, float, float, float]) -> dict[Orientation, np.ndarray]:
    table = np.array(rows)
    return {orientation: table[:, at] for at, orientation in enumerate(Orientation)}


def test_the_position_weighs_both_poles() -> None:
    position, reach = places(scene_of(records_of(DIRECTIVE, FACILITATING)), "person")["FD"]
    assert (position[0], reach[0]) == (pytest.approx(1 / 3), pytest.approx(0.5))


def test_who_did_nothing_on_a_scale_has_no_place_on_it() -> None:
    position, reach = places(scene_of(records_of(DIRECTIVE)), "person")["FD"]
    assert np.isnan(position[1:]).all()
    assert np.isnan(reach[1:]).all()
    assert (position[0], reach[0]) == (1, 0)


def test_the_palette_of_the_network_adds_everybody() -> None:
    scales = {scale.axis: scale for scale in palette(scene_of(records_of(*[DIRECTIVE, FACILITATING] * 6)))}
    assert scales["FD"].position.value == pytest.approx(1 / 3)
    assert scales["FD"].repertoire.value == pytest.approx(0.5)
    assert scales["CC"].position.reason == Reason.EMPTY
    assert scales["FD"].low == pytest.approx(1 / 3)
    assert scales["FD"].high == pytest.approx(1 / 3)


def test_under_ten_acts_there_is_no_palette() -> None:
    scales = {scale.axis: scale for scale in palette(scene_of(records_of(DIRECTIVE)))}
    assert scales["FD"].position.reason == Reason.TOO_FEW


def test_without_acts_there_are_no_scales() -> None:
    assert palette(scene_of(records_of())) == ()


def test_one_orientation_only_is_the_sharpest_accent() -> None:
    accent, sharpness = accents(level((0, 0.8, 0, 0)))
    assert accent.to_list() == ["explorer"]
    assert sharpness.tolist() == [1]


def test_all_alike_is_no_accent() -> None:
    accent, sharpness = accents(level((0.5, 0.5, 0.5, 0.5)))
    assert accent.to_list() == [None]
    assert sharpness.tolist() == [pytest.approx(0)]


def test_nothing_at_all_is_neither_accent_nor_sharpness() -> None:
    accent, sharpness = accents(level((0, 0, 0, 0)))
    assert accent.to_list() == [None]
    assert np.isnan(sharpness).all()


def test_a_trend_begins_with_the_first_quarter_in_which_something_was_done() -> None:
    acts: list[Act] = [("theme.proposed", "An", None, days) for days in (0, -100, -100)]
    records = records_of(*acts)
    window = Window(start=date(2025, 3, 2), end=DAY)
    people, parties = people_and_parties(records, window)
    moments = trend(with_codes(ledger(records), people, parties), people, periods(window))
    assert [moment.acts["strategist"] for moment in moments] == [2, 1]
    assert moments[-1].cover["strategist"] is None


def test_a_quarter_with_ten_acts_has_leaders_and_cover() -> None:
    records = records_of(*[("theme.proposed", "An", None, 0)] * 10)
    window = Window(start=date(2025, 3, 2), end=DAY)
    people, parties = people_and_parties(records, window)
    moment = trend(with_codes(ledger(records), people, parties), people, periods(window))[-1]
    assert moment.effective_leaders["strategist"] == 1
    assert moment.cover["explorer"] is None  # a log of one kind of work says nothing about the others
    assert 0 < (moment.cover["strategist"] or 0) < 100
