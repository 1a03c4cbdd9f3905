"""Taking a step out, and putting it back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.initiatives.models import Seat, Step
from vierspan.workspace.initiatives.planning.actions.steps import held_step
from vierspan.workspace.initiatives.planning.models import Removed, SeatPlan, StepPlan
from vierspan.workspace.networks.models import Scoped


@transaction.atomic
def remove(actor: Actor, step_id: UUID) -> Removed:
    """Out, with its table; what came after it then comes after what came before it. It can be put back."""
    authorise(actor, Do.EDIT_ROOMS)
    row, plan = held_step(actor, step_id)
    seats = list(Seat.objects.visible_to(actor).filter(step=row))
    seat_plans = list(SeatPlan.objects.visible_to(actor).filter(seat__in=[each.pk for each in seats]))
    nexts = [each for each in _siblings(actor, row) if str(row.pk) in each.after]
    kept = Removed(network_id=actor.network_id, initiative_id=row.initiative_id)
    kept.kept = {
        "step": _plain(row),
        "plan": None if plan._state.adding else _plain(plan),
        "seats": [_plain(each) for each in seats],
        "seat_plans": [_plain(each) for each in seat_plans],
        "nexts": {str(each.pk): each.after for each in nexts},
    }
    kept.save()
    for each in nexts:
        _instead(each, str(row.pk), row.after)
    Step.objects.visible_to(actor).filter(pk=row.pk).delete()
    facts_changed(actor.network_id)
    return kept


@transaction.atomic
def restore(actor: Actor, removed_id: UUID) -> Step:
    """As it was, as far as those it names are still there."""
    authorise(actor, Do.EDIT_ROOMS)
    kept = Removed.objects.visible_to(actor).filter(pk=removed_id).first()
    if kept is None:
        raise NotFound
    step: Step = _again(Step, kept.kept["step"])
    if kept.kept["plan"]:
        _again(StepPlan, kept.kept["plan"])
    seats = {each["id"] for each in kept.kept["seats"] if _again(Seat, each)}
    for each in kept.kept["seat_plans"]:
        if each["seat_id"] in seats:
            _again(SeatPlan, each)
    for each in _siblings(actor, step):
        if str(each.pk) in kept.kept["nexts"]:
            each.after = list(dict.fromkeys([*each.after, str(step.pk)]))
            each.save()
    Removed.objects.visible_to(actor).filter(pk=kept.pk).delete()
    facts_changed(actor.network_id)
    return step


def _siblings(actor: Actor, row: Step) -> list[Step]:
    return list(Step.objects.visible_to(actor).filter(initiative=row.initiative_id).exclude(pk=row.pk))


def _instead(row: Step, gone: str, firsts: list[str]) -> None:
    rest = [each for each in row.after if each != gone]
    row.after = [each for each in dict.fromkeys([*rest, *firsts]) if each != str(row.pk)]
    row.save()


def _plain(row: Scoped) -> dict[str, Any]:
    return {field.attname: _written(getattr(row, field.attname)) for field in row._meta.concrete_fields}


def _written(value: Any) -> Any:
    return str(value) if isinstance(value, (UUID, date, datetime)) else value


def _again(model: type[Any], values: dict[str, Any]) -> Any:
    """The row once more; a reference to what has gone since is left empty."""
    row = model()
    for field in model._meta.concrete_fields:
        value = field.to_python(values[field.attname]) if not field.is_relation else values[field.attname]
        if field.is_relation and value and field.null and not _stands(field.related_model, row, value):
            value = None
        setattr(row, field.attname, UUID(value) if field.is_relation and isinstance(value, str) else value)
    row.save(force_insert=True)
    return row


def _stands(model: Any, row: Any, row_id: str) -> bool:
    if not issubclass(model, Scoped):
        return True
    return bool(model.objects.of(row.network_id).filter(pk=row_id).exists())
