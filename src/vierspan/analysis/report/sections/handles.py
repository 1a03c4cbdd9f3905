"""What deserves attention now: the handles with the facts under each and what one could do."""

from html import escape

from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.handles.words import said
from vierspan.analysis.interventions.library import library
from vierspan.analysis.report.charts import who
from vierspan.analysis.report.charts.marks import element
from vierspan.analysis.report.evidence import evidence_rows
from vierspan.analysis.report.material import Material, missing, section, soft
from vierspan.analysis.schema import Language

MOST_HANDLES = 24
MOST_EVIDENCE = 6


def headline(handle: Handle, language: Language) -> str:
    return said(handle, "headline", language)


def facts_of(handle: Handle, language: Language) -> str:
    return said(handle, "facts", language)


def handles(given: Material) -> str:
    if not given.handles:
        return section(given, "handles", missing(given, "handles"))
    cards = "".join(_card(given, handle) for handle in given.handles[:MOST_HANDLES])
    left = len(given.handles) - MOST_HANDLES
    more = soft(given.say("report.left_handles", count=left)) if left > 0 else ""
    return section(given, "handles", soft(given.say("report.intro.handles")), cards, more)


def _card(given: Material, handle: Handle) -> str:
    language = given.language
    top = element("div", who(handle.orientation, language), _when(given, handle), class_="r-top")
    title = element("h3", escape(headline(handle, language)))
    said = element("p", escape(facts_of(handle, language)))
    parts = (top, title, said, _for_whom(given, handle), _evidence(given, handle), _steps(given, handle))
    return element("article", *parts, class_="r-handle", data_o=handle.orientation.room)


def _when(given: Material, handle: Handle) -> str:
    urgency = said(handle, "urgency", given.language)
    due = given.say("report.before", day=handle.due_on) if handle.due_on else ""
    words = urgency or due
    return element("span", escape(words), class_="r-chip") if words else ""


def _for_whom(given: Material, handle: Handle) -> str:
    if handle.first_seen_by:
        names = ", ".join(given.name(person) for person in handle.first_seen_by)
        return soft(given.say("report.first_seen_by", names=names))
    if handle.for_whom:
        return soft(given.say("report.for_whom", names=", ".join(given.name(p) for p in handle.for_whom[:4])))
    return ""


def _evidence(given: Material, handle: Handle) -> str:
    parts = []
    for facts in handle.evidence:
        twin = evidence_rows(facts, given, MOST_EVIDENCE)
        if twin is not None:
            count = element("p", escape(given.say("report.facts", count=facts.count)), class_="r-count")
            parts.append(count + twin.html())
    return element("div", *parts, class_="r-evidence") if parts else ""


def _steps(given: Material, handle: Handle) -> str:
    items = []
    for suggestion in handle.suggestions:
        words = library()[suggestion.intervention].words(given.language)
        risk = f"{given.say('report.mind')} {words.risk}"
        name, step = element("b", escape(words.name)), element("span", escape(words.first_step))
        items.append(element("li", name, step, element("span", escape(risk), class_="r-soft")))
    if not items:
        return ""
    title = element("h4", escape(given.say("report.what_to_do")))
    return element("div", title, element("ul", *items), class_="r-steps")
