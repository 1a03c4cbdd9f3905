"""Answers by question and name, each with the moment at which it was given; the newest of two devices counts.

The moments exist only in what is not handed in yet. `frontend/src/answer/cells.ts` reckons in the same way.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from typing import Any

from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.directory.surveys import answering
from vierspan.workspace.directory.surveys.sheet import Sheet
from vierspan.workspace.web.answering.questions import CHOSEN, OPT_IN, SELF, is_known, steps

Cell = tuple[int, int]  # value, moment in milliseconds
Cells = dict[str, dict[str, Cell]]
MOST_TRIES = 5


def newest(here: Cells, there: Cells) -> Cells:
    """The newest of each; of two equally old ones that of `here`."""
    merged = {question: dict(row) for question, row in there.items()}
    for question, row in here.items():
        known = merged.setdefault(question, {})
        known |= {name: cell for name, cell in row.items() if name not in known or cell[1] >= known[name][1]}
    return merged


def cells_of(sheet: Sheet) -> Cells:
    """What the page shows as answered: handed in or said earlier, with what was typed since over it."""
    return newest(_typed(sheet), _given(sheet))


def _typed(sheet: Sheet) -> Cells:
    rows: Mapping[str, Mapping[str, Any]] = sheet.draft.get("cells", {})
    return {question: {name: (cell[0], cell[1]) for name, cell in row.items()} for question, row in rows.items()}


def _given(sheet: Sheet) -> Cells:
    found: Cells = {OPT_IN: {SELF: (int(sheet.opted_in), 0)}}
    for name, values in (sheet.given if sheet.is_done else sheet.earlier).items():
        found.setdefault(CHOSEN, {})[name] = (int(is_known(values)), 0)
        for key, value in values.items():
            if is_known(values) or key == "would_like":
                found.setdefault(key, {})[name] = (value, 0)
    return found


def edition(sheet: Sheet) -> str:
    """Another one after each handing in, so that a device sees that it holds something older."""
    given = json.dumps([sheet.is_done, sheet.opted_in, sheet.given], sort_keys=True)
    return hashlib.sha256(given.encode()).hexdigest()[:12]


def read_cells(sheet: Sheet, sent: object) -> Cells:
    """What a device sent. Raises Invalid when it speaks of names or questions that are not in this survey."""
    if not isinstance(sent, dict):
        raise Invalid("answers", "unknown_question")
    names = {SELF, *(str(entry.id) for entry in sheet.roster)}
    known = {step.id: step for step in steps(sheet)}
    found: Cells = {}
    for question, row in sent.items():
        if (question != OPT_IN and question not in known) or not isinstance(row, dict):
            raise Invalid("answers", "unknown_question")
        for name, cell in row.items():
            if name not in names:
                raise Invalid("answers", "not_on_the_list")
            value, moment = _cell(cell)
            if not (value in (0, 1) if question == OPT_IN else known[question].takes(value)):
                raise Invalid("answers", "outside_the_scale")
            found.setdefault(question, {})[name] = (value, moment)
    return found


def _cell(cell: object) -> Cell:
    if not isinstance(cell, list | tuple) or len(cell) != 2 or any(type(part) is not int for part in cell):
        raise Invalid("answers", "outside_the_scale")
    return cell[0], min(max(cell[1], 1), now())  # a clock that runs ahead does not win for ever


def now() -> int:
    return time.time_ns() // 1_000_000


def keep(token: str, sent: Cells) -> tuple[Cells, Cells]:
    """Keep these too; what counts then, and what counted before."""
    for _attempt in range(MOST_TRIES):
        sheet = answering.opened(token)
        before = cells_of(sheet)
        draft = {"version": sheet.draft_version + 1, "cells": newest(sent, _typed(sheet))}
        answering.keep(token, draft)
        kept = answering.opened(token)
        # Another device may have kept something in between; then what it kept is counted in as well.
        if _typed(kept) == _typed_of(draft):
            return cells_of(kept), before
    raise Conflict


def _typed_of(draft: Mapping[str, Any]) -> Cells:
    cells: Cells = draft["cells"]
    return cells
