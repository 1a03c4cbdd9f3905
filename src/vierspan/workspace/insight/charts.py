"""The charts of a run, ready for a page: each a fragment of HTML and SVG that is safe to show as it is."""

import uuid
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from vierspan.analysis.mirror.picture import Picture
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.report import charts as drawn
from vierspan.analysis.report.charts import Twin
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight import my_mirror, queries
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.my_mirror import MyMirror
from vierspan.workspace.insight.words import spoken

Size = Literal["wide", "narrow", "small"]
Source = Literal["done", "seen", "lead"]
TrendFigure = Literal["acts", "cover", "leaders"]


def square(picture: Picture, language: str, size: Size = "wide", earlier: Picture | None = None) -> SafeString:
    return _safe(drawn.square(picture, spoken(language), size, earlier))


def square_table(picture: Picture, language: str) -> Twin:
    return drawn.square_table(picture, spoken(language))


def square_art(room: str = "") -> SafeString:
    """The square as a picture for a page without figures, with the quarter of one orientation dashed."""
    return _safe(drawn.square_art(Orientation(room) if room else None))


def sharing(picture: Picture, language: str, source: Source = "lead") -> SafeString:
    return _safe(drawn.sharing_strips(picture, spoken(language), source))


def sharing_table(picture: Picture, language: str, source: Source = "lead") -> Twin:
    return drawn.sharing_table(picture, spoken(language), source)


def needs(picture: Picture, language: str) -> SafeString:
    return _safe(drawn.need_bands(picture, spoken(language)))


def needs_table(picture: Picture, language: str) -> Twin:
    return drawn.need_table(picture, spoken(language))


def palette(picture: Picture, language: str) -> SafeString:
    return _safe(drawn.palette_scales(picture.palette, spoken(language)))


def palette_table(picture: Picture, language: str) -> Twin:
    return drawn.palette_table(picture.palette, spoken(language))


def trend(picture: Picture, language: str, figure: TrendFigure = "acts") -> SafeString:
    return _safe(drawn.trend_lines(picture, spoken(language), figure))


def trend_table(picture: Picture, language: str, figure: TrendFigure = "acts") -> Twin:
    return drawn.trend_table(picture, spoken(language), figure)


def core(actor: Actor, run: Run) -> SafeString:
    """The table of core players with their four short bars; for those who may see names."""
    return _safe(drawn.core_bars(drawn.core_players(queries.actors(actor, run)), spoken(actor.language)))


def core_table(actor: Actor, run: Run) -> Twin:
    return drawn.core_table(drawn.core_players(queries.actors(actor, run)), spoken(actor.language))


def accents(actor: Actor, run: Run, person_id: str) -> SafeString:
    """One person's levels in the four orientations, as a square."""
    row = _levels(actor, run, person_id)
    return _safe(drawn.accent_square(row[1], row[0], spoken(actor.language)))


def accents_table(actor: Actor, run: Run, person_id: str) -> Twin:
    return drawn.accent_table(_levels(actor, run, person_id)[1], spoken(actor.language))


def three_ways(mirror: MyMirror, language: str) -> SafeString:
    """One's own accents as done, seen and meant, on one square."""
    return _safe(drawn.three_ways(my_mirror.levels(mirror), spoken(language)))


def two_poles(way: str, spot: my_mirror.Spot) -> SafeString:
    """How much there is of both poles of one scale, as one of the three says it."""
    return _safe(drawn.two_poles(way, spot.low, spot.high))


def _levels(actor: Actor, run: Run, person_id: str) -> tuple[str, dict[Orientation, float | None]]:
    row = queries.about(actor, run, uuid.UUID(str(person_id)))
    levels: dict[Orientation, float | None] = {}
    for orientation in Orientation:
        level = row.get(f"level_{orientation.value}")
        levels[orientation] = level if isinstance(level, float) else None
    return str(row.get("name", "")), levels


def _safe(fragment: str) -> SafeString:
    """Every name in a chart was escaped where it was drawn."""
    return mark_safe(fragment)  # noqa: S308
