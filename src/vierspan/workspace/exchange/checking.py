"""What somebody sees of a file before it is brought in."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from vierspan.analysis.formats import Reading, SheetReading, place, sentence
from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.schema import tables
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.models import LastChange
from vierspan.workspace.common.errors import Conflict, NotFound
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.exchange import queries, readings
from vierspan.workspace.exchange.mending import wrong
from vierspan.workspace.exchange.models import Upload
from vierspan.workspace.exchange.plain_rows import plain_rows
from vierspan.workspace.exchange.plan import plan
from vierspan.workspace.exchange.seen import JOINED, WAITS, WRONG, CellSeen, Checked, RowSeen, RowsSeen, SheetSeen
from vierspan.workspace.insight.words import spoken, table_label

WAITING = "refers_to_left_out"

States = Mapping[str, Mapping[str, str]]  # table -> id of a row -> new, changed, untouched


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet, and how it is shown."""

    reading: SheetReading
    columns: tuple[str, ...]
    language: str


def open_upload(actor: Actor, upload_id: uuid.UUID) -> Upload:
    """A file that still waits. Raises Conflict where it was brought in or dropped meanwhile."""
    kept = queries.upload(actor, upload_id)
    if kept.state != "open":
        raise Conflict
    return kept


def checked(actor: Actor, upload_id: uuid.UUID) -> Checked:
    """The whole file: its sheets, what is wrong with it, and what was made of it."""
    kept = open_upload(actor, upload_id)
    found = readings.reading_of(kept)
    return Checked(
        name=kept.name,
        form=found.form,
        sheets=tuple(_sheets(found, actor.language)),
        broken=tuple(_said(problem, actor.language) for problem in found.fatal if problem.row is None
                     and problem.code != "and_more"),
        notices=tuple(_said(problem, actor.language) for problem in found.notices),
        mends=len(kept.mends),
    )  # fmt: skip


def rows_seen(
    actor: Actor, upload_id: uuid.UUID, key: str, *, only_wrong: bool = False, page: int = 1
) -> RowsSeen:  # fmt: skip
    """A page of one sheet, with what each row would do. Raises NotFound for a sheet that is not there."""
    kept = open_upload(actor, upload_id)
    found = readings.reading_of(kept)
    if found.form != "workbook":
        return plain_rows(found.tables, key, states(actor, kept), language=actor.language, page=page)
    sheet = _sheet(found, key)
    bad = {row.row: row.why for row in found.left_out if row.sheet == key}
    numbers = [number for number in sheet.grid.rows if not only_wrong or number in bad]
    shown = page_of(numbers, page)
    problems = _by_row(found, key, bad)
    known = _states_by_row(actor, kept, found, sheet)
    columns = _columns(sheet, problems)
    on = _Sheet(sheet, columns, actor.language)
    made = [_row(on, number, problems.get(number, []), known) for number in shown.rows]
    return RowsSeen(columns, Page(made, shown.number, shown.total, shown.size))


def row_seen(actor: Actor, upload_id: uuid.UUID, key: str, number: int) -> tuple[tuple[str, ...], RowSeen]:
    """One row, with the columns of its page."""
    kept = open_upload(actor, upload_id)
    found = readings.reading_of(kept)
    sheet = _sheet(found, key)
    if number not in sheet.grid.rows:
        raise NotFound
    bad = {row.row: row.why for row in found.left_out if row.sheet == key}
    problems = _by_row(found, key, bad)
    columns = _columns(sheet, problems)
    known = {} if number in bad else _states_by_row(actor, kept, found, sheet)
    return columns, _row(_Sheet(sheet, columns, actor.language), number, problems.get(number, []), known)


def totals(actor: Actor, upload_id: uuid.UUID) -> Mapping[str, int]:
    """How many rows would be new, changed and untouched when what is right is brought in now."""
    counted: dict[str, int] = defaultdict(int)
    for by_id in states(actor, open_upload(actor, upload_id)).values():
        for state in by_id.values():
            counted[state] += 1
    return {state: counted[state] for state in ("new", "changed", "untouched")}


def states(actor: Actor, kept: Upload) -> States:
    """What each good row would do; remembered until the file or the network is another."""
    authorise(actor, Do.IMPORT_RECORDS)
    moment = LastChange.objects.of(actor.network_id).values_list("at", flat=True).first()
    return _states(_Asked((actor.network_id, moment, *readings.state_of(kept)), kept))


class _Asked:
    """Compares by key alone, so that the file itself is not compared."""

    def __init__(self, key: tuple[object, ...], kept: Upload) -> None:
        self.key, self.kept = key, kept

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=readings.REMEMBERED)
def _states(asked: _Asked) -> States:
    found = readings.reading_of(asked.kept)
    try:
        records = found.rest()
    except UnreadableInput:
        return {}
    planned = plan(asked.kept.network_id, records)
    return {key: dict(zip(records.table(key)["id"], table.states, strict=True)) for key, table in planned.items()}


def _said(problem: Problem, language: str) -> str:
    where = place(replace(problem, file=""), spoken(language))
    said = sentence(problem, spoken(language))
    return f"{where[:1].upper()}{where[1:]}: {said}" if where else said


def _sheets(found: Reading, language: str) -> Iterable[SheetSeen]:
    if found.form != "workbook":
        for key, frame in found.tables.items():
            yield SheetSeen(key, table_label(key, language), key, frame.height, 0, 0)
        return
    left_out: dict[str, int] = defaultdict(int)
    for row in found.left_out:
        left_out[row.sheet] += 1
    cells = _wrong_cells(found)
    for sheet in found.sheets:
        name, rows = sheet.grid.sheet, sheet.grid.cells.height - _examples(found, sheet.grid.sheet)
        if sheet.table and rows > 0:
            yield SheetSeen(name, name, sheet.table, rows, left_out[name], cells[name])


def _examples(found: Reading, sheet: str) -> int:
    return sum(name == sheet for name, _ in found.examples)


def _wrong_cells(found: Reading) -> Mapping[str, int]:
    """How many cells of each sheet are wrong, those that are not listed one by one too."""
    kinds = {(problem.sheet, problem.column, problem.code) for problem in found.fatal if problem.row is not None}
    cells: dict[str, int] = defaultdict(int)
    for kind in kinds:
        cells[kind[0]] += found.counts.get(kind, 1)
    return cells


def _sheet(found: Reading, key: str) -> SheetReading:
    sheet = next((each for each in found.sheets if each.grid.sheet == key and each.table), None)
    if sheet is None:
        raise NotFound
    return sheet


def _by_row(found: Reading, sheet: str, bad: Mapping[int, Problem]) -> Mapping[int, list[Problem]]:
    problems: dict[int, list[Problem]] = {number: [] for number in bad}
    for problem in found.fatal:
        if problem.sheet == sheet and problem.row is not None:
            problems.setdefault(problem.row, []).append(problem)
    for number, why in bad.items():
        problems[number] = problems[number] or [replace(why, row=number)]
    return problems


def _columns(sheet: SheetReading, problems: Mapping[int, Sequence[Problem]]) -> tuple[str, ...]:
    """The columns in which something stands or should stand, in the order of the file."""
    wanted = {problem.column for listed in problems.values() for problem in listed if problem.column}
    grid = sheet.grid
    filled = [
        name for at, name in enumerate(grid.header)
        if name in wanted or grid.cells[f"c{at}"].null_count() < grid.cells.height
    ]  # fmt: skip
    return (*filled, *sorted(wanted - set(filled)))


def _row(on: _Sheet, number: int, problems: Sequence[Problem], known: Mapping[int, str]) -> RowSeen:
    grid = on.reading.grid
    at = grid.rows.index_of(number)
    texts = dict(zip(grid.header, grid.cells.row(at or 0), strict=True))
    cells = tuple(_cell(on, name, texts.get(name) or "", problems) for name in on.columns)
    whole = [problem for problem in problems if problem.code == WAITING or not problem.column]
    name = next((header for header, key in on.reading.columns.items() if key == "name"), "")
    state = _state(problems, whole) or known.get(number, "")
    reason = sentence(whole[0], spoken(on.language)) if whole else ""
    return RowSeen(number, texts.get(name) or "", cells, state, reason)


def _state(problems: Sequence[Problem], whole: Sequence[Problem]) -> str:
    if not problems:
        return ""
    return WAITS if len(whole) == len(problems) and whole[0].code == WAITING else WRONG


def _cell(on: _Sheet, name: str, text: str, problems: Sequence[Problem]) -> CellSeen:
    key, table = on.reading.columns.get(name), on.reading.table
    column = tables()[table].column(key) if key and table else None
    shown = _day(text) if column is not None and column.type == "date" and on.language == "nl" else text
    problem = next((each for each in problems if each.column == name and each.code != WAITING), None)
    return CellSeen(name, shown, wrong(problem, shown, column, on.language) if problem else None)


def _day(text: str) -> str:
    """A day as people here write it; anything else as it stands."""
    try:
        return date.fromisoformat(text).strftime("%d-%m-%Y")
    except ValueError:
        return text


def _states_by_row(actor: Actor, kept: Upload, found: Reading, sheet: SheetReading) -> Mapping[int, str]:
    """The good rows of a table stand in the order of its sheets; names that we add come last."""
    known = states(actor, kept).get(sheet.table or "", {})
    frame = readings.as_written(kept).tables.get(sheet.table or "")
    if frame is None:
        return {}
    alike = [each for each in found.sheets if each.table == sheet.table]
    places = [(each.grid.sheet, number) for each in alike for number in _good_rows(found, each)]
    paired = zip(places, frame["id"], strict=False)
    return {number: known.get(row, JOINED) for (name, number), row in paired if name == sheet.grid.sheet}


def _good_rows(found: Reading, sheet: SheetReading) -> Iterable[int]:
    lost = {row.row for row in found.left_out if row.sheet == sheet.grid.sheet}
    lost |= {row for name, row in found.examples if name == sheet.grid.sheet}
    return (number for number in sheet.grid.rows if number not in lost)
