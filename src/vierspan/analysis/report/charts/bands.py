"""Is there enough of what we need: a bar for cover against a hatched band for need, on one scale of 0 to 100."""

from html import escape

from vierspan.analysis.mirror.picture import OrientationMirror, Picture, Reason
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import Twin, at, element, fluid, framed, hatch, room_name, who, whole
from vierspan.analysis.report.charts.square import need_range
from vierspan.analysis.schema import Language

HEIGHT = 46


def need_bands(picture: Picture, language: Language) -> str:
    """Four bars on one scale, with the verdict in words beside each."""
    rows = [_row(part, language) for part in picture.orientations]
    axis = element("div", *(element("span", str(step)) for step in (0, 25, 50, 75, 100)), class_="chart-axis")
    label = phrase("charts.need.label", language, parts="; ".join(_spoken(o, language) for o in picture.orientations))
    return framed(*rows, axis, label=label, class_="chart-needs")


def need_table(picture: Picture, language: Language) -> Twin:
    header = tuple(phrase(f"charts.column.{key}", language) for key in ("orientation", "cover", "need", "verdict"))
    rows = tuple(
        (
            room_name(part.orientation, language),
            whole(part.need.cover.value, language),
            need_range(part, language),
            phrase(f"charts.verdict.{part.need.verdict}", language),
        )
        for part in picture.orientations
    )
    return Twin(header, rows, frozenset({1, 2}))


def verdict(part: OrientationMirror, language: Language) -> tuple[str, str]:
    """The verdict in a word or two, and the sentence that goes with it."""
    need, low, high = part.need, part.need.need_low, part.need.need_high
    word = phrase(f"charts.verdict.{need.verdict}", language)
    if need.cover.value is None or low is None or high is None:
        absent = "not_kept" if need.cover.reason == Reason.EMPTY else "no_cover"
        key = absent if need.cover.value is None else "no_need"
        return word, phrase(f"charts.verdict_why.{key}", language)
    facts = {"cover": need.cover.value, "low": low, "high": high}
    return word, phrase(f"charts.verdict_why.{need.verdict}", language, **facts)


def _spoken(part: OrientationMirror, language: Language) -> str:
    word, why = verdict(part, language)
    return f"{room_name(part.orientation, language)}: {word} {why}"


def _row(part: OrientationMirror, language: Language) -> str:
    word, why = verdict(part, language)
    said = element("p", element("b", escape(word)), " ", escape(why), class_="chart-said")
    return element("div", who(part.orientation, language), _track(part), said, class_="chart-row")


def _track(part: OrientationMirror) -> str:
    room, need = part.orientation.room, part.need
    name = f"need-{room}"
    pieces = []
    if need.need_low is not None and need.need_high is not None:
        low, high = need.need_low / 100, need.need_high / 100
        pieces.append(
            element(
                "rect",
                x=at(low),
                y=2,
                width=at(high - low),
                height=HEIGHT - 3,
                fill=f"url(#{name})",
                class_="chart-band",
            )
        )
        pieces += [element("line", x1=at(x), x2=at(x), y1=2, y2=HEIGHT - 1, class_="chart-edge") for x in (low, high)]
    if need.cover.value is not None:
        width = at(need.cover.value / 100)
        pieces.append(element("rect", x="0", y=HEIGHT - 21, width=width, height=19, class_="chart-piece"))
    floor = element("line", x1="0", x2="100%", y1=HEIGHT - 1, y2=HEIGHT - 1, class_="chart-floor")
    return fluid(hatch(name), *pieces, floor, height=HEIGHT, room=room)
