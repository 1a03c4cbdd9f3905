"""Saying that what stands here of somebody is still true."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.queries import names, visible_to
from vierspan.workspace.directory.versions import held

HALF_A_YEAR = timedelta(days=182)


@transaction.atomic
def check(actor: Actor, actor_id: UUID, *, again_on: date | None = None) -> Person | Party:
    """A person or a party was looked at today; the next time is as far ahead as it was before, or half a year."""
    authorise(actor, Do.EDIT_DIRECTORY)
    row: Person | Party = _held(actor, actor_id)
    today = clock.today()
    if again_on is not None and again_on <= today:
        raise Invalid("next_check", "day_not_in_future")
    row.next_check = again_on or today + interval(row)
    row.checked_on = today
    row.checked_by = who_checks(actor)
    row.save()
    facts_changed(actor.network_id)
    return row


def interval(row: Any) -> timedelta:
    if row.next_check and row.checked_on and row.next_check > row.checked_on:
        return timedelta(days=(row.next_check - row.checked_on).days)
    return HALF_A_YEAR


def who_checks(actor: Actor) -> str:
    """As the directory calls the actor, else as their account does."""
    known = names(actor, [actor.person_id]) if actor.person_id else {}
    person = known.get(actor.person_id) if actor.person_id else None
    return person.name if person else User.objects.get(pk=actor.user_id).called


def _held(actor: Actor, actor_id: UUID) -> Any:
    found = names(actor, [actor_id]).get(actor_id)
    if found is None:
        raise NotFound
    return held(visible_to(actor, Person if found.kind == "person" else Party), actor_id)
