"""What those named in a conflict may read; to anybody else it does not exist."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.conflicts.models import AgreedStep, Case, Lesson, Named, Word
from vierspan.workspace.conditions.conflicts.steps import Step, usual
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Membership

KEPT_DAYS = 365  # after closing; then everything about it is deleted


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """One conflict, for one of those named in it."""

    case: Case
    sides: tuple[Named, ...]
    helpers: tuple[Named, ...]  # also those that not every side agreed to yet: they cannot read it
    words: tuple[Word, ...]
    me: Named

    @property
    def step(self) -> Step:
        return self.steps[min(self.case.step, len(self.steps) - 1)]

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(**each) for each in self.case.steps)

    @property
    def is_last_step(self) -> bool:
        return self.case.step >= len(self.case.steps) - 1

    @property
    def due_on(self) -> date | None:
        """When those named are reminded of this step."""
        return due_on(self.case)

    @property
    def waits_for(self) -> tuple[Person, ...]:
        """The sides that did not say yet whether they take the outcome."""
        return tuple(each.person for each in self.sides if str(each.person_id) not in self.case.agreed)

    @property
    def deleted_on(self) -> date | None:
        return self.case.closed_on + timedelta(days=KEPT_DAYS) if self.case.closed_on else None


def due_on(case: Case) -> date | None:
    if case.state != "open" or case.step_since is None:
        return None
    return case.step_since + timedelta(days=case.steps[min(case.step, len(case.steps) - 1)]["days"])


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The conflicts in which the actor is named. Leading the network opens none."""
    authorise(actor, Do.RAISE_CONFLICT)
    mine = Named.objects.of(actor.network_id).filter(person=actor.person_id, is_in=True)
    rows = Case.objects.of(actor.network_id).filter(pk__in=mine.values("case"))
    return rows if actor.person_id else rows.none()


def cases(actor: Actor) -> list[Case]:
    """Open ones first, the one that waits longest on top."""
    rows = visible_to(actor).order_by(F("closed_on").desc(nulls_first=True), "step_since", "id")
    return list(rows)


def case(actor: Actor, case_id: uuid.UUID) -> CaseSeen:
    found = visible_to(actor).filter(pk=case_id).first()
    if found is None:
        raise NotFound
    named = list(
        Named.objects.of(actor.network_id).filter(case=found).select_related("person").order_by("person__name")
    )
    return CaseSeen(
        found,
        tuple(each for each in named if each.part == "side"),
        tuple(each for each in named if each.part == "helper"),
        tuple(Word.objects.of(actor.network_id).filter(case=found).select_related("by")),
        next(each for each in named if each.person_id == actor.person_id),
    )


def may_be_named(actor: Actor) -> list[Person]:
    """Who could read a case: those who take part with an account of their own, but for the actor."""
    authorise(actor, Do.RAISE_CONFLICT)
    here = Membership.objects.of(actor.network_id).current().exclude(person_id=None)
    taking_part = {each.person_id for each in here if each.role in ("lead", "member") and each.person_id}
    rows = Person.objects.of(actor.network_id).filter(pk__in=taking_part - {actor.person_id})
    return list(rows.select_related("party").order_by("name"))


def agreed_steps(actor: Actor) -> tuple[Step, ...]:
    """As the network agreed, else as they usually are."""
    authorise(actor, Do.RAISE_CONFLICT)
    rows = AgreedStep.objects.of(actor.network_id)
    return tuple(Step(row.name, row.about, row.days) for row in rows) or usual()


def has_own_steps(actor: Actor) -> bool:
    return AgreedStep.objects.of(actor.network_id).exists()


def lessons(actor: Actor) -> list[Lesson]:
    """What conflicts taught about the rules, for every participant."""
    authorise(actor, Do.RAISE_CONFLICT)
    return list(Lesson.objects.of(actor.network_id).select_related("rule").order_by("-learned_in", "id"))
