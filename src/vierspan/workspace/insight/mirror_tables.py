"""Every table of the mirror: the twin of each chart, to read, to sort and to take along."""

from collections.abc import Callable, Mapping

from vierspan.analysis.mirror.picture import AspectMirror, OrientationMirror, Picture
from vierspan.analysis.phrases import phrase, written
from vierspan.analysis.report import charts
from vierspan.analysis.report.charts import Twin
from vierspan.analysis.report.charts.marks import number, percent, whole
from vierspan.analysis.report.charts.square import lead
from vierspan.analysis.report.material import Material
from vierspan.analysis.report.sections.back import actor_rows
from vierspan.analysis.report.sections.leading import measure_rows
from vierspan.analysis.report.sections.people import broker_rows, pair_rows
from vierspan.analysis.report.sections.work import activity_rows, balance_rows, theme_rows
from vierspan.workspace.common.errors import NotFound

EMPTY = Twin((), ())


def table(given: Material, key: str) -> Twin:
    """One table of the mirror; NotFound for another key."""
    if key not in TABLES:
        raise NotFound
    return TABLES[key](given)


def compared(now: Picture, then: Picture, given: Material) -> Twin:
    """For each orientation cover, number of leaders and the share of the first, then and now."""
    names = [phrase(f"definition.{key}.name", given.language) for key in ("cover", "effective_leaders", "top_one")]
    heads = (given.say("mirror_page.then_head").lower(), given.say("mirror_page.now_head").lower())
    header = (given.say("charts.column.orientation"), *(f"{name}, {head}" for name in names for head in heads))
    before = {part.orientation: part for part in then.orientations}
    rows = []
    for part in now.orientations:
        pairs = zip(_three(before[part.orientation], given), _three(part, given), strict=True)
        name = charts.room_name(part.orientation, given.language)
        rows.append((name, *(cell for pair in pairs for cell in pair)))
    return Twin(header, tuple(rows), frozenset(range(1, 7)))


def _three(part: OrientationMirror, given: Material) -> tuple[str, str, str]:
    led, language = lead(part), given.language
    return (
        whole(part.need.cover.value, language),
        number(led.effective_leaders.value if led else None, language),
        written(led.top_one.value if led else None, "percent", language),
    )


def _aspects(given: Material) -> Twin:
    """Of each aspect everyone who carries a named part, people and parties apart."""
    keys = ("report.section.aspects", "report.group", "charts.column.who", "charts.column.share")
    rows = (row for part in given.picture.aspects for row in _aspect_rows(part, given))
    return Twin(tuple(given.say(key) for key in keys), tuple(rows), frozenset({3}))


def _aspect_rows(part: AspectMirror, given: Material) -> list[tuple[str, ...]]:
    name = given.say(f"definition.{part.aspect.value}.name")
    groups = {"persons": part.persons, "parties": part.parties}
    return [
        (name, given.say(f"report.{group}"), one.name, percent(one.share, given.language))
        for group, sharing in groups.items()
        for one in sharing.carriers
    ]


TABLES: Mapping[str, Callable[[Material], Twin]] = {
    "square": lambda given: charts.square_table(given.picture, given.language),
    "sharing": lambda given: charts.sharing_table(given.picture, given.language),
    "done": lambda given: charts.sharing_table(given.picture, given.language, "done"),
    "seen": lambda given: charts.sharing_table(given.picture, given.language, "seen"),
    "measures_done": lambda given: measure_rows(given, "done"),
    "measures_seen": lambda given: measure_rows(given, "seen"),
    "needs": lambda given: charts.need_table(given.picture, given.language),
    "palette": lambda given: charts.palette_table(given.picture.palette, given.language),
    "aspects": _aspects,
    "core": lambda given: charts.core_table(charts.core_players(given.actors), given.language),
    "people": lambda given: actor_rows(given, "person"),
    "parties": lambda given: actor_rows(given, "party"),
    "brokers": lambda given: broker_rows(given, given.picture.brokerage) if given.picture.brokerage else EMPTY,
    "meetings": lambda given: pair_rows(given, given.picture.participation) if given.picture.participation else EMPTY,
    "exchange": lambda given: balance_rows(given, given.picture.exchange) if given.picture.exchange else EMPTY,
    "themes": lambda given: theme_rows(given, given.picture.coherence) if given.picture.coherence else EMPTY,
    "activities": lambda given: activity_rows(given, given.picture.coherence) if given.picture.coherence else EMPTY,
    "trend_acts": lambda given: charts.trend_table(given.picture, given.language, "acts"),
    "trend_cover": lambda given: charts.trend_table(given.picture, given.language, "cover"),
    "trend_leaders": lambda given: charts.trend_table(given.picture, given.language, "leaders"),
}
