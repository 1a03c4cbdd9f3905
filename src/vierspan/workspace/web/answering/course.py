"""Which steps there are for somebody, about whom, and in which order; what does not apply is passed over.

`frontend/src/answer/steps.ts` walks in the same way.
"""

from vierspan.workspace.directory.surveys.sheet import Entry, Sheet
from vierspan.workspace.web.answering.cells import Cells
from vierspan.workspace.web.answering.questions import CHECK, CHOSEN, STILL, Step, steps, still_names


def value_at(cells: Cells, question: str, entry: Entry) -> int | None:
    cell = cells.get(question, {}).get(str(entry.id))
    return cell[0] if cell else None


def is_settled(cells: Cells, entry: Entry) -> bool:
    """What was said of this name earlier still holds, so that it is not asked again."""
    if entry.is_new:
        return False
    still = value_at(cells, STILL, entry)
    return still == 1 or (still is None and not entry.is_asked)


def names_for(sheet: Sheet, cells: Cells, step: Step) -> list[Entry]:
    if step.kind == "still":
        return still_names(sheet)
    entries = [entry for entry in sheet.roster if step.is_new or not is_settled(cells, entry)]
    if step.among == "all":
        return entries
    return [entry for entry in entries if (value_at(cells, CHOSEN, entry) == 1) == (step.among == "chosen")]


def steps_there(sheet: Sheet, cells: Cells) -> list[str]:
    return [*(step.id for step in steps(sheet) if names_for(sheet, cells, step)), CHECK]


def steps_to_come(sheet: Sheet, cells: Cells, at: str) -> list[str]:
    """The same, but before anybody is chosen as if somebody were: else the end would move away at the first choice."""
    is_early = at in (STILL, CHOSEN) and not any(value == 1 for value, _ in cells.get(CHOSEN, {}).values())
    if not is_early:
        return steps_there(sheet, cells)
    return [*(s.id for s in steps(sheet) if s.among == "chosen" or names_for(sheet, cells, s)), CHECK]


def beside(sheet: Sheet, cells: Cells, at: str, by: int) -> str | None:
    """The step after (1) or before (-1) this one; also from a step that meanwhile fell away."""
    order = [*(step.id for step in steps(sheet)), CHECK]
    there = set(steps_there(sheet, cells))
    place = order.index(at) + by
    while 0 <= place < len(order):
        if order[place] in there:
            return order[place]
        place += by
    return None
