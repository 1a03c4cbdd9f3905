"""What somebody promised, and the days that come: their own, and those of the network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.deciding import queries as deciding
from vierspan.workspace.leadership.growth import queries as growth

AHEAD = timedelta(days=42)
MOST = 6
SETTLED = ("delivered", "withdrawn")


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day: what it is, and what it is to the reader."""

    table: str
    id: UUID
    day: date | None
    name: str
    about: str
    late: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    promises: tuple[Due, ...]
    dates: tuple[Due, ...]
    network: tuple[Due, ...]  # what comes for everybody
    practised: tuple[Any, ...] = ()  # what the reader wants to try in these weeks

    @property
    def is_empty(self) -> bool:
        return not (self.promises or self.dates or self.practised)


def week_of(actor: Actor) -> Week:
    """The coming weeks of this reader; who has no person in the directory has only the network's."""
    own = _sides(actor)
    dates = _soonest(dates_of(actor))
    mine = {each.id for each in dates}
    everybody = _soonest([*_decisions(actor, None), *_gatherings(actor, None), *_reviews(actor, None)])
    others = tuple(each for each in everybody if each.id not in mine)
    return Week(_promises(actor, own), dates, others, _practised(actor))


def _practised(actor: Actor) -> tuple[Any, ...]:
    """For the reader alone; of what is over it is asked how it went."""
    if actor.person_id is None or not may(actor, Do.PRACTISE):
        return ()
    today = clock.today()
    near = [row for row in growth.planned(actor) if row.due_on is None or today <= row.due_on <= today + AHEAD]
    return tuple(near)[:MOST]


def dates_of(actor: Actor) -> list[Due]:
    """Decisions, steps, gatherings and reviews with a day that are the reader's own."""
    own = _sides(actor)
    if not own:
        return []
    return [*_decisions(actor, own), *_steps(actor), *_gatherings(actor, own), *_reviews(actor, own)]


def _sides(actor: Actor) -> tuple[UUID, ...]:
    """The reader, and their party."""
    if actor.person_id is None:
        return ()
    party = directory.person(actor, actor.person_id).party_id
    return (actor.person_id, party) if party else (actor.person_id,)


def _promises(actor: Actor, own: Iterable[UUID]) -> tuple[Due, ...]:
    rows = {row.pk: row for side in own for row in initiatives.commitments_of(actor, side)}
    running = [row for row in rows.values() if row.delivered_on is None and row.state not in SETTLED]
    mine = [row for row in running if row.person_id in (None, actor.person_id)]
    made = [Due("commitments", row.pk, row.due_on, row.name, _promised_at(row), _lateness(row.due_on)) for row in mine]
    return tuple(sorted(made, key=lambda due: due.day or date.max))[:MOST]


def _promised_at(row: Any) -> str:
    if row.initiative is None:
        return ""
    return _("for %(initiative)s") % {"initiative": row.initiative.name}


def _lateness(day: date | None) -> str:
    days = (clock.today() - day).days if day else 0
    return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days} if days > 0 else ""


def _decisions(actor: Actor, own: tuple[UUID, ...] | None) -> list[Due]:
    """Open decisions: those at one's own tables or that wait for one's word, or all of them where `own` is None."""
    tables, asked = _tables(actor, own), {row.pk for row in deciding.to_answer(actor)}
    rows = [row for row in initiatives.decisions(actor).rows if row.closed_on is None and row.due_on]
    mine = [row for row in rows if own is None or {row.initiative_id, row.opener_id, row.pk} & {*tables, *own, *asked}]
    return [Due("decisions", row.pk, row.due_on, row.name, _decided_at(row), _lateness(row.due_on)) for row in mine]


def _decided_at(row: Any) -> str:
    return _("Decision · %(table)s") % {"table": row.initiative.name} if row.initiative else _("Decision")


def _steps(actor: Actor) -> list[Due]:
    """Steps that the reader looks after, that are near or late."""
    last = clock.today() + AHEAD
    rows = [row for row in initiatives.steps_of(actor, actor.person_id) if row.due_on and row.due_on <= last]
    about = {row.pk: _("Step · %(table)s") % {"table": row.initiative.name} for row in rows}
    return [Due("steps", row.pk, row.due_on, row.name, about[row.pk], _lateness(row.due_on)) for row in rows]


def _gatherings(actor: Actor, own: tuple[UUID, ...] | None) -> list[Due]:
    """Gatherings to come: where one is invited, organises or sits at the table, or all of them."""
    today, tables = clock.today(), _tables(actor, own)
    invited = {row.gathering_id for side in own or () for row in conditions.attended_by(actor, side)}
    invited |= meeting.asked_to(actor) if own else set()
    coming = [row for row in conditions.gatherings(actor).rows if row.held_on and today <= row.held_on <= today + AHEAD]
    mine = [row for row in coming if own is None or _concerns(row, own, tables, invited)]
    return [Due("gatherings", row.pk, row.held_on, row.name, _gathered(row, own)) for row in mine]


def _concerns(row: Any, own: tuple[UUID, ...], tables: set[UUID], invited: set[UUID]) -> bool:
    return row.pk in invited or row.organiser_id in own or row.initiative_id in tables


def _gathered(row: Any, own: tuple[UUID, ...] | None) -> str:
    if own and row.organiser_id in own:
        return _("You organise it")
    if not row.invited:
        return ""
    return ngettext("%(n)s invited", "%(n)s invited", row.invited) % {"n": row.invited}


def _reviews(actor: Actor, own: tuple[UUID, ...] | None) -> list[Due]:
    """Rules of the game to look at again: those that one proposed, or all of them where `own` is None."""
    rows = [row for row in conditions.to_review(actor, clock.today() + AHEAD) if own is None or row.author_id in own]
    return [
        Due("rules", row.pk, row.review_on, row.name, _("Rule to look at again"), _lateness(row.review_on))
        for row in rows
    ]


def _tables(actor: Actor, own: tuple[UUID, ...] | None) -> set[UUID]:
    return {seat.initiative_id for side in own or () for seat in initiatives.seats_of(actor, side)}


def _soonest(found: list[Due]) -> tuple[Due, ...]:
    return tuple(sorted(found, key=lambda due: (due.day or date.max, due.name)))[:MOST]
