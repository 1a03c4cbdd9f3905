"""Which party sits down before which."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Initiative, Party
from vierspan.workspace.directory.versions import held
from vierspan.workspace.initiatives.planning.models import REASONS, Before

LONGEST = 300


@transaction.atomic
def put_before(actor: Actor, initiative_id: UUID, first: UUID, then: UUID, *, reason: str, why: str = "") -> Before:
    """One party before another, and why; saying it again changes why."""
    authorise(actor, Do.EDIT_ROOMS)
    initiative = held(Initiative.objects.visible_to(actor), initiative_id)
    if first == then:
        raise Invalid("then", "needs_two")
    if Party.objects.visible_to(actor).filter(pk__in=[first, then]).count() < len({first, then}):
        raise Invalid("first", "unknown_party")
    if reason not in ("", *REASONS):
        raise Invalid("reason", "unknown_choice")
    rows = Before.objects.visible_to(actor).filter(initiative=initiative)
    row = rows.filter(first=first, then=then).first() or Before(
        network_id=actor.network_id, initiative=initiative, first_id=first, then_id=then
    )
    row.reason, row.why = reason, tidy(why)[:LONGEST]
    row.save()
    return row


@transaction.atomic
def take_away(actor: Actor, before_id: UUID) -> Before:
    """It is not asked any more; returns what it was, so that it can be put back."""
    authorise(actor, Do.EDIT_ROOMS)
    row = Before.objects.visible_to(actor).filter(pk=before_id).first()
    if row is None:
        raise NotFound
    Before.objects.visible_to(actor).filter(pk=before_id).delete()
    return row
