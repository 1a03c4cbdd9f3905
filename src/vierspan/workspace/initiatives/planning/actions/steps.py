"""The steps of an initiative: laying them, changing them, their order, and taking them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import PHASES
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.initiatives.models import Seat, Step
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.models import StepPlan

LONGEST_NAME, LONGEST_TEXT = 200, 500
MOST_DAYS, MOST_STEPS = 1000, 400
OF_THE_STEP = ("name", "owner_id", "party_id", "due_on", "after")
OF_THE_PLAN = ("phase", "starts_on", "stands", "days", "shortest", "longest", "hours", "meets", "product", "question")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWish:
    """A step to lay. `after` names the steps of the same list that come first; None is the one before it."""

    name: str
    phase: str = ""
    days: int | None = None
    intensity: int | None = None  # of those who sit at the table already
    meets: bool = False
    product: str = ""
    question: str = ""
    after: Sequence[str] | None = field(default=None)


@transaction.atomic
def lay(actor: Actor, initiative: Initiative, wishes: Sequence[StepWish]) -> list[Step]:
    """Steps in their order, each after the one before it unless it says otherwise; at the end of what stands there."""
    authorise(actor, Do.EDIT_ROOMS)
    place, laid = _next_place(initiative), list[Step]()
    ids: dict[str, str] = {}
    for n, wish in enumerate(wishes):
        first = [str(laid[-1].pk)] if laid and wish.after is None else []
        after = first if wish.after is None else [ids[name] for name in wish.after if name in ids]
        row = Step(network_id=initiative.network_id, initiative=initiative, name=_named(wish.name), after=after)
        row.save()
        more = {key: getattr(wish, key) for key in ("phase", "days", "meets", "product", "question")}
        StepPlan.objects.create(network_id=row.network_id, step=row, place=place + n, **_planned(more))
        _seat_all(row, wish.intensity)
        ids[wish.name] = str(row.pk)
        laid.append(row)
    facts_changed(actor.network_id)
    return laid


@transaction.atomic
def add(actor: Actor, initiative_id: UUID, given: Mapping[str, Any]) -> Step:
    """One step, at the end."""
    authorise(actor, Do.EDIT_ROOMS)
    initiative = held(Initiative.objects.visible_to(actor), initiative_id)
    if Step.objects.visible_to(actor).filter(initiative=initiative).count() >= MOST_STEPS:
        raise Invalid("name", "too_many")
    row = Step(network_id=actor.network_id, initiative=initiative)
    plan = StepPlan(network_id=actor.network_id, place=_next_place(initiative))
    _put(actor, row, plan, given)
    return row


@transaction.atomic
def change(actor: Actor, step_id: UUID, given: Mapping[str, Any], *, seen: str) -> Step:
    authorise(actor, Do.EDIT_ROOMS)
    row, plan = held_step(actor, step_id)
    told = {key: value for key, value in given.items() if key in OF_THE_STEP}
    unchanged_since(row, seen, told)
    _put(actor, row, plan, given)
    return row


@transaction.atomic
def move(actor: Actor, step_id: UUID, to: int) -> None:
    """To another place in the list; what comes after what does not change by it."""
    authorise(actor, Do.EDIT_ROOMS)
    row, _plan = held_step(actor, step_id)
    lines = queries.plan_rows(actor, row.initiative_id)
    ordered = [each.step for each in lines if each.step.pk != row.pk]
    ordered.insert(min(max(to, 0), len(ordered)), row)
    for place, step in enumerate(ordered):
        plan = queries.plan_of(step)
        if plan._state.adding or plan.place != place:
            plan.place = place
            plan.save()


@transaction.atomic
def place_on(actor: Actor, step_id: UUID, starts_on: date | None) -> StepPlan:
    """The day on which it begins; it may move again."""
    authorise(actor, Do.EDIT_ROOMS)
    row, plan = held_step(actor, step_id)
    plan.starts_on = starts_on
    plan.save()
    row.save()  # somebody who edits the step hears of it
    return plan


@transaction.atomic
def convene(actor: Actor, step_id: UUID) -> Step:
    """Set it out: those at its table know that it begins. An act of who takes care of it, else of the actor."""
    authorise(actor, Do.EDIT_ROOMS)
    row, plan = held_step(actor, step_id)
    if plan.convened_on is not None:
        return row
    plan.convened_on, row.opened_on = clock.today(), clock.today()
    row.owner_id = row.owner_id or actor.person_id
    plan.save()
    row.save()
    seats = Seat.objects.visible_to(actor).filter(step=row)
    touched = [str(each.person_id or each.party_id) for each in seats if each.person_id or each.party_id]
    record(
        actor,
        "step.convened",
        subject=str(row.pk),
        person=row.owner_id or actor.person_id,
        party=row.party_id,
        touched=touched,
    )
    return row


@transaction.atomic
def finish(actor: Actor, step_id: UUID, *, done_on: date | None) -> Step:
    """Done on a day, or, without one, not done after all."""
    authorise(actor, Do.EDIT_ROOMS)
    row, _plan = held_step(actor, step_id)
    if done_on is not None and done_on > clock.today():
        raise Invalid("done_on", "day_in_future")
    row.done_on = done_on
    row.save()
    facts_changed(actor.network_id)
    return row


def held_step(actor: Actor, step_id: UUID) -> tuple[Step, StepPlan]:
    row = held(Step.objects.visible_to(actor).select_related("initiative"), step_id)
    return row, queries.plan_of(row)


def _put(actor: Actor, row: Step, plan: StepPlan, given: Mapping[str, Any]) -> None:
    row.name = _named(str(given.get("name", "")))
    row.owner_id = _known(actor, Person, given.get("owner_id"), "owner")
    row.party_id = _known(actor, Party, given.get("party_id"), "party")
    row.due_on = given.get("due_on")
    row.after = _after(actor, row, given.get("after", ()))
    row.save()
    plan.step = row
    for key, value in _planned(given).items():
        setattr(plan, key, value)
    plan.save()
    facts_changed(actor.network_id)


def _planned(given: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: given[key] for key in OF_THE_PLAN if key in given}
    if found.get("phase") and found["phase"] not in PHASES:
        raise Invalid("phase", "unknown_choice")
    for key in ("days", "shortest", "longest"):
        if (value := found.get(key)) is not None and not 0 <= value <= MOST_DAYS:
            raise Invalid(key, "number_out_of_range")
    short, usual, long = (found.get(key) for key in ("shortest", "days", "longest"))
    if (short is not None and usual is not None and short > usual) or (
        long is not None and usual is not None and long < usual
    ):
        raise Invalid("days", "days_out_of_order")
    if (hours := found.get("hours")) is not None and hours < 0:
        raise Invalid("hours", "below_zero")
    for key in ("product", "question"):
        if key in found:
            found[key] = tidy(str(found[key]))[:LONGEST_TEXT]
    return found


def _named(text: str) -> str:
    name = tidy(text)
    if not name:
        raise Invalid("name", "needs_a_name")
    if len(name) > LONGEST_NAME:
        raise Invalid("name", "too_long")
    return name


def _after(actor: Actor, row: Step, ids: Sequence[Any]) -> list[str]:
    """Other steps of the same initiative; that they go round in a circle is told on the page, and is no slip here."""
    wanted = {str(each) for each in ids}
    rows = Step.objects.visible_to(actor).filter(initiative=row.initiative_id).exclude(pk=row.pk)
    return [str(each) for each in rows.values_list("pk", flat=True) if str(each) in wanted]


def _known(actor: Actor, model: Any, row_id: UUID | None, column: str) -> UUID | None:
    if row_id is None:
        return None
    if not model.objects.visible_to(actor).filter(pk=row_id).exists():
        raise NotFound if column == "" else Invalid(column, "nobody_by_that_name")
    return row_id


def _next_place(initiative: Initiative) -> int:
    rows = StepPlan.objects.of(initiative.network_id).filter(step__initiative=initiative)
    last = rows.order_by("-place").values_list("place", flat=True).first()
    known = Step.objects.of(initiative.network_id).filter(initiative=initiative).count()
    return max(known, 0 if last is None else last + 1)


def _seat_all(step: Step, intensity: int | None) -> None:
    """Who sits at the table of the initiative sits at this step too, as intensely as the template says."""
    if intensity is None:
        return
    if not 0 <= intensity <= 5:
        raise Invalid("intensity", "number_out_of_range")
    rows = Seat.objects.of(step.network_id).filter(initiative=step.initiative_id, step=None).exclude(state="declined")
    for row in rows:
        Seat.objects.create(
            network_id=step.network_id,
            initiative_id=step.initiative_id,
            step=step,
            party_id=row.party_id,
            person_id=row.person_id,
            intensity=intensity,
            state=row.state,
        )
