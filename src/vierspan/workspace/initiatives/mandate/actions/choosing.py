"""The mandate on record: on whose behalf an initiative works, on which conditions, and when it is looked at again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.models import Party
from vierspan.workspace.initiatives.mandate.models import CHOICES, Choice, OfWhom
from vierspan.workspace.initiatives.starting.actions.starting import several_lines
from vierspan.workspace.initiatives.starting.actions.steering import run_by

PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """What is chosen. `advised` holds the figures and the advice as they were shown, and `potential` 1 to 5."""

    mandate: str
    parties: Sequence[UUID] = ()
    conditions: str = ""
    review_on: date | None = None
    advised: Mapping[str, Any] = field(default_factory=dict)
    potential: float | None = None


@transaction.atomic
def choose(actor: Actor, initiative_id: UUID, wish: Mandate) -> Choice:
    """Put it on record; earlier choices stay to be read. It is an act of who sets it."""
    row = run_by(actor, initiative_id)
    if wish.mandate not in CHOICES:
        raise Invalid("mandate", "unknown_choice")
    parties = list(Party.objects.visible_to(actor).filter(pk__in=list(wish.parties)))
    if len(parties) != len(set(wish.parties)):
        raise Invalid("parties", "nobody_by_that_name")
    if wish.mandate == PART and not parties:
        raise Invalid("parties", "choose_parties")
    if wish.review_on and wish.review_on < clock.today():
        raise Invalid("review_on", "day_in_past")
    made = Choice.objects.create(
        network_id=actor.network_id,
        initiative=row,
        mandate=wish.mandate,
        conditions=several_lines(wish.conditions, "conditions"),
        review_on=wish.review_on,
        chosen_on=clock.today(),
        person_id=actor.person_id,
        advised=dict(wish.advised),
    )
    for each in parties if wish.mandate == PART else ():
        OfWhom.objects.create(network_id=actor.network_id, choice=made, party=each)
    row.mandate, row.mandate_on, row.mandate_by_id = wish.mandate, clock.today(), actor.person_id
    row.potential = wish.potential if wish.potential is not None else row.potential
    row.save()
    record(actor, "mandate.set", subject=str(row.pk), touched=[str(each.pk) for each in parties])
    return made
