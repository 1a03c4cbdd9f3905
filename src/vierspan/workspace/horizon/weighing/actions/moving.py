"""From weak to emerging to a theme, or off the radar: each step with its day and its reason, and a way back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record, take_back
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Theme
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.models import SIGNAL_STAGES, Signal
from vierspan.workspace.horizon.weighing.models import Move

THEME = "theme"
LONGEST_REASON, LONGEST_NAME = 500, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """To which stage and why. A signal that becomes a theme becomes the one that is named, or a new one."""

    stage: str
    reason: str = ""
    theme: UUID | None = None
    new_theme: str = ""


@transaction.atomic
def move(actor: Actor, signal_id: UUID, step: Step) -> Move:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Signal.objects.visible_to(actor), signal_id)
    _checked(row, step)
    made = Move(
        network_id=actor.network_id,
        signal=row,
        before=row.stage or "weak",
        after=step.stage,
        moved_on=clock.today(),
        reason=tidy(step.reason),
        by_id=actor.person_id,
        theme_before_id=row.theme_id,
    )
    row.stage = step.stage
    row.adopted_on = clock.today() if step.stage == THEME else None
    if step.stage == THEME:
        _adopt(actor, row, step, made)
    row.save()
    made.save()
    facts_changed(actor.network_id)
    return made


@transaction.atomic
def undo(actor: Actor, signal_id: UUID) -> Move:
    """Take back the last step; a theme that was made by it goes too, where nothing hangs on it yet."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Signal.objects.visible_to(actor), signal_id)
    last = Move.objects.visible_to(actor).filter(signal=row).select_related("made_theme").first()
    if last is None or last.after != row.stage:
        raise Conflict
    earlier = Move.objects.visible_to(actor).filter(signal=row, after=THEME).exclude(pk=last.pk).first()
    row.stage, row.theme_id = last.before, last.theme_before_id
    row.adopted_on = earlier.moved_on if earlier and last.before == THEME else None
    row.save()
    take_back(actor, last.act)
    last.delete()
    if last.made_theme and not _is_in_use(last.made_theme):
        last.made_theme.delete()
    return last


def _checked(row: Signal, step: Step) -> None:
    if step.stage not in SIGNAL_STAGES:
        raise Invalid("stage", "unknown_choice")
    if step.stage == (row.stage or "weak"):
        raise Invalid("stage", "stage_stands_already")
    if not tidy(step.reason):
        raise Invalid("reason", "reason_missing")
    if len(tidy(step.reason)) > LONGEST_REASON:
        raise Invalid("reason", "too_long")


def _adopt(actor: Actor, row: Signal, step: Step, made: Move) -> None:
    if step.theme:
        row.theme = Theme.objects.visible_to(actor).filter(pk=step.theme, retired_on=None).first()
        if row.theme is None:
            raise Invalid("theme", "unknown_choice")
    else:
        row.theme = made.made_theme = _new_theme(actor, row, step.new_theme)
    about = {"subject": str(row.theme.pk), "touched": [str(row.spotter_id)] if row.spotter_id else []}
    who = {"person": row.spotter_id, "party": row.party_id} if row.spotter_id else {"party": own_party(actor)}
    made.act = record(actor, "theme.emerged", **{**about, **who}).pk


def _new_theme(actor: Actor, row: Signal, name: str) -> Theme:
    name = tidy(name) or row.name
    if len(name) > LONGEST_NAME:
        raise Invalid("new_theme", "too_long")
    names = Theme.objects.visible_to(actor).values_list("name", flat=True)
    if any(name.casefold() == each.casefold() for each in names):
        raise Invalid("new_theme", "name_taken")
    made = Theme(network_id=actor.network_id, name=name, description=row.note or row.name, proposed_on=clock.today())
    made.proposed_by_id, made.party_id = row.spotter_id, row.party_id
    made.save()
    return made


def _is_in_use(theme: Theme) -> bool:
    """Whether any row points at it."""
    for relation in theme._meta.related_objects:
        model: Any = relation.related_model
        if model.objects.of(theme.network_id).filter(**{relation.field.name: theme.pk}).exists():
            return True
    return False
