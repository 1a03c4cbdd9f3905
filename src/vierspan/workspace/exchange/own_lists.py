"""Lists that are not ours: what each column is taken to mean, and the answers that only their owner has."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vierspan.analysis.formats import Reading
from vierspan.analysis.formats.mapping import ALLOWED, FORMS, IGNORE, KEEP, Guess, TableMapping, guess, to_toml
from vierspan.analysis.formats.mapping import Mapping as ListMapping
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.exchange import actions, readings
from vierspan.workspace.exchange.checking import open_upload
from vierspan.workspace.exchange.models import Upload
from vierspan.workspace.insight.words import spoken

SURE, LIKELY = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column: some of its values, its meaning (a key), and what it may mean in such a list."""

    heading: str
    samples: tuple[str, ...]
    meaning: str
    confidence: str  # sure, likely, unsure; nothing for a column that is merely kept
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListSeen:
    sheet: str
    form: str
    columns: tuple[ColumnSeen, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to answer: `key` is carries, adopted, rejected, postponed, networks or most."""

    key: str
    sheet: str
    heading: str
    options: tuple[str, ...]
    answer: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """A whole file of somebody's own lists as it is understood now."""

    lists: tuple[ListSeen, ...]
    questions: tuple[Asked, ...]
    forms: tuple[str, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of the lists: per list its form and the meaning of each column, and the answers."""

    forms: Sequence[str]
    meanings: Sequence[Sequence[str]]
    answers: Mapping[str, Sequence[str]]


def is_own_list(actor: Actor, upload_id: uuid.UUID) -> bool:
    return readings.reading_of(open_upload(actor, upload_id)).form == "mapped"


def is_told(actor: Actor, upload_id: uuid.UUID) -> bool:
    """Whether somebody said how the lists are to be read."""
    return bool(open_upload(actor, upload_id).mapping)


def lists(actor: Actor, upload_id: uuid.UUID) -> Lists:
    """The lists as they are read now. Raises Conflict for a file in a form that needs no such explanation."""
    kept = open_upload(actor, upload_id)
    found = _mapped(kept)
    guessed = guess(found.grids)
    told: ListMapping = found.mapping
    return Lists(
        lists=tuple(_list(table, guessed) for table in told.tables),
        questions=tuple(_questions(told, guessed, is_confirmed=bool(kept.mapping))),
        forms=FORMS,
        is_confirmed=bool(kept.mapping),
    )


def tell(actor: Actor, upload_id: uuid.UUID, told: Told) -> None:
    """Read the lists as somebody says they are to be read; meanings that a form does not know are only kept."""
    found = _mapped(open_upload(actor, upload_id))
    before: ListMapping = found.mapping
    columns = guess(found.grids).columns
    tables = [
        _told(table, at, told, [column.heading for column in columns if column.sheet == table.sheet])
        for at, table in enumerate(before.tables)
    ]
    mapping = replace(_answered(before, told.answers), tables=tuple(tables))
    actions.choose_mapping(actor, upload_id, to_toml(mapping, spoken(actor.language)))


def mapping_file(actor: Actor, upload_id: uuid.UUID) -> str:
    """The explanation as a file, to use again here or with the command."""
    return to_toml(_mapped(open_upload(actor, upload_id)).mapping, spoken(actor.language))


def _mapped(kept: Upload) -> Reading:
    found = readings.reading_of(kept)
    if found.form != "mapped":
        raise Conflict
    return found


def _list(table: TableMapping, guessed: Guess) -> ListSeen:
    columns = [column for column in guessed.columns if column.sheet == table.sheet]
    made = []
    for column in columns:
        meaning = table.columns.get(column.heading, KEEP)
        is_guess = meaning == column.meaning
        likely = [each for each in column.alternatives if each in ALLOWED[table.form]]
        options = dict.fromkeys((meaning, *likely, *ALLOWED[table.form], KEEP, IGNORE))
        confidence = _confidence(column.confidence) if is_guess and meaning not in (KEEP, IGNORE) else ""
        made.append(ColumnSeen(column.heading, column.samples, meaning, confidence, tuple(options)))
    return ListSeen(table.sheet, table.form, tuple(made))


def _confidence(value: float) -> str:
    return "sure" if value >= SURE else "likely" if value > LIKELY else "unsure"


def _questions(told: ListMapping, guessed: Guess, *, is_confirmed: bool) -> Sequence[Asked]:
    found = []
    for question in guessed.questions:
        value = getattr(told, question.key)
        answer = (value,) if isinstance(value, str) else tuple(value)
        is_open = question.is_open and not (is_confirmed and answer)
        found.append(Asked(question.key, question.sheet, question.heading, question.options, answer, is_open))
    return found


def _answered(mapping: ListMapping, answers: Mapping[str, Sequence[str]]) -> ListMapping:
    given = {key: tuple(values) for key, values in answers.items()}
    return replace(
        mapping,
        carries=given.get("carries", mapping.carries),
        adopted=given.get("adopted", mapping.adopted),
        rejected=given.get("rejected", mapping.rejected),
        postponed=given.get("postponed", mapping.postponed),
        networks=given.get("networks", mapping.networks),
        most="low" if given.get("most", (mapping.most,)) == ("low",) else "high",
    )


def _told(table: TableMapping, at: int, told: Told, headings: Sequence[str]) -> TableMapping:
    form = next((each for each in FORMS if at < len(told.forms) and each == told.forms[at]), table.form)
    given = told.meanings[at] if at < len(told.meanings) else ()
    allowed = {*ALLOWED[form], KEEP, IGNORE}
    meant = {**table.columns, **dict(zip(headings, given, strict=False))}
    columns = {heading: meaning if meaning in allowed else KEEP for heading, meaning in meant.items()}
    return replace(table, form=form, columns=columns)
