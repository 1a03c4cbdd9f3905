"""One person's accents three ways, and the two poles of a scale."""

import re

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.report.charts import three_ways, two_poles

ALIKE = dict.fromkeys(Orientation, 0.5)
NONE: dict[Orientation, float | None] = dict.fromkeys(Orientation)


def radii(drawn: str, way: str) -> list[float]:
    arcs = [each for each in re.findall(r"<path[^>]*>", drawn) if f'class="{way}"' in each]
    return [float(found[1]) for each in arcs if (found := re.search(r"A([\d.]+)", each))]


def test_two_lines_of_one_length_are_set_just_apart() -> None:
    drawn = three_ways({"own": ALIKE, "seen": ALIKE}, "en")
    own, seen = radii(drawn, "way-own"), radii(drawn, "way-seen")
    assert len(own) == len(seen) == 4
    assert all(4 <= abs(one - other) <= 6 for one, other in zip(own, seen, strict=True))


def test_each_quarter_says_which_it_is_and_draws_nothing_that_is_unknown() -> None:
    drawn = three_ways({"own": NONE, "seen": NONE, "done": {**NONE, Orientation.EXPLORER: 0.3}}, "nl")
    for name in ("Koers", "Horizon", "Voorwaarden", "Initiatieven"):
        assert name in drawn
    assert radii(drawn, "way-own") == radii(drawn, "way-seen") == []
    assert len(radii(drawn, "chart-disc")) == 1


def test_a_bar_runs_from_the_middle_to_both_poles_and_never_beyond_its_place() -> None:
    bars = re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%"', two_poles("seen", 0.5, 1.4))
    (left, wide), (start, whole) = [(float(x), float(width)) for x, width in bars]
    assert (left, wide) == (25.0, 25.0)
    assert (start, whole) == (50.0, 50.0)
