"""Who leads: the four orientations, the need of each, the four aspects, and the style."""

from html import escape

from vierspan.analysis.mirror.picture import AspectMirror, OrientationMirror, Sharing
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.charts import need_bands, palette_scales, room_name, sharing_strip, who
from vierspan.analysis.report.charts.marks import Twin, element
from vierspan.analysis.report.material import Material, missing, section, sentences, soft, to_table

# Each measure of a sharing with how it is written.
MEASURES = {
    "effective_leaders": "number",
    "effective_parties": "number",
    "top_one": "percent",
    "top_three": "percent",
    "dependency": "percent",
    "concentration": "number",
    "starlike": "number",
    "amount": "number",
}


def orientations(given: Material) -> str:
    said = [given.say("report.intro.orientations"), *say.grounds(given.picture, given.language)[1:]]
    blocks = "".join(_orientation(given, part) for part in given.picture.orientations)
    return section(given, "orientations", soft(" ".join(said)), blocks, to_table(given, "done"))


def _orientation(given: Material, part: OrientationMirror) -> str:
    room = part.orientation.room
    head = element("h3", who(part.orientation, given.language))
    need = sentences(say.needs(part, given.language))
    sides = _side(given, part.done, "done", room) + _side(given, part.seen, "seen", room)
    both = say.leads(part, given.language)[-1] if say.differs(part) else ""
    differ = element("p", escape(both), class_="r-note") if both else ""
    parts = (head, need, element("div", sides, class_="r-sides"), differ)
    return element("div", *parts, class_="r-block", data_o=room)


def _side(given: Material, sharing: Sharing | None, source: str, room: str) -> str:
    title = element("h4", escape(given.say(f"report.{source}")))
    if sharing is None or not sharing.carriers:
        return element("div", title, missing(given, source), class_="r-side")
    said = sentences(say.sharing(sharing, room, given.language))
    strip = sharing_strip(sharing, given.language, given.say(f"report.{source}"), room)
    return element("div", title, strip, said, class_="r-side")


def measure_rows(given: Material, source: str) -> Twin:
    """Every measure of the four orientations from one side: "done" or "seen"."""
    language, parts = given.language, given.picture.orientations
    header = (given.say("report.measure"), *(room_name(part.orientation, language) for part in parts))
    rows = tuple(
        (
            say.measure_name(key, language),
            *(_words(given, part.done if source == "done" else part.seen, key, kind) for part in parts),
        )
        for key, kind in MEASURES.items()
    )
    return Twin(header, rows)


def _words(given: Material, sharing: Sharing | None, key: str, kind: str) -> str:
    return "–" if sharing is None else say.figure_cell(getattr(sharing, key), kind, given.language)


def needs(given: Material) -> str:
    if all(part.need.need is None and part.need.cover.value is None for part in given.picture.orientations):
        return section(given, "needs", missing(given, "need"))
    chart = need_bands(given.picture, given.language)
    return section(given, "needs", soft(given.say("report.intro.needs")), chart, to_table(given, "need"))


def aspects(given: Material) -> str:
    found = say.aspects(given.picture.aspects, given.language)
    if not found:
        return section(given, "aspects", missing(given, "aspects"))
    rows = "".join(_aspect(given, part, said) for part, said in found)
    note = given.say("report.intro.aspect_basis_ties") if _rests_on_ties(given) else ""
    return section(given, "aspects", soft(given.say("report.intro.aspects")), rows, soft(note) if note else "")


def _rests_on_ties(given: Material) -> bool:
    return given.actors["influence_basis"].drop_nulls().eq("ties").any()


def _aspect(given: Material, part: AspectMirror, said: list[str]) -> str:
    head = element("h3", escape(say.measure_name(part.aspect, given.language)))
    sides = {"persons": part.persons, "parties": part.parties}
    strips = "".join(
        element("h4", escape(given.say(f"report.{key}"))) + sharing_strip(sharing, given.language, key)
        for key, sharing in sides.items()
        if sharing.carriers
    )
    return element("div", head, sentences(said), strips, class_="r-block")


def palette(given: Material) -> str:
    if not any(scale.position.value is not None for scale in given.picture.palette):
        return section(given, "palette", missing(given, "palette"))
    chart = palette_scales(given.picture.palette, given.language)
    return section(given, "palette", soft(given.say("report.intro.palette")), chart, to_table(given, "palette"))
