"""From what stands on the page to what is handed in."""

from collections.abc import Mapping

from vierspan.workspace.directory.surveys.sheet import Entry, Question, Sheet
from vierspan.workspace.web.answering.cells import Cells
from vierspan.workspace.web.answering.course import is_settled, value_at
from vierspan.workspace.web.answering.questions import CHOSEN


def said(sheet: Sheet, cells: Cells) -> dict[str, dict[str, int]]:
    """Per name the answers to hand in. A name of which nothing is asked again is left to what was said of it."""
    found = {str(entry.id): _of(sheet, cells, entry) for entry in sheet.roster}
    return {name: values for name, values in found.items() if values is not None}


def _of(sheet: Sheet, cells: Cells, entry: Entry) -> dict[str, int] | None:
    if is_settled(cells, entry):
        return _as_before(sheet, cells, entry)
    if value_at(cells, CHOSEN, entry) == 1:
        return _of_known(sheet, cells, entry)
    return _of_other(sheet, cells, entry)


def _as_before(sheet: Sheet, cells: Cells, entry: Entry) -> dict[str, int] | None:
    keys = {question.key for question in sheet.questions}
    before = {key: value for key, value in sheet.earlier.get(str(entry.id), {}).items() if key in keys}
    asked_before = {key for values in sheet.earlier.values() for key in values}
    fresh = {key: value for key, value in _rated(sheet, cells, entry).items() if key not in asked_before}
    return {**before, **fresh} if fresh or entry.is_asked else None


def _of_known(sheet: Sheet, cells: Cells, entry: Entry) -> dict[str, int]:
    """Who is chosen is known at least by name, also when it was not said how often there is contact."""
    return {**{each.key: max(each.low, 1) for each in _contact(sheet)}, **_rated(sheet, cells, entry)}


def _rated(sheet: Sheet, cells: Cells, entry: Entry) -> dict[str, int]:
    values = {each.key: value_at(cells, each.key, entry) for each in sheet.questions if each.kind != "would_like"}
    return {key: value for key, value in values.items() if value is not None and value >= 0}


def _of_other(sheet: Sheet, cells: Cells, entry: Entry) -> dict[str, int]:
    """Who chose anybody, said of the others that there is no contact."""
    found = {each.key: 0 for each in _contact(sheet) if each.low == 0 and _chose(cells)}
    wishes = [each.key for each in sheet.questions if each.kind == "would_like"]
    return {**found, **{key: 1 for key in wishes if value_at(cells, key, entry) == 1}}


def _contact(sheet: Sheet) -> list[Question]:
    return [question for question in sheet.questions if question.kind == "knows"]


def _chose(cells: Mapping[str, Mapping[str, tuple[int, int]]]) -> bool:
    return any(value == 1 for value, _moment in cells.get(CHOSEN, {}).values())
