"""What stands in the table plan: steps with their days, who sits where, who has time, who comes before whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.initiatives.models import Seat, Step
from vierspan.workspace.initiatives.planning.models import (
    Away,
    Before,
    Experience,
    Hours,
    Proposal,
    SeatPlan,
    StepPlan,
    Week,
)
from vierspan.workspace.networks.models import Scoped

S = TypeVar("S", bound=Scoped)
WORKDAYS = (0, 1, 2, 3, 4)
UNDER_WAY = ("", "active")


@dataclass(frozen=True, slots=True)
class Planned:
    """A step with its plan."""

    step: Step
    plan: StepPlan

    @property
    def id(self) -> str:
        return str(self.step.pk)

    @property
    def after(self) -> tuple[str, ...]:
        return tuple(each for each in self.step.after if each != self.id)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat with what is planned for it, and how it was experienced by whom."""

    seat: Seat
    plan: SeatPlan
    experienced: tuple[Experience, ...] = ()

    @property
    def holder(self) -> str:
        return str(self.seat.person_id or self.seat.party_id or "")

    @property
    def level(self) -> float | None:
        """The mean of what was said; None while nobody said."""
        said = [each.level for each in self.experienced]
        return sum(said) / len(said) if said else None


def visible_to(actor: Actor, model: type[S]) -> "QuerySet[S]":
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[S]", model.objects.visible_to(actor))


def plan_of(step: Step) -> StepPlan:
    """Its plan; a step that came with an import has none yet."""
    found = StepPlan.objects.of(step.network_id).filter(step=step).first() or StepPlan(network_id=step.network_id)
    found.step = step
    return found


def plan_rows(actor: Actor, initiative_id: UUID) -> list[Planned]:
    """The steps of an initiative, in their order."""
    rows = visible_to(actor, Step).filter(initiative=initiative_id).select_related("owner", "party", "initiative")
    return _planned(actor, list(rows))


def all_rows(actor: Actor) -> list[Planned]:
    """The steps of all initiatives that are under way."""
    rows = visible_to(actor, Step).filter(Q(initiative__state__in=UNDER_WAY))
    found = _planned(actor, list(rows.select_related("owner", "party", "initiative")))
    return sorted(found, key=lambda each: each.step.initiative.name.casefold())


def _planned(actor: Actor, steps: Sequence[Step]) -> list[Planned]:
    plans = {each.step_id: each for each in visible_to(actor, StepPlan).filter(step__in=[each.pk for each in steps])}
    lines = [Planned(each, plans.get(each.pk) or StepPlan(network_id=each.network_id, step=each)) for each in steps]
    return sorted(lines, key=_place)


def _place(line: Planned) -> tuple[bool, int, date, str, str]:
    """As they were put; those of an import by their days, after them."""
    day = line.plan.starts_on or line.step.opened_on or line.step.due_on or date.max
    is_new = line.plan._state.adding
    return is_new, 0 if is_new else line.plan.place, day, line.step.name, line.id


def step(actor: Actor, step_id: UUID) -> Planned:
    row = visible_to(actor, Step).filter(pk=step_id).select_related("owner", "party", "initiative").first()
    if row is None:
        raise NotFound
    return Planned(row, plan_of(row))


def sittings(actor: Actor, initiative_id: UUID) -> list[Sitting]:
    """Every seat at the initiative and its steps; what was experienced only for members."""
    rows = visible_to(actor, Seat).filter(initiative=initiative_id).select_related("party", "person__party", "step")
    return _sitting(actor, list(rows.order_by("created_at", "id")))


def all_sittings(actor: Actor, steps: Iterable[str]) -> list[Sitting]:
    """Every seat at these steps, and at the initiatives as a whole."""
    wanted = Q(step__in=list(steps)) | Q(step=None, initiative__state__in=UNDER_WAY)
    rows = visible_to(actor, Seat).filter(wanted).exclude(state="declined")
    return _sitting(actor, list(rows.select_related("party", "person__party").order_by("created_at", "id")))


def _sitting(actor: Actor, seats: Sequence[Seat]) -> list[Sitting]:
    ids = [each.pk for each in seats]
    plans = {each.seat_id: each for each in visible_to(actor, SeatPlan).filter(seat__in=ids)}
    said: dict[UUID, dict[UUID | None, Experience]] = {}
    if may(actor, Do.READ_TABLE_PLAN):
        for each in visible_to(actor, Experience).filter(seat__in=ids).order_by("said_on", "created_at"):
            said.setdefault(each.seat_id, {})[each.person_id] = each
    return [
        Sitting(
            each,
            plans.get(each.pk) or SeatPlan(network_id=each.network_id, seat=each),
            tuple(said.get(each.pk, {}).values()),
        )
        for each in seats
    ]


def seat(actor: Actor, seat_id: UUID) -> Sitting:
    row = visible_to(actor, Seat).filter(pk=seat_id).select_related("party", "person__party", "step", "initiative")
    found = row.first()
    if found is None:
        raise NotFound
    return _sitting(actor, [found])[0]


def befores(actor: Actor, initiative_id: UUID) -> list[Before]:
    """Which party comes before which; what became a party before itself says nothing any more."""
    rows = visible_to(actor, Before).filter(initiative=initiative_id).exclude(first=F("then"))
    return list(rows.select_related("first", "then"))


def before(actor: Actor, before_id: UUID) -> Before:
    found = visible_to(actor, Before).filter(pk=before_id).select_related("first", "then").first()
    if found is None:
        raise NotFound
    return found


def hours(actor: Actor) -> dict[str, Hours]:
    """The last statement of each person and party, by id."""
    authorise(actor, Do.READ_TABLE_PLAN)
    rows = visible_to(actor, Hours).select_related("person", "party").order_by("said_on", "created_at")
    return {str(each.person_id or each.party_id): each for each in rows}


def away(actor: Actor, since: date | None = None) -> list[Away]:
    """Days on which somebody, or nobody, is there, from today on."""
    authorise(actor, Do.READ_TABLE_PLAN)
    rows = visible_to(actor, Away).filter(until_on__gte=since or clock.today()).select_related("person", "party")
    return list(rows)


def workdays(actor: Actor) -> tuple[int, ...]:
    """On which days of the week the network works; 0 is Monday."""
    found = visible_to(actor, Week).first()
    return tuple(sorted(int(each) for each in found.days)) if found and found.days else WORKDAYS


def closed_days(actor: Actor) -> list[Away]:
    """Days on which the network does not work."""
    return list(visible_to(actor, Away).filter(person=None, party=None, until_on__gte=clock.today()))


def proposal(actor: Actor) -> Proposal | None:
    """The last one that was asked for."""
    authorise(actor, Do.READ_TABLE_PLAN)
    return visible_to(actor, Proposal).order_by("-created_at").first()


def proposal_of(actor: Actor, proposal_id: UUID) -> Proposal:
    authorise(actor, Do.READ_TABLE_PLAN)
    found = visible_to(actor, Proposal).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def owned_by(network_id: UUID, person_id: UUID | None) -> list[Planned]:
    """The steps of somebody: those they take care of, and those at whose table they sit."""
    if person_id is None:
        return []
    seats = Seat.objects.of(network_id).filter(person=person_id).exclude(state="declined")
    mine = Q(owner=person_id) | Q(pk__in=seats.exclude(step=None).values("step"))
    rows = Step.objects.of(network_id).filter(mine, initiative__state__in=UNDER_WAY)
    return [Planned(each, plan_of(each)) for each in rows.select_related("initiative", "owner", "party")]


def initiatives_under_way(actor: Actor) -> list[Initiative]:
    rows = directory.initiatives(actor).filter(state__in=UNDER_WAY)
    return list(rows.order_by("name"))


def holders(rows: Iterable[Sitting]) -> Mapping[str, Seat]:
    """Who sits somewhere, by id, with their first seat."""
    found: dict[str, Seat] = {}
    for each in rows:
        found.setdefault(each.holder, each.seat)
    found.pop("", None)
    return found
