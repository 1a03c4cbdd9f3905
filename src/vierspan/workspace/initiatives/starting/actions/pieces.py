"""What is wanted in a phase: said to be there, asked for, struck; and the gate question in own words."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.rows import PHASES
from vierspan.workspace.initiatives.starting.actions.beginning import charter_of
from vierspan.workspace.initiatives.starting.actions.starting import known, several_lines
from vierspan.workspace.initiatives.starting.actions.steering import held_initiative
from vierspan.workspace.initiatives.starting.models import Piece

LONGEST = 200


@transaction.atomic
def want(actor: Actor, initiative_id: UUID, phase: str, name: str) -> Piece:
    """One more thing to have before one goes on with an easy mind."""
    row = held_initiative(actor, initiative_id)
    if not known(phase, PHASES, "phase"):
        raise Invalid("phase", "unknown_choice")
    name = tidy(name)
    if not name:
        raise Invalid("name", "needs_a_name")
    if len(name) > LONGEST:
        raise Invalid("name", "too_long")
    place = Piece.objects.of(actor.network_id).filter(initiative=row).count()
    return Piece.objects.create(network_id=actor.network_id, initiative=row, phase=phase, name=name, place=place)


@transaction.atomic
def is_there(actor: Actor, piece_id: UUID) -> Piece:
    row = _piece(actor, piece_id)
    if row.there_since is None:
        row.there_since, row.said_by_id = clock.today(), actor.person_id
        row.save()
    return row


@transaction.atomic
def is_missing(actor: Actor, piece_id: UUID) -> Piece:
    """It is not there after all."""
    row = _piece(actor, piece_id)
    row.there_since, row.said_by = None, None
    row.save()
    return row


@transaction.atomic
def strike(actor: Actor, piece_id: UUID) -> Piece:
    """It is not wanted any more."""
    row = _piece(actor, piece_id)
    Piece.objects.of(actor.network_id).filter(pk=row.pk).delete()
    return row


@transaction.atomic
def ask(actor: Actor, initiative_id: UUID, phase: str, question: str) -> None:
    """The gate question in own words; nothing brings back the usual one."""
    row = held_initiative(actor, initiative_id)
    if not known(phase, PHASES, "phase"):
        raise Invalid("phase", "unknown_choice")
    charter = charter_of(row)
    rest = {key: words for key, words in charter.questions.items() if key != phase}
    words = several_lines(question, "question")
    charter.questions = {**rest, phase: words} if words else rest
    charter.save()


def _piece(actor: Actor, piece_id: UUID) -> Piece:
    authorise(actor, Do.EDIT_ROOMS)
    row = Piece.objects.visible_to(actor).filter(pk=piece_id).first()
    if row is None:
        raise NotFound
    return row
