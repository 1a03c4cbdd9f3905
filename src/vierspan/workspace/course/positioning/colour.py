"""Whether a network's own colour can stand behind its name, and which one near it can."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vierspan.workspace.common.errors import Invalid

WHITE, INK = "#ffffff", "#14202b"
ENOUGH = 4.5  # for words, WCAG 2.2
COLOUR = re.compile(r"#[0-9a-f]{6}")
STEPS = 200

Channels = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A colour with how well white and ink can be read on it."""

    colour: str
    white: float
    ink: float

    @property
    def words(self) -> str:
        """The colour of the name on it: the one that reads best."""
        return WHITE if self.white >= self.ink else INK

    @property
    def best(self) -> float:
        return max(self.white, self.ink)

    @property
    def passes(self) -> bool:
        return self.best >= ENOUGH


def colour_of(text: str) -> str:
    """A colour as # and six signs in lower case. Raises Invalid for anything else."""
    found = text.strip().lower()
    found = found if found.startswith("#") else f"#{found}"
    if not COLOUR.fullmatch(found):
        raise Invalid("accent", "no_colour")
    return found


def judged(colour: str) -> Verdict:
    return Verdict(colour, contrast(colour, WHITE), contrast(colour, INK))


def nearest(colour: str) -> str:
    """The colour that passes and is closest in lightness, of the same hue; the colour itself when it passes."""
    if judged(colour).passes:
        return colour
    return next(each for each in _lighter_and_darker(colour) if judged(each).passes)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _lighter_and_darker(colour: str) -> Iterator[str]:
    """Ever further towards black and towards white; at the end they are black and white, which pass."""
    for step in range(1, STEPS + 1):
        yield _mixed(colour, 0.0, step / STEPS)
        yield _mixed(colour, 255.0, step / STEPS)


def _mixed(colour: str, towards: float, share: float) -> str:
    parts = (round(each + (towards - each) * share) for each in _channels(colour))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(each / 255) for each in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
