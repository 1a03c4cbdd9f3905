"""The respondent's own page after closing: what they gave, what was said of them, and what the network said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vierspan.workspace.access.release import HIDDEN, Cell
from vierspan.workspace.directory.surveys.own_page import Gave, OwnPage
from vierspan.workspace.directory.surveys.released import Results
from vierspan.workspace.directory.surveys.sheet import Question
from vierspan.workspace.web.templatetags.vierspan import figure

BLANK = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One released figure on its scale; hidden ones all look alike."""

    question: str
    orientation: str = ""
    is_shown: bool
    low: int
    high: int
    mean: float = 0
    written: str = ""
    word: str = ""

    @property
    def width(self) -> int:
        """How far the bar reaches, of a hundred."""
        return round(100 * (self.mean - self.low) / (self.high - self.low))


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Ways:
    """How much each sector is in touch with each other one."""

    sectors: tuple[str, ...]
    rows: list[tuple[str, list[Bar]]]


def own(page: OwnPage) -> dict[str, Any]:
    found = page.results
    called = next((entry.name for entry in found.names if str(entry.id) == page.own_id), "") if found else ""
    return {
        "page": page,
        "called": called,
        "about_me": _about_me(page, called) if found and called else [],
        "whole": _whole(found) if found else [],
        "ways": _ways(found) if found else None,
        "gave": sorted(page.gave, key=_weight),
        "near": [(each.entry, _contact(each)) for each in page.neighbours],
    }


def _weight(each: Gave) -> tuple[bool, str]:
    """First of whom something was said besides that there is no contact."""
    return (not any(option.value for _question, option in each.answers), each.entry.name)


def _contact(gave: Gave) -> str:
    return next((option.label for question, option in gave.answers if question.kind == "knows"), "")


def _about_me(page: OwnPage, called: str) -> list[Group]:
    found = page.results
    if found is None:
        return []
    return _grouped(found.questions, lambda each: _bar(each, found.cell(each.key, page.own_id), called))


def _whole(found: Results) -> list[Group]:
    def bar(question: Question) -> Bar:
        average = found.averages[question.key]
        if average.value is None:
            return _bar(question, HIDDEN, BLANK)
        return _bar(question, Cell(is_shown=True, mean=average.value, count=average.count), BLANK)

    return _grouped(found.questions, bar)


def _grouped(questions: Iterable[Question], bar: Callable[[Question], Bar]) -> list[Group]:
    titles = {
        "trust": _("Trust"),
        "value": _("What one brings to the other"),
        "leads": _("Who takes the lead"),
        "would_like": _("Wanting to meet"),
        "own": _("Own questions"),
    }
    listed = list(questions)
    groups = [Group(title, [bar(each) for each in listed if each.kind == kind]) for kind, title in titles.items()]
    return [group for group in groups if group.bars]


def _bar(question: Question, cell: Cell, called: str) -> Bar:
    is_shown = cell.is_shown and cell.mean is not None
    mean = cell.mean or 0
    return Bar(
        question=question.about(called),
        orientation=question.orientation,
        is_shown=is_shown,
        low=question.low,
        high=question.high,
        mean=mean,
        written=_written(question, cell) if is_shown else "",
        word=question.label(int(mean + 0.5)) if is_shown and question.high - question.low > 1 else "",
    )


def _written(question: Question, cell: Cell) -> str:
    """With the sign of a bound where the gate gives only that."""
    edge = {"at_least": "≥ ", "at_most": "≤ "}.get(cell.edge, "")
    if question.high - question.low == 1:
        return f"{edge}{figure((cell.mean or 0) * 100)} %"
    return f"{edge}{figure(cell.mean, 1)}"


def _ways(found: Results) -> Ways | None:
    if not any(way.cell.is_shown for way in found.ways.values()):
        return None
    rows = [(one, [_way(found, one, other) for other in found.sectors]) for one in found.sectors]
    return Ways(found.sectors, rows)


def _way(found: Results, one: str, other: str) -> Bar:
    way = found.ways.get((one, other))
    is_shown = way is not None and way.cell.is_shown and way.cell.mean is not None
    mean = way.cell.mean if way is not None else None
    return Bar(question=f"{one} – {other}", is_shown=is_shown, low=0, high=4, mean=mean or 0, written=figure(mean, 1))
