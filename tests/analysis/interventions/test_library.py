"""The library is complete, in both languages, and covers the whole palette."""

from collections import Counter

import pytest

from vierspan.analysis.interventions import Intervention, library
from vierspan.analysis.interventions.library import AXES
from vierspan.analysis.orientations import Orientation


def test_there_are_forty_numbered_one_to_forty() -> None:
    assert list(library()) == list(range(1, 41))


def test_every_orientation_has_its_part() -> None:
    counted = Counter(one.orientation for one in library().values())
    assert counted == {
        Orientation.STRATEGIST: 10,
        Orientation.DEVELOPER: 12,
        Orientation.EXPLORER: 9,
        Orientation.PROCESS_MANAGER: 9,
    }


@pytest.mark.parametrize("axis", AXES)
def test_both_poles_of_every_scale_occur(axis: str) -> None:
    places = [one.polarity.get(axis, 0) for one in library().values()]
    assert min(places) < 0 < max(places)


def test_places_stay_on_the_scale() -> None:
    for one in library().values():
        assert set(one.polarity) <= set(AXES)
        assert all(-2 <= place <= 2 for place in one.polarity.values())


@pytest.mark.parametrize("one", library().values(), ids=lambda one: str(one.number))
def test_it_says_name_when_first_step_and_risk_in_both_languages(one: Intervention) -> None:
    for language in ("nl", "en"):
        words = one.words("nl" if language == "nl" else "en")
        assert words.name
        assert words.when.endswith(".")
        assert words.first_step.endswith((".", "?"))
        assert words.risk.endswith(".")
        assert words.risk[0].islower()  # it follows "Let op:" or "Mind:"
