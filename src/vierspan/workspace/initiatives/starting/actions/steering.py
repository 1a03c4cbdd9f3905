"""Changing what an initiative is for, its phase and its state; throwing it away while nothing hangs on it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.directory.models import INITIATIVE_STATES, Initiative
from vierspan.workspace.directory.rows import PHASES
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.initiatives.starting import queries
from vierspan.workspace.initiatives.starting.actions.beginning import charter_of
from vierspan.workspace.initiatives.starting.actions.starting import Start, fill, known, several_lines
from vierspan.workspace.initiatives.starting.models import Turn

OF_THE_CHARTER = ("purpose", "result", "ends_by")


def held_initiative(actor: Actor, initiative_id: UUID) -> Initiative:
    """For who may write; nobody else changes it until this is done."""
    authorise(actor, Do.EDIT_ROOMS)
    return held(Initiative.objects.visible_to(actor), initiative_id)


def run_by(actor: Actor, initiative_id: UUID) -> Initiative:
    """For who runs it, held."""
    row = held_initiative(actor, initiative_id)
    queries.must_run(actor, row)
    return row


@transaction.atomic
def change(actor: Actor, initiative_id: UUID, wish: Start, *, seen: str) -> Initiative:
    """Put its name, purpose, kind, themes and party as wished. Raises Changed where somebody was before."""
    row = held_initiative(actor, initiative_id)
    charter = charter_of(row)
    new = Initiative(network_id=actor.network_id)
    fill(actor, new, wish)
    written = {
        "purpose": several_lines(wish.purpose, "purpose"),
        "result": several_lines(wish.result, "result"),
        "ends_by": wish.ends_by,
    }
    for column in OF_THE_CHARTER:
        setattr(row, column, getattr(charter, column))
    of_row: dict[str, Any] = {"name": new.name, "kind": new.kind, "themes": new.themes, "party_id": new.party_id}
    unchanged_since(row, seen, {**of_row, **written})
    for column, value in of_row.items():
        setattr(row, column, value)
    for column, value in written.items():
        setattr(charter, column, value)
    row.save()
    charter.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def turn_phase(actor: Actor, initiative_id: UUID, phase: str, *, reason: str = "") -> Initiative:
    """Look at it as being in another phase. Nothing stands in the way; going back asks for a reason."""
    row = run_by(actor, initiative_id)
    if not known(phase, PHASES, "phase"):
        raise Invalid("phase", "unknown_choice")
    reason = several_lines(reason, "reason")
    if is_back(row, phase) and not reason:
        raise Invalid("reason", "reason_missing")
    if phase != row.phase:
        _turn(actor, row, "phase", phase, reason)
    return row


def is_back(row: Initiative, phase: str) -> bool:
    """Whether that phase comes before the one it is in."""
    return bool(row.phase) and PHASES.index(phase) < PHASES.index(row.phase)


@transaction.atomic
def turn_state(actor: Actor, initiative_id: UUID, state: str, *, reason: str) -> Initiative:
    """Pause it, take it up again or stop it, with the reason. What is closed is closed on its own page."""
    row = run_by(actor, initiative_id)
    if not known(state, INITIATIVE_STATES, "state"):
        raise Invalid("state", "unknown_choice")
    reason = several_lines(reason, "reason")
    if not reason:
        raise Invalid("reason", "reason_missing")
    if state != row.state:
        row.ended_on = clock.today() if state in queries.CLOSED else None
        _turn(actor, row, "state", state, reason)
    return row


def _turn(actor: Actor, row: Initiative, what: str, after: str, reason: str) -> None:
    Turn.objects.create(
        network_id=actor.network_id,
        initiative=row,
        what=what,
        before=getattr(row, what),
        after=after,
        reason=reason,
        turned_on=clock.today(),
        person_id=actor.person_id,
    )
    setattr(row, what, after)
    row.save()
    facts_changed(actor.network_id)


@transaction.atomic
def remove(actor: Actor, initiative_id: UUID) -> None:
    """Written down by mistake: gone, with its steps and acts. Conflict where something hangs on it: stop it then."""
    row = run_by(actor, initiative_id)
    if queries.what_hangs(actor, row):
        raise Conflict(str(row.pk))
    Act.objects.of(actor.network_id).filter(
        kind__in=["initiative.started", "mandate.set"], subject=str(row.pk)
    ).withdraw()
    row.delete()
    facts_changed(actor.network_id)
