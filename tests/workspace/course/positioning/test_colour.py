"""Whether a name can be read on a colour, and which colour near it will do."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.course.positioning.colour import ENOUGH, INK, WHITE, colour_of, contrast, judged, nearest

colours = some.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_the_figures_are_those_of_the_standard() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(INK, WHITE) == pytest.approx(16.51, abs=0.01)


@given(colours)
def test_the_nearest_passes_and_one_that_passes_is_its_own_nearest(colour: str) -> None:
    found = nearest(colour)
    assert judged(found).best >= ENOUGH
    assert (found == colour) == judged(colour).passes


@given(colours)
def test_the_name_gets_the_words_that_read_best(colour: str) -> None:
    verdict = judged(colour)
    assert contrast(colour, verdict.words) == verdict.best


@pytest.mark.parametrize("text", ["red", "#12345", "#1234567", "", "#12345g", "}body{", "url(x)"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        colour_of(text)


def test_a_colour_may_be_typed_without_its_sign_and_in_capitals() -> None:
    assert colour_of(" 1A6B54 ") == "#1a6b54"
