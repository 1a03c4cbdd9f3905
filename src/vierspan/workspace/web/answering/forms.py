"""What the plain form of one step holds, for who answers without the script."""

from django.http import QueryDict

from vierspan.workspace.directory.surveys.sheet import Entry, Sheet
from vierspan.workspace.web.answering.cells import Cells, cells_of, now
from vierspan.workspace.web.answering.course import names_for, value_at
from vierspan.workspace.web.answering.questions import Step, steps


def cells_from(sheet: Sheet, at: str, given: QueryDict) -> Cells:
    """Only what is other than it was: the rest keeps its moment."""
    cells = cells_of(sheet)
    step = next(each for each in steps(sheet) if each.id == at)
    found = {entry: _value(step, entry, given) for entry in names_for(sheet, cells, step)}
    changed = {entry: value for entry, value in found.items() if _is_new(cells, step, entry, value)}
    moment = now()
    return {at: {str(entry.id): (value, moment) for entry, value in changed.items() if value is not None}}


def _value(step: Step, entry: Entry, given: QueryDict) -> int | None:
    if step.kind == "pick":
        return int(str(entry.id) in given.getlist("name"))
    if step.kind == "still" and given.get("go") == "all-still":
        return 1
    text = given.get(f"{'still' if step.kind == 'still' else 'v'}-{entry.id}", "")
    return int(text) if text.lstrip("-").isdigit() else None


def _is_new(cells: Cells, step: Step, entry: Entry, value: int | None) -> bool:
    was = value_at(cells, step.id, entry)
    if step.kind == "pick" and was is None:
        return value == 1
    return value is not None and value != was
