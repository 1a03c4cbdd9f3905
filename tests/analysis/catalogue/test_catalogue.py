"""The catalogue of acts: complete, and refusing what it does not allow."""

import pytest
from pydantic import ValidationError

from vierspan.analysis.catalogue import AXES, Kind, kinds
from vierspan.analysis.orientations import Orientation


def test_every_kind_of_the_methods_is_there() -> None:
    assert len(kinds()) == 50


def test_every_kind_has_words_in_both_languages() -> None:
    assert all(kind.label("nl") and kind.label("en") for kind in kinds().values())


def test_every_pole_of_every_scale_has_kinds() -> None:
    places = {(axis, place > 0) for kind in kinds().values() for axis, place in kind.polarity.items()}
    assert places == {(axis, positive) for axis in AXES for positive in (True, False)}


def test_every_orientation_has_opening_acts() -> None:
    opening = {kind.orientation for kind in kinds().values() if kind.aspect == "D"}
    assert opening == set(Orientation)


def test_closing_a_decision_is_the_most_directive_act() -> None:
    assert kinds()["decision.closed"].polarity == {"FD": 2, "SB": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        {"polarity": {"FD": 3}},
        {"polarity": {"XX": 1}},
        {"aspect": "Q"},
        {"weight": 0},
        {"subject": "nowhere"},
        {"derived_from": "themes.nowhere"},
        {"orientation": "leader"},
    ],
)
def test_a_kind_that_breaks_the_rules_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Kind.model_validate(
            {"key": "own.kind", "aspect": "T", "weight": 1, "nl": "deed iets", "en": "did a thing"} | wrong
        )
