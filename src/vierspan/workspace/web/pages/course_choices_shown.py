"""What the page of choices shows: the groups, the ranked bars, what each party has to carry."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.course import queries as course
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.quarters import next_quarter, quarter_of
from vierspan.workspace.insight import portfolio
from vierspan.workspace.insight.portfolio import Answer, Broken
from vierspan.workspace.insight.words import written
from vierspan.workspace.web.course_names import parties_named
from vierspan.workspace.web.pages import course_choices_words as words

LOADS_SHOWN = 10  # parties of which the load is in sight at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One activity: how much it yields, what it asks, and how sure its place is."""

    id: str
    name: str
    is_in: bool
    points: float
    width: int  # of its bar, 0 to 100
    hours: str
    parties: str
    group: str  # sure, open, out, or nothing where it was not worked out
    index: int | None  # per cent of the weighings
    swap: str  # what having it otherwise costs, in words
    is_must: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one party has to carry, against what it has."""

    id: str
    name: str
    asked: str
    stated: str  # empty where it stated nothing
    over: str  # empty where it fits
    width: int  # of the asked hours, on one scale for all
    mark: int | None  # where its own hours end
    beyond: int  # from there to what is asked
    is_low: bool  # little energy


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What a few more hours would bring in."""

    words: str
    gain: str


class Sight:
    """Everything that one page shows of one quarter, read once."""

    def __init__(self, actor: Actor, quarter: date | None = None) -> None:
        self.actor = actor
        self.quarter = quarter or quarter_of(clock.today())
        self.activities = {str(each.pk): each for each in queries.candidates(actor)}
        self.question = portfolio.question_of(actor, self.quarter)
        self.worth = portfolio.values_of(self.question)
        self.whole = sum(self.worth.values())

    @cached_property
    def answer(self) -> Answer | None:
        """None where there is nothing to choose, nothing that yields anything, or nothing worked out yet."""
        return portfolio.answer(self.actor, self.quarter, self.question) if self.activities else None

    @cached_property
    def names(self) -> dict[str, str]:
        """Of activities, themes and parties."""
        parties = {*self.question.capacity, *(party for each in self.activities.values() for party in each.parties)}
        return {
            **{key: each.name for key, each in self.activities.items()},
            **{str(each.pk): each.name for each in course.themes(self.actor)},
            **parties_named(self.actor, [parties]),
        }

    def points(self, value: float) -> float:
        """Of the hundred that everything together would yield."""
        return 100 * value / self.whole if self.whole > 0 else 0.0

    def best(self) -> frozenset[str]:
        return frozenset(self.answer.chosen) & frozenset(self.activities) if self.answer else frozenset()


def quarters(now: date, chosen: date) -> list[tuple[date, str, bool]]:
    this = quarter_of(now)
    shown = dict.fromkeys([this, next_quarter(this), chosen])
    return [(each, words.quarter_words(each), each == chosen) for each in sorted(shown)]


def bars(sight: Sight, chosen: Collection[str]) -> list[Bar]:
    """What is in first, and within that what is surest, then what yields most."""
    highest = max(sight.worth.values(), default=0.0)
    core = sight.answer.core if sight.answer else {}
    order = sorted(
        sight.activities,
        key=lambda key: (key not in chosen, -core.get(key, 0.0), -sight.worth[key], sight.activities[key].name),
    )
    return [_bar(sight, key, key in chosen, highest) for key in order]


def _bar(sight: Sight, key: str, is_in: bool, highest: float) -> Bar:
    known, answer = sight.question.by_id()[key], sight.answer
    index = answer.core.get(key) if answer else None
    return Bar(
        id=key,
        name=sight.names[key],
        is_in=is_in,
        points=sight.points(sight.worth[key]),
        width=round(100 * sight.worth[key] / highest) if highest > 0 else 0,
        hours=words.hours_words(known.asks, sight.actor.language),
        parties=words.together(sorted(sight.names.get(party, "") for party in known.parties)),
        group=_group(answer, key),
        index=None if index is None else round(100 * index),
        swap=_swap(sight, key),
        is_must=key in sight.question.must,
    )


def _group(answer: Answer | None, key: str) -> str:
    if answer is None or key not in answer.core:
        return ""
    return "sure" if key in answer.sure else "out" if key in answer.out else "open"


def _swap(sight: Sight, key: str) -> str:
    """What it costs to have this one otherwise than in the best choice."""
    answer = sight.answer
    if answer is None or not answer.is_current or key not in answer.swaps:
        return ""
    loss, is_in = answer.swaps[key], key in answer.chosen
    if loss is None:
        return _("cannot be left out") if is_in else _("does not fit at all")
    points = _points(sight.points(loss), sight.actor.language)
    if sight.points(loss) < 0.05:
        return _("leaving it out costs nothing") if is_in else _("taking it in costs nothing")
    told = _("leaving it out costs %(points)s") if is_in else _("taking it in costs %(points)s")
    return told % {"points": points}


def _points(points: float, language: str) -> str:
    return written(round(points, 1), "number", language)


def loads(sight: Sight, weighed: Any) -> list[Load]:
    """Who has too much first, then who has most of its hours filled; parties of whom nothing is asked are left out."""
    stated = sight.question.capacity
    asked = {party: hours for party, hours in weighed.hours.items() if hours > 0}
    scale = max([*asked.values(), *(stated.get(party, 0.0) for party in asked)], default=0.0)
    energy = {party: row.energy for party, row in queries.capacity_at(sight.actor, sight.quarter).items()}

    def fullness(party: str) -> float:
        return asked[party] / stated[party] if stated.get(party) else (1e9 if party in stated else -1.0)

    order = sorted(asked, key=lambda party: (party not in weighed.over, -fullness(party), sight.names.get(party, "")))

    def along(hours: float) -> int:
        return round(100 * hours / scale) if scale else 0

    return [
        Load(
            id=party,
            name=sight.names.get(party, ""),
            asked=words.hours_words(asked[party], sight.actor.language),
            stated=words.hours_words(stated[party], sight.actor.language) if party in stated else "",
            over=words.hours_words(weighed.over[party], sight.actor.language) if party in weighed.over else "",
            width=along(asked[party]),
            mark=along(stated[party]) if party in stated else None,
            beyond=max(0, along(asked[party]) - along(stated.get(party, 0.0))),
            is_low=(energy.get(party) or 5) <= words.LOW_ENERGY,
        )
        for party in order
    ]


def tried(sight: Sight, chosen: Collection[str]) -> dict[str, Any]:
    """Any choice, against the best."""
    weighed = portfolio.tried(sight.question, chosen)
    answer, points = sight.answer, sight.points(weighed.value)
    best = sight.points(answer.value) if answer and answer.is_current and answer.proof != "impossible" else None
    carried = loads(sight, weighed)
    limits = [Broken(kind=each.kind, about=each.about) for each in weighed.broken if each.kind != "hours"]
    return {
        "bars": bars(sight, weighed.chosen),
        "loads": carried[:LOADS_SHOWN],
        "more_loads": carried[LOADS_SHOWN:],
        "points": points,
        "best_points": best,
        "costs": max(0.0, best - points) if best is not None and weighed.fits else None,
        "is_best": best is not None and weighed.fits and points > best - 0.05,
        "fits": weighed.fits,
        "over": len(weighed.over),
        "broken": words.broken_words(limits, sight.names),
        "count": len(weighed.chosen),
        "chosen": weighed.chosen,
    }


def groups(sight: Sight) -> list[dict[str, Any]]:
    """In any case, talk about these, not now."""
    answer = sight.answer
    if answer is None or not answer.core:
        return []
    known = [
        ("sure", _("In any case"), answer.sure),
        ("open", _("Talk about these"), answer.open),
        ("out", _("Not now"), answer.out),
    ]
    return [
        {"key": key, "title": title, "names": [sight.names[each] for each in ids if each in sight.names]}
        for key, title, ids in known
        if any(each in sight.names for each in ids)
    ]


def bought(sight: Sight, most: int = 5) -> list[Bought]:
    """What a few more hours of whom would buy, most for an hour first."""
    answer = sight.answer
    if answer is None or not answer.is_current:
        return []
    return [
        Bought(words=_bought(sight, each), gain=_points(sight.points(each.gain), sight.actor.language))
        for each in answer.more[:most]
    ]


def _bought(sight: Sight, more: portfolio.Extra) -> str:
    facts = {
        "hours": words.hours_words(more.hours, sight.actor.language),
        "party": sight.names.get(more.party, ""),
        "comes": words.together(_named(sight, more.comes_in)),
        "goes": words.together(_named(sight, more.goes_out)),
    }
    if more.goes_out:
        return _("%(hours)s more hours of %(party)s bring in %(comes)s, in place of %(goes)s") % facts
    return _("%(hours)s more hours of %(party)s bring in %(comes)s") % facts


def _named(sight: Sight, ids: Iterable[str]) -> list[str]:
    return sorted(sight.names.get(each, "") for each in ids)


def figures_now(sight: Sight, chosen: Collection[str]) -> Mapping[str, Any]:
    """The numbers of this moment, to be kept with a choice."""
    weighed, answer = portfolio.tried(sight.question, chosen), sight.answer
    return {
        "points": round(sight.points(weighed.value), 1),
        "best": round(sight.points(answer.value), 1) if answer else None,
        "proof": answer.proof if answer else "",
        "draws": answer.draws if answer else 0,
        "core": {key: round(index, 3) for key, index in answer.core.items()} if answer else {},
        "hours": {party: hours for party, hours in weighed.hours.items() if hours > 0},
        "stated": {
            party: sight.question.capacity[party] for party in weighed.hours if party in sight.question.capacity
        },
        "over": dict(weighed.over),
    }
