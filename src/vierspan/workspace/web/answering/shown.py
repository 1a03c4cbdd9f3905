"""What the templates of the answering page show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vierspan.workspace.directory.surveys.sheet import Entry, Sheet
from vierspan.workspace.web.answering import course
from vierspan.workspace.web.answering.cells import Cells, cells_of
from vierspan.workspace.web.answering.leaf import MOST_TILES, about, key, leaf
from vierspan.workspace.web.answering.questions import CHECK, OPT_IN, SELF, STILL, Step, steps, still_names

SECONDS_PER_NAME, SECONDS_PER_ANSWER, LIKELY_CHOSEN = 1.5, 3, 10
ORIENTATIONS = ("strategist", "explorer", "developer", "process_manager")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A name on a step, with what was answered of it."""

    id: str
    name: str
    about: str
    is_new: bool
    value: int | None
    word: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A question on the page that looks it all over."""

    step: Step
    lines: list[Line]
    count: str


def frame(sheet: Sheet, address: str) -> dict[str, Any]:
    return {"sheet": sheet, "address": address, "key": key(address)}


def start(sheet: Sheet, address: str) -> dict[str, Any]:
    """The first screen, and the one after handing in."""
    return {
        **frame(sheet, address),
        "minutes": minutes(sheet),
        "first": course.steps_there(sheet, cells_of(sheet))[0],
        "has_begun": bool(sheet.draft.get("cells")),
    }


def minutes(sheet: Sheet) -> int:
    """How long it takes, by and large: for somebody who knows ten on the list."""
    asked = [entry for entry in sheet.roster if entry.is_asked]
    rated = sum(step.kind == "rate" for step in steps(sheet))
    seconds = SECONDS_PER_NAME * min(len(asked), 60) + SECONDS_PER_ANSWER * rated * min(len(asked), LIKELY_CHOSEN)
    return max(2, round(seconds / 60))


def step(sheet: Sheet, cells: Cells, at: str, address: str) -> dict[str, Any]:
    there = course.steps_to_come(sheet, cells, at)
    found = next((each for each in steps(sheet) if each.id == at), None)
    place = there.index(at) + 1 if at in there else 1
    return {
        **frame(sheet, address),
        "step": found,
        "at": at,
        "place": place,
        "of": len(there),
        "lines": lines(sheet, cells, found) if found else [],
        "parts": parts(sheet, cells) if at == CHECK else [],
        "opted_in": cells.get(OPT_IN, {}).get(SELF, (0, 0))[0] == 1,
        "still": still(sheet, cells),
        "has_tiles": found is not None and len(course.names_for(sheet, cells, found)) <= MOST_TILES,
        "leaf": leaf(sheet, cells, address),
        "orientations": ORIENTATIONS,
    }


def lines(sheet: Sheet, cells: Cells, step: Step) -> list[Line]:
    return [_line(sheet, cells, step, entry) for entry in course.names_for(sheet, cells, step)]


def _line(sheet: Sheet, cells: Cells, step: Step, entry: Entry) -> Line:
    is_still = step.kind == "still" and course.is_settled(cells, entry)
    value = 1 if is_still else course.value_at(cells, step.id, entry)
    return Line(
        id=str(entry.id),
        name=entry.name,
        about=about(entry),
        is_new=sheet.is_evergreen and bool(sheet.earlier) and entry.is_new,
        value=value,
        word=next((word.label for word in step.words if word.value == value), ""),
        sentence=step.sentence.replace("…", entry.name),
    )


def parts(sheet: Sheet, cells: Cells) -> list[Part]:
    found = []
    for step in steps(sheet):
        there = lines(sheet, cells, step)
        if there:
            given = [line for line in there if line.value is not None and (step.kind == "rate" or line.value == 1)]
            found.append(Part(step, given, _count(step, len(given), len(there))))
    return found


def _count(step: Step, given: int, of: int) -> str:
    if not given:
        return _("Nothing filled in")
    if step.kind == "pick":
        return _("%s chosen") % given
    template = _("%s of %s still so") if step.kind == "still" else _("%s of %s answered")
    return template % (given, of)


@dataclass(frozen=True, slots=True)
class Before:
    """What was said of a name in an earlier wave."""

    line: Line
    first: str
    said: list[tuple[str, str]]
    is_still: bool
    is_again: bool


def still(sheet: Sheet, cells: Cells) -> list[Before]:
    found = []
    for entry in still_names(sheet):
        values: Mapping[str, int] = sheet.earlier[str(entry.id)]
        told = [(each.about("…"), each.label(values[each.key])) for each in sheet.questions if each.key in values]
        is_still = course.is_settled(cells, entry)
        is_again = course.value_at(cells, STILL, entry) == 0
        plain = Line(id=str(entry.id), name=entry.name, about=about(entry), is_new=False, value=None)
        found.append(Before(plain, told[0][1] if told else "", told, is_still, is_again))
    return found
