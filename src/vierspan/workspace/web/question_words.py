"""Rounds of questions about leading, as pages name them; and their figures, as far as they are told."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Cell
from vierspan.workspace.leadership.questions import items, queries
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.queries import Released, Round
from vierspan.workspace.web.pulse_figures import written


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A round in the list."""

    round: Round
    title: str
    state: str
    meta: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of what was told; without `value` too few said something."""

    label: str
    orientation: str = ""
    value: str
    width: float
    count: str
    thirds: tuple[int, int, int] | None = None
    parts: tuple["Figure", ...] = ()
    by_party: str = ""


def title(actor: Actor, of: Round) -> str:
    if of.kind == NEED:
        return _("What does our network need?")
    if of.kind == EVERYONE:
        return _("Who takes the lead in our network?")
    if of.about_id == actor.person_id:
        return _("How do others see me lead?")
    return _("How do others see %(name)s lead?") % {"name": of.about.name if of.about else ""}


def listed(actor: Actor, of: Round) -> Listed:
    meta = ""
    if of.state == "open" and of.closes_on:
        meta = _("until %(day)s") % {"day": date_format(of.closes_on, "j F Y")}
    elif of.state == "closed" and of.closed_on:
        meta = _("closed on %(day)s") % {"day": date_format(of.closed_on, "j F Y")}
    elif of.kind == ABOUT:
        meta = _waits_for(actor, of)
    state = {"draft": _("in the making"), "open": _("open"), "closed": _("closed")}[of.state]
    return Listed(round=of, title=title(actor, of), state=state, meta=meta)


def _waits_for(actor: Actor, of: Round) -> str:
    if queries.chooses_along(actor, of):
        return "" if of.is_agreed_by_second else _("you are asked to choose along")
    if of.second and not of.is_agreed_by_second:
        return _("waits for %(name)s") % {"name": of.second.name}
    return ""


def answered(found: Released) -> str:
    """How many answered, as far as that is told."""
    if found.answered is None:
        return _("Too few people answered to show anything.")
    told = ngettext("%(n)s of %(of)s answered", "%(n)s of %(of)s answered", found.answered)
    return told % {"n": found.answered, "of": found.invited}


def about_somebody(found: Released, language: str) -> list[Figure]:
    """Per orientation its score, with its questions where those are told."""
    asked = items.items(items.SELF, language)
    return [
        _figure(
            "",
            found.snapshot.cell(letter),
            (1, 5),
            orientation=orientation,
            parts=tuple(_parts(found, [each for each in asked if each.group == orientation])),
            by_party=written(found.snapshot.cell(f"{letter}_party")),
        )
        for orientation, letter in items.ORIENTATIONS.items()
    ]


def about_oneself(found: Released, language: str) -> list[Figure]:
    """In a round about everybody: what the others said of who reads."""
    return [
        _figure(each.text, found.snapshot.cell(each.key), (0, 4), orientation=each.group)
        for each in items.leads(language)
    ]


def ownership(found: Released, language: str) -> list[Figure]:
    return [_figure(each.text, found.snapshot.cell(each.key), (1, 5)) for each in items.ownership(language)]


def need(found: Released, language: str) -> list[Figure]:
    return [
        _figure(each.text, found.snapshot.cell(each.key), (0, 4), orientation=each.group)
        for each in items.needs(language)
    ]


def over_all(found: Released, language: str) -> list[tuple[str, str, str]]:
    """Per orientation how many of those who can be told of are seen taking the lead."""
    lines = []
    for each in items.leads(language):
        lead = found.leads.get(each.key)
        if lead is None:
            lines.append((each.group, each.text, ""))
            continue
        told = ngettext("%(n)s of %(of)s people often", "%(n)s of %(of)s people often", lead.often)
        lines.append((each.group, each.text, told % {"n": lead.often, "of": lead.people}))
    return lines


def _parts(found: Released, asked: list[items.Item]) -> Iterator[Figure]:
    for each in asked:
        cell = found.snapshot.cell(each.key)
        if cell.is_shown:
            yield _figure(each.text, cell, (1, 5))


def _figure(label: str, cell: Cell, scale: tuple[int, int], **more: object) -> Figure:
    low, high = scale
    width = 0.0 if cell.mean is None else round(100 * (cell.mean - low) / (high - low), 1)
    return Figure(
        label=label,
        value=written(cell),
        width=width,
        count=cell.count,
        thirds=cell.thirds,
        **more,  # type: ignore[arg-type]
    )
