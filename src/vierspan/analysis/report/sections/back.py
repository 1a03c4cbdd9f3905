"""The last pages: every table behind the pictures, and what the words mean."""

from collections.abc import Iterator
from html import escape

import polars as pl

from vierspan.analysis.mirror.picture import Aspect
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import has_phrase, phrasebook
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.charts import (
    Matrix,
    matrix_of,
    matrix_table,
    need_table,
    neighbourhood,
    network_table,
    palette_table,
    room_name,
    sharing_table,
    trend_table,
)
from vierspan.analysis.report.charts.marks import Twin, element, percent, whole
from vierspan.analysis.report.material import MOST_ROWS, Material, section, soft, table
from vierspan.analysis.report.sections.leading import measure_rows
from vierspan.analysis.report.sections.work import activity_rows, balance_rows, theme_rows
from vierspan.analysis.schema import tables


def all_tables(given: Material) -> str:
    """Every table twin; what is longer than twenty-five rows says so."""
    parts = "".join(_titled(given, key, title, twin) for key, title, twin in _twins(given) if twin.rows)
    return section(given, "tables", parts)


def _titled(given: Material, key: str, title: str, twin: Twin) -> str:
    head = element("h3", escape(title), id=f"table-{key}")
    return element("div", head, table(given, twin, MOST_ROWS), class_="r-block")


def _twins(given: Material) -> Iterator[tuple[str, str, Twin]]:
    picture, language = given.picture, given.language
    seen = given.say("report.seen")
    sharing = given.say("report.section.sharing")
    yield "sharing", f"{sharing}: {given.say('report.done').lower()}", sharing_table(picture, language, "done")
    if any(part.seen for part in picture.orientations):
        yield "seen", f"{sharing}: {seen.lower()}", sharing_table(picture, language, "seen")
    yield (
        "done",
        f"{given.say('report.section.orientations')}: {given.say('report.done').lower()}",
        measure_rows(given, "done"),
    )
    if any(part.seen for part in picture.orientations):
        yield "measured", f"{given.say('report.section.orientations')}: {seen.lower()}", measure_rows(given, "seen")
    yield "need", given.say("report.section.needs"), need_table(picture, language)
    yield "palette", given.say("report.section.palette"), palette_table(picture.palette, language)
    yield "trend", given.say("report.section.trend"), trend_table(picture, language)
    if picture.coherence is not None:
        yield "themes", given.say("report.section.coherence"), theme_rows(given, picture.coherence)
        yield "activities", tables()["activities"].label(language), activity_rows(given, picture.coherence)
        yield "matrix", tables()["contributions"].label(language), matrix_table(_matrix(given), language)
    around = neighbourhood(given.records, given.actors)
    if around is not None:
        yield "map", given.say("report.section.map"), network_table(around, language)
    yield "people", given.say("report.persons"), actor_rows(given, "person")
    yield "parties", given.say("report.parties"), actor_rows(given, "party")
    if picture.exchange is not None:
        yield "exchange", given.say("report.section.exchange"), balance_rows(given, picture.exchange)
    yield "grounds", given.say("report.section.grounds"), _ground_rows(given)


def _matrix(given: Material) -> Matrix:
    if given.picture.coherence is None:
        raise ValueError("no coherence to draw")
    return matrix_of(given.records, given.picture.coherence)


def actor_rows(given: Material, kind: str) -> Twin:
    """Every person or party with anything to show: acts, shares of the four aspects, accent."""
    language = given.language
    heads = [say.measure_name("acts", language), *(given.say(f"charts.aspect.{aspect}") for aspect in Aspect)]
    header = (given.say("charts.column.who"), *heads, given.say("charts.column.accent"))
    busy = (pl.col("acts") > 0) | pl.col("influence").fill_null(0).gt(0)
    chosen = given.actors.filter((pl.col("kind") == kind) & busy)
    order = [pl.col("taking_part").fill_null(0), pl.col("influence").fill_null(0)]
    rows = tuple(
        (
            str(row["name"]),
            whole(row["acts"], language),
            *(percent(row[aspect.value], language) for aspect in Aspect),
            room_name(Orientation(row["accent"]), language) if row["accent"] else "–",
        )
        for row in chosen.sort(*order, "id", descending=[True, True, False]).iter_rows(named=True)
    )
    return Twin(header, rows, frozenset({1, 2, 3, 4, 5}))


def _ground_rows(given: Material) -> Twin:
    header = tuple(given.say(f"report.{key}") for key in ("table", "rows", "in_window"))
    language = given.language
    rows = tuple(
        (
            tables()[count.table].label(language) if count.table in tables() else count.table,
            whole(count.rows, language),
            whole(count.in_window, language),
        )
        for count in given.picture.grounds.counts
        if count.rows
    )
    return Twin(header, rows, frozenset({1, 2}))


def definitions(given: Material) -> str:
    """One plain definition for each measure, with its source or the mark of a house measure."""
    parts = "".join(
        element("dt", escape(given.say(f"definition.{key}.name"))) + element("dd", *_definition(given, key))
        for key in measures()
    )
    version = soft(given.say("report.version", version=given.picture.version))
    house = soft(given.say("definition.house_means"))
    return section(given, "definitions", house, element("dl", parts), version)


def measures() -> list[str]:
    """The keys of all measures that have a definition."""
    return [key.split(".")[1] for key in phrasebook() if key.startswith("definition.") and key.endswith(".name")]


def _definition(given: Material, key: str) -> tuple[str, str]:
    source = f"definition.{key}.source"
    said = given.say("definition.house")
    if has_phrase(source):
        said = given.say("definition.source", source=given.say(source))
    return escape(given.say(f"definition.{key}.text")) + " ", element("span", escape(said), class_="r-soft")
