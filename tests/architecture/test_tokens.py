"""The colours can be read and told apart: recomputed from the tokens, in light and dark."""

import re
from itertools import combinations
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "src" / "vierspan" / "analysis" / "report" / "styles" / "tokens.css"
ROOMS = ("course", "horizon", "conditions", "initiatives")
GROUNDS = ("surface", "raised", "bg", "sunken")
TINTS = tuple(f"{room}-tint" for room in ROOMS)
TEXT, LINE, HARD_TO_TELL = 4.5, 3.0, 8.0

# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB.
SIGHTS = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Three = tuple[float, float, float]


def themes() -> dict[str, dict[str, str]]:
    """The colours of light, of dark by choice, and of dark by the device."""
    light, chosen, device = TOKENS.read_text(encoding="utf-8").split("--bg:")[1:]
    named = [dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", "--bg:" + part)) for part in (light, chosen, device)]
    return dict(zip(("light", "dark by choice", "dark by device"), named, strict=True))


def linear(colour: str) -> Three:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, sight: str) -> Three:
    """In Oklab, as somebody with this sight sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, linear(colour), strict=True))))
        for row in SIGHTS[sight]
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def pairs() -> list[tuple[str, str, float]]:
    """What stands on what, and the least contrast."""
    words = [*("ink", "ink-soft", "ink-mute", "error-text", "ok-text"), *(f"{room}-text" for room in ROOMS)]
    lines = [*(f"{room}-line" for room in ROOMS), "line-strong", "focus"]
    found = [(word, ground, TEXT) for word in words for ground in GROUNDS]
    found += [(line, ground, LINE) for line in lines for ground in GROUNDS]
    found += [(ink, tint, TEXT) for ink in ("ink", "ink-soft", "ink-mute", "error-text") for tint in TINTS]
    found += [(f"{each}-text", f"{each}-tint", TEXT) for each in (*ROOMS, "error", "ok")]
    found += [(f"{each}-on", f"{each}-fill", TEXT) for each in (*ROOMS, "error", "ok")]
    found += [(f"{room}-line", f"{room}-tint", LINE) for room in ROOMS]
    found += [(ink, tint, TEXT) for ink in ("ink", "ink-soft") for tint in ("error-tint", "ok-tint")]
    return [*found, ("ink-on", "ink", TEXT), ("ink-on", "ink-hover", TEXT)]


@pytest.mark.parametrize("theme", themes())
def test_words_and_lines_can_be_read_on_every_ground(theme: str) -> None:
    colours = themes()[theme]
    weak = [f"{one} on {other}" for one, other, least in pairs() if contrast(colours[one], colours[other]) < least]
    assert weak == []


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_four_rooms_can_be_told_apart_by_every_eye(theme: str, sight: str) -> None:
    fills = [seen(themes()[theme][f"{room}-fill"], sight) for room in ROOMS]
    nearest = min(
        100 * sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 for one, other in combinations(fills, 2)
    )
    assert nearest > HARD_TO_TELL


def test_dark_is_the_same_dark_whoever_chose_it() -> None:
    assert themes()["dark by choice"] == themes()["dark by device"]
