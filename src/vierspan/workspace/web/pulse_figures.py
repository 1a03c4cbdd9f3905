"""The figures of the pulse as pages, files and letters show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Cell
from vierspan.workspace.conditions.reflection.queries import rounds, trends
from vierspan.workspace.conditions.reflection.queries.rounds import Results
from vierspan.workspace.conditions.reflection.queries.trends import Change, Wave
from vierspan.workspace.conditions.reflection.uncertainty import Band, band
from vierspan.workspace.insight import words
from vierspan.workspace.web.templatetags.vierspan import figure

LOW, HIGH = 1, 5
STEP, MARGIN, TALL = 34, 12, 64  # of the little drawing: from wave to wave, around it, how high
MOST_WAVES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One question over the whole network, or in one group."""

    label: str
    value: str  # empty where too few answered
    width: float
    count: str
    low: float  # of 100: where the mean may well lie
    reach: float
    sure: str
    thirds: tuple[int, int, int] | None = None
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    top: float
    tall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One question over time."""

    key: str
    label: str
    waves: tuple[Wave, ...]
    change: Change | None
    told: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Wave:
        return self.waves[-1]

    @property
    def score(self) -> float:
        return self.last.score

    @property
    def path(self) -> str:
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)

    @property
    def wide(self) -> int:
        return MARGIN * 2 + STEP * (len(self.points) - 1 if self.points else 0)

    @property
    def newest_first(self) -> tuple[Wave, ...]:
        return tuple(reversed(self.waves))


def month(day: date) -> str:
    written = date_format(day, "M Y")
    return written.lower() if get_language() == "nl" else written


def written(cell: Cell) -> str:
    """The mean with the sign of a bound where the gate gives only that; empty where it gives none."""
    edge = {"at_least": "≥ ", "at_most": "≤ "}.get(cell.edge, "")
    return f"{edge}{figure(cell.mean, 1)}" if cell.mean is not None else ""


def bars(found: Results) -> list[Bar]:
    return [_bar(found, question.key, question.text) for question in found.questions]


def _bar(found: Results, key: str, label: str) -> Bar:
    cell = found.cell(key)
    groups = tuple((group, written(found.cell(key, group))) for group in found.groups)
    if cell.mean is None:
        return Bar(label=label, value="", width=0, count="", low=0, reach=0, sure="", groups=groups)
    lies = band(cell.mean, int(cell.count.split("-")[0]))
    return Bar(
        label=label,
        value=written(cell),
        width=_of_100(cell.mean),
        count=cell.count,
        low=_of_100(lies.low),
        reach=_of_100(lies.high) - _of_100(lies.low),
        sure=between(lies),
        thirds=cell.thirds,
        groups=groups,
    )


def _of_100(value: float) -> float:
    return round((value - LOW) / (HIGH - LOW) * 100, 1)


def between(lies: Band | None) -> str:
    if lies is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": figure(lies.low, 1), "high": figure(lies.high, 1)}


def message(found: Results) -> str:
    """What stands out: the lowest of what is shown."""
    cells = [(found.cell(each.key), each.text) for each in found.questions]
    shown = [(cell.mean, text) for cell, text in cells if cell.mean is not None]
    if not shown:
        return _("Too few people answered to show anything")
    score, text = min(shown, key=lambda each: each[0])
    return _("Lowest, at %(score)s: “%(text)s”") % {"score": figure(score, 1), "text": text}


def all_trends(actor: Actor) -> list[Trend]:
    """Each question of the house that was asked, in its order, then the network's own."""
    found = trends.all_series(actor)
    labels = words.choice_labels("pulse_items", actor.language)
    house = [_trend(item, labels[item].capitalize(), found[item]) for item in labels if item in found]
    return house + [each for each in map(_own, rounds.own_cells(actor).items()) if each]


def _own(each: tuple[str, list[tuple[rounds.Round, str, Cell]]]) -> Trend | None:
    key, asked = each
    waves = [
        Wave(asked_on=of.closed_on, score=cell.mean, answers=int(cell.count.split("-")[0]), invited=_invited(of))
        for of, _text, cell in asked
        if cell.mean is not None and of.closed_on
    ]
    return _trend(key, asked[-1][1], waves) if waves else None


def _invited(of: rounds.Round) -> int | None:
    return of.snapshot["invited"] if of.snapshot else None


def _trend(key: str, label: str, waves: Sequence[Wave]) -> Trend:
    last = list(waves)[-MOST_WAVES:]
    change = trends.change(last)
    return Trend(
        key=key,
        label=label,
        waves=tuple(last),
        change=change,
        told=told(last, change),
        points=tuple(_point(n, wave) for n, wave in enumerate(last)),
    )


def told(waves: Sequence[Wave], change: Change | None) -> str:
    """What the last two waves say of each other, in words."""
    if len(waves) < 2:
        return _("asked for the first time")
    if change is None:
        return _("fewer than ten answered one of the times: too few to compare")
    by = figure(abs(change.by), 1)
    if change.by == 0:
        return _("the same as the time before")
    way = _("up %(by)s") % {"by": by} if change.by > 0 else _("down %(by)s") % {"by": by}
    if change.may_be_chance:
        return _("%(way)s, which could well be chance") % {"way": way}
    return _("%(way)s, more than chance alone would do") % {"way": way}


def _point(n: int, wave: Wave) -> Point:
    lies = wave.band or Band(wave.score, wave.score)
    return Point(MARGIN + n * STEP, _y(wave.score), _y(lies.high), _y(lies.low) - _y(lies.high))


def _y(value: float) -> float:
    return round(TALL - 6 - (value - LOW) / (HIGH - LOW) * (TALL - 12), 1)


def trends_message(found: Sequence[Trend]) -> str:
    """The change that is more than chance, if there is one; else that there is none."""
    if not found:
        return _("The pulse was not taken yet")
    moved = [each for each in found if each.change and not each.change.may_be_chance]
    if moved:
        most = max(moved, key=lambda each: abs(each.change.by if each.change else 0))
        return f"{most.label}: {most.told}"
    if any(each.change for each in found):
        return _("Since the pulse before, nothing changed by more than chance")
    lowest = min(found, key=lambda each: each.score)
    return _("%(item)s gets the lowest score: %(score)s") % {
        "item": lowest.label,
        "score": figure(lowest.score, 1),
    }


def of_how_many(wave: Wave) -> str:
    if not wave.count:
        return ""
    return _("%(n)s of %(of)s") % {"n": wave.count, "of": wave.invited} if wave.invited else wave.count


def turnout(found: Results) -> str:
    said = ngettext("%(n)s of %(of)s people answered", "%(n)s of %(of)s people answered", found.answered)
    return said % {"n": found.answered, "of": found.invited}


def file_lines(found: Results) -> Iterator[Sequence[str]]:
    """The released figures as the lines of a sheet: what the page shows, and nothing more."""
    yield [_("Question"), _("Group"), _("Mean"), _("Answers")]
    for question in found.questions:
        for group in ("", *found.groups):
            cell = found.cell(question.key, group)
            yield [question.text, group or _("Everybody"), written(cell) or _("too few answers"), cell.count]
    for _place, text, reason in found.told:
        yield [_("In their own words"), "", text or _("Hidden: %s") % reason, ""]


def trend_lines(found: Sequence[Trend]) -> Iterator[Sequence[str]]:
    yield [_("Question"), _("Closed on"), _("Mean"), _("May well lie between"), _("Answers"), _("Asked")]
    for each in found:
        for wave in each.waves:
            invited = str(wave.invited or "")
            yield [
                each.label,
                wave.asked_on.isoformat(),
                figure(wave.score, 1),
                between(wave.band),
                wave.count,
                invited,
            ]
