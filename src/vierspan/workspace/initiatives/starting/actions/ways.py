"""The ways of working that a network keeps: saved from an initiative, changed, retired."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import INITIATIVE_KINDS, Initiative
from vierspan.workspace.directory.rows import PHASES
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.planning.models import StepPlan
from vierspan.workspace.initiatives.starting import queries
from vierspan.workspace.initiatives.starting.actions.starting import LONGEST_NAME, known, several_lines
from vierspan.workspace.initiatives.starting.models import Laid, OwnTemplate
from vierspan.workspace.initiatives.starting.ways import Way, WayPhase, WayStep, plain

WORKDAYS = 5
MOST_WEEKS = 104
USUAL_WEEKS = 2


@transaction.atomic
def keep_as_way(actor: Actor, initiative_id: UUID, *, name: str, about: str = "") -> OwnTemplate:
    """Its questions, what was wanted and its steps, for the next time; no names of people and no days."""
    authorise(actor, Do.EDIT_ROOMS)
    row = initiatives.initiative(actor, initiative_id)
    made = OwnTemplate(network_id=actor.network_id, made_by_id=actor.user_id)
    _put(made, Way(key="", name=name, about=about, kind=row.kind, phases=_phases_of(actor, row)))
    made.save()
    return made


def _phases_of(actor: Actor, row: Initiative) -> tuple[WayPhase, ...]:
    wanted, questions = queries.pieces(actor, row), queries.charter(actor, row).questions
    steps = _steps_of(actor, row)
    used = {*questions, *(each.phase for each in wanted), *(phase for phase, _step in steps)}
    return tuple(
        WayPhase(
            phase,
            questions.get(phase, ""),
            tuple(each.name for each in wanted if each.phase == phase),
            tuple(step for of, step in steps if of == phase),
        )
        for phase in PHASES
        if phase in used
    )


def _steps_of(actor: Actor, row: Initiative) -> list[tuple[str, WayStep]]:
    """In the order of the plan; a step of no phase in particular belongs to the one the initiative is in."""
    steps = initiatives.steps(actor, row.pk)
    ids = [each.pk for each in steps]
    plans = {each.step_id: each for each in StepPlan.objects.visible_to(actor).filter(step__in=ids)}
    levels = dict(Laid.objects.visible_to(actor).filter(step__in=ids).values_list("step_id", "intensity"))
    steps.sort(key=lambda each: plans[each.pk].place if each.pk in plans else 0)
    found = []
    for each in steps:
        plan = plans.get(each.pk)
        days = plan.days if plan else None
        weeks = max(1, -(-days // WORKDAYS)) if days else USUAL_WEEKS
        found.append(((plan.phase if plan else "") or row.phase, WayStep(each.name, weeks, levels.get(each.pk))))
    return found


@transaction.atomic
def change(actor: Actor, way_id: UUID, way: Way, *, seen: str) -> OwnTemplate:
    """Raises Changed where somebody was before."""
    row = _held(actor, way_id)
    new = OwnTemplate()
    _put(new, way)
    columns = ("name", "about", "kind", "phases")
    unchanged_since(row, seen, {column: getattr(new, column) for column in columns})
    _put(row, way)
    row.save()
    return row


@transaction.atomic
def retire(actor: Actor, way_id: UUID) -> None:
    """It is offered no more; what was begun with it stays."""
    row = _held(actor, way_id)
    row.retired_on = clock.today()
    row.save()


@transaction.atomic
def take_up_again(actor: Actor, way_id: UUID) -> None:
    row = _held(actor, way_id)
    row.retired_on = None
    row.save()


def _held(actor: Actor, way_id: UUID) -> OwnTemplate:
    authorise(actor, Do.EDIT_ROOMS)
    return held(OwnTemplate.objects.visible_to(actor), way_id)


def _put(row: OwnTemplate, way: Way) -> None:
    row.name = tidy(way.name)
    if not row.name:
        raise Invalid("name", "needs_a_name")
    if len(row.name) > LONGEST_NAME:
        raise Invalid("name", "too_long")
    row.about = several_lines(way.about, "about")
    row.kind = known(way.kind, INITIATIVE_KINDS, "kind")
    if any(not 1 <= step.weeks <= MOST_WEEKS for each in way.phases for step in each.steps):
        raise Invalid("phases", "weeks_out_of_range")
    row.phases = plain(way.phases)
