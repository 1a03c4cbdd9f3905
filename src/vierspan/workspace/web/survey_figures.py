"""The released figures of a survey as pages and files show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vierspan.workspace.access.release import Cell
from vierspan.workspace.directory.surveys.queries import Average, Question, Results
from vierspan.workspace.web.templatetags.vierspan import figure, role_name

KINDS = ("trust", "value", "leads", "would_like", "own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One question over all names."""

    label: str
    orientation: str
    value: str  # empty where too few answered
    width: float  # of 100
    rests_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One name with its figures; None where a figure cannot be shown."""

    id: str
    name: str
    cells: tuple[tuple[str, str | None], ...]  # with the label of the question

    @property
    def is_hidden(self) -> bool:
        return all(text is None for _label, text in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The questions of one kind."""

    key: str
    title: str
    scale: str
    bars: tuple[Bar, ...]
    questions: tuple[tuple[str, str], ...]  # label, orientation
    lines: tuple[Line, ...]
    hidden: int  # names of which nothing can be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    message: str
    turnout: str
    blocks: tuple[Block, ...]
    sectors: tuple[str, ...]
    between: tuple[tuple[str, tuple[tuple[str, str | None], ...]], ...]  # a row per sector that gives
    has_between: bool


def figures(results: Results) -> Figures:
    between = tuple((giving, tuple(_ways(results, giving))) for giving in results.sectors)
    return Figures(
        message=_message(results),
        turnout=_("%(n)s of %(all)s people answered") % {"n": results.answered, "all": results.invited},
        blocks=tuple(block for kind in KINDS if (block := _block(results, kind))),
        sectors=results.sectors,
        between=between,
        has_between=any(text is not None for _giving, ways in between for _name, text in ways),
    )


def _message(results: Results) -> str:
    trust = [results.averages[each.key].value for each in results.questions if each.kind == "trust"]
    means = [value for value in trust if value is not None]
    if not means:
        return _("Too few people answered to show figures about trust")
    told = {"mean": figure(sum(means) / len(means), 1), "high": 4}
    if results.is_about_people:
        return _("People here trust each other: %(mean)s out of %(high)s") % told
    return _("On trust you give each other %(mean)s out of %(high)s") % told


def _ways(results: Results, giving: str) -> Iterator[tuple[str, str | None]]:
    for receiving in results.sectors:
        way = results.ways.get((giving, receiving))
        yield receiving, _text(way.cell) if way else None


def _block(results: Results, kind: str) -> Block | None:
    asked = [question for question in results.questions if question.kind == kind]
    if not asked:
        return None
    labels = [short(question) for question in asked]
    lines = [] if results.is_about_people else list(_lines(results, asked, labels))
    return Block(
        key=kind,
        title=_title(kind),
        scale=_scale(asked[0]),
        bars=tuple(_bar(question, results.averages[question.key]) for question in asked),
        questions=tuple((label, question.orientation) for label, question in zip(labels, asked, strict=True)),
        lines=tuple(line for line in lines if not line.is_hidden),
        hidden=sum(line.is_hidden for line in lines),
    )


def _title(kind: str) -> str:
    return {
        "trust": _("Trust"),
        "value": _("What each brings"),
        "leads": _("Who takes the lead"),
        "would_like": _("Whom you would like to get to know better"),
        "own": _("Your own questions"),
    }[kind]


def _scale(question: Question) -> str:
    if question.kind == "would_like":
        return _("The share of those who answered that would like to.")
    first, last = question.options[0], question.options[-1]
    told = {"low": first.value, "high": last.value, "first": first.label.lower(), "last": last.label.lower()}
    return _("From %(low)s (%(first)s) to %(high)s (%(last)s).") % told


def _bar(question: Question, average: Average) -> Bar:
    value = average.value
    width = 0.0 if value is None else (value - question.low) / (question.high - question.low) * 100
    return Bar(
        label=short(question),
        orientation=question.orientation,
        value="" if value is None else _number(question.kind, value),
        width=round(width, 1),
        rests_on=_rests_on(average),
    )


def _rests_on(average: Average) -> str:
    if average.value is None:
        return _("too few answers")
    if average.names:
        return ngettext("over %(n)s name", "over %(n)s names", average.names) % {"n": average.names}
    return _("over all names together")


def _lines(results: Results, asked: Sequence[Question], labels: Sequence[str]) -> Iterator[Line]:
    for entry in results.names:
        cells = tuple(
            (label, _text(results.cell(question.key, entry.id), question.kind))
            for question, label in zip(asked, labels, strict=True)
        )
        yield Line(id=str(entry.id), name=entry.name, cells=cells)


def short(question: Question) -> str:
    """The question as the head of a column."""
    if question.orientation:
        return role_name(question.orientation)
    if question.kind == "would_like":
        return pgettext("survey", "Would like to meet")
    text = question.text.removeprefix("{name} ").replace("{name}", "…")
    return text[:1].upper() + text[1:]


def _text(cell: Cell, kind: str = "") -> str | None:
    if cell.mean is None:
        return None
    edge = {"at_least": "≥ ", "at_most": "≤ "}.get(cell.edge, "")
    return f"{edge}{_number(kind, cell.mean)}"


def _number(kind: str, value: float) -> str:
    return f"{round(value * 100)}%" if kind == "would_like" else figure(value, 1)


def file_lines(results: Results) -> Iterator[list[str]]:
    """The released figures for a spreadsheet: per name where they may be shown, else per question."""
    told = figures(results)
    if results.is_about_people:
        yield [_("Question"), _("Figure"), _("Rests on")]
        for block in told.blocks:
            yield from ([bar.label, bar.value, bar.rests_on] for bar in block.bars)
        return
    yield [_("Name"), *(label for block in told.blocks for label, _orientation in block.questions)]
    asked = [question for kind in KINDS for question in results.questions if question.kind == kind]
    for entry in results.names:
        cells: list[Any] = [_text(results.cell(question.key, entry.id), question.kind) or "" for question in asked]
        yield [entry.name, *cells]
