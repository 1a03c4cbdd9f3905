"""What to watch over time: the face, the band of explorers, the trend."""

from html import escape

from vierspan.analysis.orientations import Orientation
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.charts import trend_lines
from vierspan.analysis.report.charts.marks import Twin, element, number
from vierspan.analysis.report.material import Material, missing, section, sentences, soft, table, to_table
from vierspan.analysis.report.sections.front import two_to_show


def face(given: Material) -> str:
    found = given.picture.face
    said = say.face(found, given.names, given.language)
    if found.face_share.value is None and found.ownership_breadth.value is None:
        return section(given, "face", *(element("p", escape(words), class_="r-missing") for words in said))
    return section(given, "face", sentences(said))


def attachments(given: Material) -> str:
    found = given.picture.attachments
    if not found:
        return section(given, "attachments", missing(given, "attachments"))
    said = sentences(say.pull(found, given.names, given.language))
    loosest = sorted(found, key=lambda one: -(one.detachment.value or 0.0))
    header = (given.say("charts.column.who"), say.measure_name("detachment", given.language))
    rows = tuple((given.name(one.person), number(one.detachment.value, given.language)) for one in loosest)
    return section(given, "attachments", said, table(given, Twin(header, rows, frozenset({1}))))


def trend(given: Material) -> str:
    picture = given.picture
    if len(picture.trend) < 2:
        return section(given, "trend", missing(given, "trend"))
    shown = two_to_show(picture.orientations)
    matters: Orientation | None = shown[0].orientation if shown else None
    parts = [
        sentences(say.trend(picture, given.language)),
        soft(given.say("report.intro.trend")),
        trend_lines(picture, given.language, "acts", matters),
    ]
    if any(value is not None for moment in picture.trend for value in moment.cover.values()):
        parts += [soft(given.say("report.intro.trend_cover")), trend_lines(picture, given.language, "cover", matters)]
    return section(given, "trend", *parts, to_table(given, "trend"))
