"""What there is to choose from and under which limits, what the parties said, and what was chosen."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.course import queries as course
from vierspan.workspace.course.models import Activity, Capacity
from vierspan.workspace.course.priorities.models import Asked, Bond, Choice, Kept, Picked, Round, Terms, Vote
from vierspan.workspace.course.priorities.quarters import last_day
from vierspan.workspace.directory.models import Theme
from vierspan.workspace.networks.models import Scoped

S = TypeVar("S", bound=Scoped)
QUARTERS_A_YEAR = 4
TO_CHOOSE = ("", "planned", "running")


@dataclass(frozen=True, slots=True)
class Share:
    """What an activity asks of a party in a quarter; `is_told` where somebody said so, else an equal share."""

    hours: float
    is_told: bool


def visible_to(actor: Actor, model: type[S]) -> "QuerySet[S]":
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[S]", model.objects.visible_to(actor))


def one(rows: "QuerySet[S]", row_id: uuid.UUID) -> S:
    found = rows.filter(pk=row_id).first()
    if found is None:
        raise NotFound
    return found


def candidates(actor: Actor) -> list[Activity]:
    """The activities that can be chosen: planned or running, and not over."""
    today = clock.today()
    return [
        each
        for each in course.activities(actor)
        if each.state in TO_CHOOSE and (each.until is None or each.until >= today)
    ]


def shares(actor: Actor, activities: Iterable[Activity]) -> dict[uuid.UUID, dict[str, Share]]:
    """Per activity what it asks of each of its parties in a quarter: a fourth of its hours a year, shared equally,
    unless told otherwise."""
    told: dict[uuid.UUID, dict[str, float]] = {}
    for row in visible_to(actor, Asked):
        told.setdefault(row.activity_id, {})[str(row.party_id)] = row.hours
    return {each.pk: _shares(each, told.get(each.pk, {})) for each in activities}


def _shares(activity: Activity, told: Mapping[str, float]) -> dict[str, Share]:
    equal = (activity.hours or 0.0) / QUARTERS_A_YEAR / max(1, len(activity.parties))
    return {
        party: Share(told[party], True) if party in told else Share(round(equal, 2), False)
        for party in activity.parties
    }


def capacity_at(actor: Actor, quarter: date) -> dict[str, Capacity]:
    """The last statement of each party that holds in that quarter, by party."""
    rows = visible_to(actor, Capacity).select_related("party").order_by("created_at", "id")
    held = [row for row in rows if row.since is None or row.since <= last_day(quarter)]
    return {str(row.party_id): row for row in sorted(held, key=lambda row: row.since or date.min)}


def bonds(actor: Actor) -> list[Bond]:
    return list(visible_to(actor, Bond).select_related("activity", "other"))


def terms(actor: Actor) -> Terms:
    """As they stand; those to begin with where nobody said anything."""
    return visible_to(actor, Terms).first() or Terms(network_id=actor.network_id)


def weights(actor: Actor, themes: Iterable[Theme]) -> dict[str, float]:
    """What each theme weighs: what was told here, else its priority, else the mean of those that have one."""
    told, rows = terms(actor).weights, list(themes)
    own = [each.priority for each in rows if each.priority is not None]
    mean = sum(own) / len(own) if own else 1.0
    return {str(each.pk): _weight(told.get(str(each.pk)), each.priority, mean) for each in rows}


def _weight(told: float | None, own: float | None, mean: float) -> float:
    return next(float(each) for each in (told, own, mean) if each is not None)


def rounds(actor: Actor) -> list[Round]:
    return list(visible_to(actor, Round))


def round_(actor: Actor, round_id: uuid.UUID) -> Round:
    return one(visible_to(actor, Round), round_id)


def is_open(found: Round) -> bool:
    return found.closed_on is None and (found.closes_on is None or found.closes_on >= clock.today())


def votes(actor: Actor, round_id: uuid.UUID) -> list[Vote]:
    rows = visible_to(actor, Vote).filter(round=round_id).select_related("party", "person")
    return list(rows.order_by("party__name", "created_at"))


def vote_of(actor: Actor, round_id: uuid.UUID, party_id: uuid.UUID) -> Vote | None:
    return visible_to(actor, Vote).filter(round=round_id, party=party_id).first()


def themes_of(actor: Actor, found: Round) -> list[Theme]:
    """In the order in which they were put; without those that are gone."""
    by_id = {str(each.pk): each for each in visible_to(actor, Theme).filter(pk__in=found.themes)}
    return [by_id[each] for each in found.themes if each in by_id]


def choices(actor: Actor) -> list[Choice]:
    return list(visible_to(actor, Choice).select_related("by"))


def choice(actor: Actor, choice_id: uuid.UUID) -> Choice:
    return one(visible_to(actor, Choice).select_related("by"), choice_id)


def picked(actor: Actor, choice_id: uuid.UUID) -> list[Picked]:
    return list(visible_to(actor, Picked).filter(of=choice_id).select_related("activity"))


def not_now(actor: Actor) -> list[Picked]:
    """What the last choice laid aside and nobody looked at again, soonest first."""
    last = visible_to(actor, Choice).first()
    if last is None:
        return []
    rows = visible_to(actor, Picked).filter(of=last, verdict="not_now", revisited_on=None).select_related("activity")
    return sorted(rows, key=lambda row: (row.revisit_on or date.max, row.name))


def kept(actor: Actor, quarter: date) -> Kept | None:
    return visible_to(actor, Kept).filter(quarter=quarter).first()
