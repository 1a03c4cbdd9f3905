"""Page one: it stands on its own. Message, square, two figures, sharing, three things to do, how to read."""

from datetime import date
from html import escape

from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.mirror.picture import OrientationMirror, Verdict
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.charts import mark, sharing_strips, square, who
from vierspan.analysis.report.charts.marks import element, whole
from vierspan.analysis.report.charts.square import lead
from vierspan.analysis.report.material import Material, soft
from vierspan.analysis.report.sections.handles import facts_of, headline

FIRST_THINGS = 3


def front(given: Material) -> str:
    return element(
        "div",
        _head(given),
        _message(given),
        _glance(given),
        _sharing(given),
        _things(given),
        soft(given.say("report.how_to_read")),
        class_="r-front",
    )


def _head(given: Material) -> str:
    name = element("span", element("b", escape(given.network)), element("span", escape(given.say("report.subtitle"))))
    brand = element("div", mark(), name, class_="r-brand")
    day = given.say("report.made_on", day=date.today())  # noqa: DTZ011 - the day on the maker's own wall
    return element("header", brand, element("span", escape(day), class_="r-soft"), class_="r-head")


def _message(given: Material) -> str:
    lead_words = say.grounds(given.picture, given.language)[0]
    head = element("h1", escape(say.message(given.picture, given.language)))
    return head + element("p", escape(lead_words), class_="r-lead")


def _glance(given: Material) -> str:
    wide = element("div", square(given.picture, given.language, "narrow"), class_="r-square")
    parts = [_figure(given, part) for part in two_to_show(given.picture.orientations)]
    overall = say.summary(given.picture, given.language)[:1]
    said = "".join(element("p", element("b", escape(sentence))) for sentence in overall)
    figures = "".join(parts) or soft(given.say("report.two_figures_none"))
    return element("section", wide, element("div", figures, said, class_="r-figures"), class_="r-glance")


def two_to_show(parts: tuple[OrientationMirror, ...]) -> list[OrientationMirror]:
    """The one furthest short first, then the one most crowded, else the best covered."""
    known = [part for part in parts if part.need.cover.value is not None]
    rank = {Verdict.SHORT: 0, Verdict.CROWDED: 1, Verdict.FITS: 2, Verdict.UNKNOWN: 3}

    def distance(part: OrientationMirror) -> float:
        return (part.need.need or 0.0) - (part.need.cover.value or 0.0)

    short = sorted((p for p in known if p.need.verdict is Verdict.SHORT), key=distance, reverse=True)[:1]
    others = sorted((p for p in known if p not in short), key=lambda p: (rank[p.need.verdict] == 0, distance(p)))
    return (short + others)[:2]


def _figure(given: Material, part: OrientationMirror) -> str:
    cover = whole(part.need.cover.value, given.language)
    number = element("span", cover, " ", element("small", escape(given.say("report.of_hundred"))), class_="r-number")
    said = say.needs(part, given.language)[:1]
    sharing = lead(part)
    if sharing is not None and sharing.carriers:
        said += say.sharing(sharing, part.orientation.room, given.language)[:1]
    words = element("p", escape(" ".join(said)))
    return element("div", who(part.orientation, given.language), number, words, class_="r-figure")


def _sharing(given: Material) -> str:
    title = element("h2", escape(given.say("report.section.sharing")))
    intro = soft(given.say("report.intro.sharing"))
    return element(
        "section", title, intro, sharing_strips(given.picture, given.language, form="low"), class_="r-section r-sharing"
    )


def _things(given: Material) -> str:
    first = given.handles[:FIRST_THINGS]
    if not first:
        return ""
    title = element("h2", escape(given.say(f"report.section.things_{len(first)}")))
    items = "".join(_thing(given, handle) for handle in first)
    return element("section", title, element("ol", items, class_="r-things"), class_="r-section")


def _thing(given: Material, handle: Handle) -> str:
    orientation = handle.orientation
    words = element("span", escape(facts_of(handle, given.language)), class_="r-soft")
    title = element("b", escape(headline(handle, given.language)))
    return element("li", who(orientation, given.language), title, words, data_o=orientation.room)
