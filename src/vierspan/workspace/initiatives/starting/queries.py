"""What stands beside an initiative: what it is for, where it stands, and what is there and missing in its phase."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.queries import initiatives as of_network
from vierspan.workspace.initiatives.models import Commitment, Decision, Seat, Step
from vierspan.workspace.initiatives.planning.models import StepPlan
from vierspan.workspace.initiatives.queries import AT_TABLE
from vierspan.workspace.initiatives.starting.models import (
    Charter,
    Ending,
    Judgement,
    Kept,
    Lesson,
    OwnTemplate,
    Piece,
    Result,
    Turn,
)
from vierspan.workspace.initiatives.starting.ways import Way, phases_of

K = TypeVar("K", bound=Kept)
OPEN = ("active", "paused", "")  # not closed
CLOSED = ("finished", "stopped")
PROMISED = ("open", "renegotiated", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Where one initiative stands, in a few figures."""

    row: Initiative
    leaders: tuple[Person | Party, ...]
    parties: int  # with a seat at the table
    seats: int
    steps: int
    steps_done: int
    next_step: Step | None
    promises_open: int
    promises_late: int
    decisions_open: int
    decisions_late: int

    @property
    def progress(self) -> int | None:
        """The part of its steps that is done, in hundredths; None without steps."""
        return round(100 * self.steps_done / self.steps) if self.steps else None

    @property
    def is_open(self) -> bool:
        return self.row.state in OPEN


@dataclass(frozen=True, slots=True)
class Standing:
    """How the parties see it: the last word of each."""

    said: tuple[Judgement, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        return Counter(each.status for each in self.said)

    @property
    def reading(self) -> str:
        """none, one (ask another), differ, or the status that all of them gave."""
        if len(self.said) < 2:
            return "one" if self.said else "none"
        return next(iter(self.counts)) if len(self.counts) == 1 else "differ"


def visible_to(actor: Actor, model: type[K]) -> QuerySet[K]:
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[K]", model.objects.visible_to(actor))


def owners(row: Initiative) -> set[uuid.UUID]:
    """The people who may run it: who began it, and who carries it."""
    carrying = Seat.objects.of(row.network_id).filter(AT_TABLE, initiative=row, carries=True).exclude(person=None)
    held = {each.person_id for each in carrying if each.person_id}
    return {*held, row.initiator_id} if row.initiator_id else held


def runs(actor: Actor, row: Initiative) -> bool:
    """Whether the actor may turn it, set its mandate and close it."""
    own = actor.person_id if actor.person_id in owners(row) else None
    return may(actor, Do.RUN_INITIATIVE, owner_id=own) and may(actor, Do.EDIT_ROOMS)


def must_run(actor: Actor, row: Initiative) -> None:
    if not runs(actor, row):
        raise NotAllowed("needs_lead_or_owner")


def charter(actor: Actor, row: Initiative) -> Charter:
    """What it is for; an empty one where nobody said so yet."""
    found = visible_to(actor, Charter).filter(initiative=row).first()
    return found or Charter(network_id=actor.network_id, initiative=row)


def purposes(actor: Actor, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = visible_to(actor, Charter).filter(initiative__in=list(ids))
    return dict(rows.values_list("initiative_id", "purpose"))


def turns(actor: Actor, row: Initiative) -> list[Turn]:
    """Its changes of phase and state, the last one first."""
    rows = visible_to(actor, Turn).filter(initiative=row).select_related("person")
    return list(rows.order_by("-created_at"))


def pieces(actor: Actor, row: Initiative) -> list[Piece]:
    rows = visible_to(actor, Piece).filter(initiative=row).select_related("said_by")
    return list(rows.order_by("place", "created_at"))


def standing(actor: Actor, row: Initiative) -> Standing:
    rows = visible_to(actor, Judgement).filter(initiative=row).select_related("party", "person")
    last = {each.party_id: each for each in rows.order_by("judged_on", "created_at")}
    return Standing(tuple(sorted(last.values(), key=lambda each: each.party.name)))


def results(actor: Actor, row: Initiative) -> list[Result]:
    return list(visible_to(actor, Result).filter(initiative=row).order_by("noted_on", "created_at"))


def lessons(actor: Actor, row: Initiative) -> list[Lesson]:
    return list(visible_to(actor, Lesson).filter(initiative=row).order_by("noted_on", "created_at"))


def endings(actor: Actor, row: Initiative) -> list[Ending]:
    rows = visible_to(actor, Ending).filter(initiative=row).select_related("towards")
    return list(rows.order_by("table", "name"))


def own_ways(actor: Actor, *, retired: bool | None = False) -> list[Way]:
    """The ways of working that the network keeps; also the retired ones where `retired` is None."""
    rows = visible_to(actor, OwnTemplate)
    rows = rows if retired is None else rows.filter(retired_on__isnull=not retired)
    return [way_of(each) for each in rows.order_by("name")]


def own_way(actor: Actor, way_id: uuid.UUID) -> OwnTemplate:
    found = visible_to(actor, OwnTemplate).filter(pk=way_id).first()
    if found is None:
        raise NotFound
    return found


def way_of(row: OwnTemplate) -> Way:
    return Way(
        key=str(row.pk),
        name=row.name,
        about=row.about,
        kind=row.kind,
        phases=phases_of(row.phases),
        is_own=True,
    )


def phase_of_steps(actor: Actor, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """To which phase a step belongs, where somebody said so."""
    rows = StepPlan.objects.visible_to(actor).filter(step__in=list(ids)).exclude(phase="")
    return dict(rows.values_list("step_id", "phase"))


@dataclass(frozen=True, slots=True)
class Open:
    """What is still open under an initiative."""

    commitments: list[Commitment]
    decisions: list[Decision]
    steps: list[Step]

    @property
    def count(self) -> int:
        return len(self.commitments) + len(self.decisions) + len(self.steps)


def still_open(actor: Actor, row: Initiative) -> Open:
    authorise(actor, Do.READ_ROOMS)
    promised = Commitment.objects.visible_to(actor).filter(initiative=row, state__in=PROMISED, delivered_on=None)
    asked = Decision.objects.visible_to(actor).filter(initiative=row, closed_on=None)
    planned = Step.objects.visible_to(actor).filter(initiative=row, done_on=None)
    return Open(
        list(promised.select_related("person", "party").order_by(F("due_on").asc(nulls_last=True), "name")),
        list(asked.order_by(F("due_on").asc(nulls_last=True), "name")),
        list(planned.select_related("owner").order_by(F("due_on").asc(nulls_last=True), "name")),
    )


def at_table(actor: Actor, row: Initiative) -> list[Seat]:
    """Who sits at the table of the whole, not of one step."""
    rows = Seat.objects.visible_to(actor).filter(AT_TABLE, initiative=row, step=None)
    return list(rows.select_related("party", "person").order_by(F("carries").desc(nulls_last=True), "party__name"))


def what_hangs(actor: Actor, row: Initiative) -> int:
    """Rows that would go along, or lose their initiative, if it were thrown away; its own beginning does not count."""
    authorise(actor, Do.READ_ROOMS)
    tables: tuple[Any, ...] = (Commitment, Decision, Judgement, Result, Lesson)
    held: int = sum(each.objects.of(actor.network_id).filter(initiative=row).count() for each in tables)
    seats = Seat.objects.of(actor.network_id).filter(initiative=row, step=None).exclude(state="invited", carries=None)
    seats = seats.exclude(person=row.initiator_id, carries=True)
    steps = Step.objects.of(actor.network_id).filter(initiative=row).exclude(done_on=None, owner=None)
    return held + seats.count() + steps.count()


def glance(actor: Actor, row: Initiative) -> Glance:
    return glances(actor, [row])[0]


def glances(actor: Actor, rows: Sequence[Initiative] | None = None) -> list[Glance]:
    """A few figures of each, in a handful of questions however many there are; of all where none are given."""
    authorise(actor, Do.READ_ROOMS)
    if rows is None:
        rows = list(of_network(actor).select_related("party", "initiator").order_by("name"))
    ids = [row.pk for row in rows]
    seats, steps = _by(_seats(actor, ids)), _by(_steps(actor, ids))
    promised, asked = _by(_promised(actor, ids)), _by(_asked(actor, ids))
    return [
        _glance(row, seats.get(row.pk, []), steps.get(row.pk, []), promised.get(row.pk, []), asked.get(row.pk, []))
        for row in rows
    ]


def _by(rows: Iterable[Any]) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = {}
    for each in rows:
        found.setdefault(each.initiative_id, []).append(each)
    return found


def _seats(actor: Actor, ids: list[uuid.UUID]) -> Iterable[Seat]:
    rows = Seat.objects.visible_to(actor).filter(AT_TABLE, initiative__in=ids, step=None)
    return rows.select_related("party", "person__party")


def _steps(actor: Actor, ids: list[uuid.UUID]) -> Iterable[Step]:
    rows = Step.objects.visible_to(actor).filter(initiative__in=ids)
    return rows.select_related("owner").order_by(F("due_on").asc(nulls_last=True), F("opened_on").asc(), "name")


def _promised(actor: Actor, ids: list[uuid.UUID]) -> Iterable[Commitment]:
    rows = Commitment.objects.visible_to(actor).filter(initiative__in=ids)
    return rows.filter(delivered_on=None, state__in=PROMISED)


def _asked(actor: Actor, ids: list[uuid.UUID]) -> Iterable[Decision]:
    return Decision.objects.visible_to(actor).filter(Q(initiative__in=ids), closed_on=None)


def _glance(
    row: Initiative, seats: list[Seat], steps: list[Step], promised: list[Commitment], asked: list[Decision]
) -> Glance:
    carrying = [each.person or each.party for each in seats if each.carries]
    waiting = [each for each in steps if each.done_on is None]
    parties = {each.party_id or (each.person.party_id if each.person else None) for each in seats}
    return Glance(
        row=row,
        leaders=tuple(each for each in carrying if each is not None),
        parties=len(parties - {None}),
        seats=len(seats),
        steps=len(steps),
        steps_done=len(steps) - len(waiting),
        next_step=waiting[0] if waiting else None,
        promises_open=len(promised),
        promises_late=_late(promised),
        decisions_open=len(asked),
        decisions_late=_late(asked),
    )


def _late(rows: Iterable[Any]) -> int:
    today: date = clock.today()
    return sum(each.due_on is not None and each.due_on < today for each in rows)


@dataclass(frozen=True, slots=True)
class StepSpan:
    name: str
    start: date
    end: date
    is_done: bool


@dataclass(frozen=True, slots=True)
class Span:
    """When an initiative is wanted to be done, and the steps of which a day is known."""

    ends_by: date | None
    steps: tuple[StepSpan, ...]


def spans(actor: Actor, rows: Sequence[Initiative]) -> dict[uuid.UUID, Span]:
    ids = [row.pk for row in rows]
    ends = dict(visible_to(actor, Charter).filter(initiative__in=ids).values_list("initiative_id", "ends_by"))
    steps = list(_steps(actor, ids))
    plans = StepPlan.objects.visible_to(actor).filter(step__in=[each.pk for each in steps])
    by_step = {each.step_id: each for each in plans}
    drawn = _by(steps)
    return {
        key: Span(
            ends.get(key),
            tuple(span for each in drawn.get(key, []) if (span := _span(each, by_step.get(each.pk)))),
        )
        for key in ids
    }


def _span(step: Step, plan: StepPlan | None) -> StepSpan | None:
    start = step.opened_on or (plan.starts_on if plan else None)
    due = step.due_on
    if due is None and start and plan and plan.days:
        due = start + timedelta(days=round(plan.days * 7 / 5))
    end = step.done_on or due or start
    if end is None:
        return None
    start = min(start or end, end)
    return StepSpan(step.name, start, end, step.done_on is not None)
