"""One figure of the mirror on a page: its number, its sentence, how many facts lie under it and what it means.

A figure is named by its place in the picture ("orientations.2.need.cover"), so that its address is short and its
facts are always those of the picture that the reader may see.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from vierspan.analysis.mirror.picture import Facts, Figure, OrientationMirror, Picture
from vierspan.analysis.phrases import has_phrase, phrase, written
from vierspan.analysis.report.charts import room_name
from vierspan.analysis.report.charts.marks import number, percent, whole
from vierspan.analysis.report.material import Material
from vierspan.analysis.schema import Language
from vierspan.workspace.common.errors import NotFound

# How each measure is written, and the word after it; what is not here is a number from 0 to 1.
WRITTEN: Mapping[str, tuple[str, str]] = {
    "cover": ("whole", "report.of_hundred"),
    "effective_leaders": ("number", "mirror_page.leaders_unit"),
    "effective_parties": ("number", "mirror_page.parties_unit"),
    "top_one": ("percent", "mirror_page.per_cent"),
    "top_three": ("percent", "mirror_page.per_cent"),
    "dependency": ("percent", "mirror_page.per_cent"),
    "rate": ("percent", "mirror_page.per_cent"),
    "reciprocity": ("percent", "mirror_page.per_cent"),
    "cycle_share": ("percent", "mirror_page.per_cent"),
    "portfolio_alignment": ("percent", "mirror_page.per_cent"),
    "face_share": ("percent", "mirror_page.per_cent"),
    "ownership_breadth": ("percent", "mirror_page.per_cent"),
}
UNIT = ("number", "mirror_page.of_one")
# Measures that share a definition with another.
MEANS = {
    "position": "palette",
    "mutuality_core": "mutuality",
    "mutuality_rest": "mutuality",
    "ownership_change": "ownership_breadth",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    path: str
    name: str
    room: str
    figure: str
    unit: str
    sentence: str
    too_few: str
    fact_count: int
    facts_words: str
    what_is: str
    definition: str
    then: str


def told(given: Material, path: str, sentence: str, then: Picture | None = None) -> FigureView:
    """The figure at this place with a sentence of its own."""
    measure, found = path.rpartition(".")[2], figure_at(given.picture, path)
    facts, language = found.facts, given.language
    key = MEANS.get(measure, measure)
    has_text = has_phrase(f"definition.{key}.text")
    name = given.say(f"definition.{key}.name") if has_text else ""
    return FigureView(
        path=path,
        name=name,
        room=_room(given.picture, path),
        figure=_number(measure, found, language),
        unit=_unit(measure, found, language),
        sentence=sentence,
        too_few="" if found.value is not None else given.say(f"mirror.reason.{found.reason or 'empty'}"),
        fact_count=facts.count if facts else 0,
        facts_words=given.say("report.facts", count=facts.count) if facts else "",
        what_is=given.say("mirror_page.what_is", name=name.lower()) if name else "",
        definition=f"{given.say(f'definition.{key}.text')} {_source(given, key)}" if has_text else "",
        then=_then(given, path, then) if then else "",
    )


def view(given: Material, path: str, then: Picture | None = None) -> FigureView | None:
    """The figure at this place, with no more than its name; None where the part it stands in is not there."""
    try:
        figure_at(given.picture, path)
    except NotFound:
        return None
    return told(given, path, "", then)


def figure_at(picture: Picture, path: str) -> Figure:
    """The figure at a place in the picture; NotFound where there is none."""
    at: object = picture
    for step in path.split("."):
        at = _step(at, step)
    if not isinstance(at, Figure):
        raise NotFound
    return at


def facts_at(picture: Picture, path: str) -> Facts:
    """The facts under the figure at this place; NotFound where there are none, or not for this reader."""
    facts = figure_at(picture, path).facts
    if facts is None:
        raise NotFound
    return facts


def heading(picture: Picture, path: str, language: Language) -> str:
    """Which figure it is: "Dekking, Koers"."""
    measure = path.rpartition(".")[2]
    key = f"definition.{MEANS.get(measure, measure)}.name"
    name = phrase(key, language) if has_phrase(key) else ""
    part = _orientation(picture, path)
    return ", ".join(word for word in (name, room_name(part.orientation, language) if part else "") if word)


def _step(at: object, step: str) -> object:
    if isinstance(at, BaseModel) and step in type(at).model_fields:
        return getattr(at, step)
    if isinstance(at, tuple) and step.isdecimal() and int(step) < len(at):
        return at[int(step)]
    raise NotFound


def _number(measure: str, found: Figure, language: Language) -> str:
    write = {"whole": whole, "number": number, "percent": percent}[WRITTEN.get(measure, UNIT)[0]]
    return write(found.value, language)


def _unit(measure: str, found: Figure, language: Language) -> str:
    count = None if found.value is None else round(found.value, 1)
    return phrase(WRITTEN.get(measure, UNIT)[1], language, count=count)


def _source(given: Material, key: str) -> str:
    source = f"definition.{key}.source"
    if not has_phrase(source):
        return given.say("definition.house")
    return given.say("definition.source", source=given.say(source))


def _then(given: Material, path: str, then: Picture) -> str:
    """What the figure was; nothing where that picture has no such part."""
    try:
        found = figure_at(then, path)
    except NotFound:
        return ""
    kind = WRITTEN.get(path.rpartition(".")[2], UNIT)[0]
    if found.value is None:
        return given.say("mirror_page.then_unknown", day=then.window.end)
    return given.say("mirror_page.then", value=written(found.value, kind, given.language), day=then.window.end)


def _orientation(picture: Picture, path: str) -> OrientationMirror | None:
    first, _, rest = path.partition(".")
    place = rest.partition(".")[0]
    return picture.orientations[int(place)] if first == "orientations" and place.isdecimal() else None


def _room(picture: Picture, path: str) -> str:
    part = _orientation(picture, path)
    return part.orientation.room if part else ""
