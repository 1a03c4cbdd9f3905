"""Who keeps a contact warm: taking it on, handing it over, being reminded."""

from uuid import UUID

from django.db import models, transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.outside.jobs import remind_in_time
from vierspan.workspace.horizon.outside.models import Keeper, Stakeholder


@transaction.atomic
def keep(actor: Actor, stakeholder_id: UUID, person_id: UUID) -> Keeper:
    """From today this person keeps it warm, beside who does already."""
    row = _stakeholder(actor, stakeholder_id)
    person = Person.objects.visible_to(actor).filter(pk=person_id, left_on=None).first()
    if person is None:
        raise Invalid("person", "nobody_by_that_name")
    found = _of(actor, stakeholder_id).filter(person=person).first()
    if found is None:
        found = Keeper(network_id=actor.network_id, stakeholder=row, person=person, since=clock.today())
        found.save()
    return found


@transaction.atomic
def end(actor: Actor, stakeholder_id: UUID, person_id: UUID) -> None:
    """This person keeps it warm no longer; that they did stays."""
    _stakeholder(actor, stakeholder_id)
    _one(actor, stakeholder_id, person_id)
    _of(actor, stakeholder_id).filter(person=person_id).update(until=clock.today(), is_reminded=False)


@transaction.atomic
def hand_over(actor: Actor, stakeholder_id: UUID, *, giver: UUID, taker: UUID) -> Keeper:
    """Somebody else takes it on from here."""
    if giver == taker:
        raise Conflict
    _one(actor, stakeholder_id, giver)
    made = keep(actor, stakeholder_id, taker)
    end(actor, stakeholder_id, giver)
    return made


@transaction.atomic
def remind_me(actor: Actor, stakeholder_id: UUID) -> None:
    """By mail, in the week in which it is time."""
    remind_in_time(_choose(actor, stakeholder_id, is_reminded=True))


@transaction.atomic
def remind_me_no_more(actor: Actor, stakeholder_id: UUID) -> None:
    _choose(actor, stakeholder_id, is_reminded=False)


def _choose(actor: Actor, stakeholder_id: UUID, *, is_reminded: bool) -> Keeper:
    """Only one's own mail is one's own to choose."""
    _stakeholder(actor, stakeholder_id)
    if actor.person_id is None:
        raise Invalid("person", "needs_person")
    found = _one(actor, stakeholder_id, actor.person_id)
    found.is_reminded = is_reminded
    found.save()
    return found


def _stakeholder(actor: Actor, stakeholder_id: UUID) -> Stakeholder:
    authorise(actor, Do.EDIT_ROOMS)
    return held(Stakeholder.objects.visible_to(actor), stakeholder_id)


def _of(actor: Actor, stakeholder_id: UUID) -> "models.QuerySet[Keeper]":
    return Keeper.objects.of(actor.network_id).filter(stakeholder=stakeholder_id, until=None)


def _one(actor: Actor, stakeholder_id: UUID, person_id: UUID) -> Keeper:
    authorise(actor, Do.EDIT_ROOMS)
    found = _of(actor, stakeholder_id).filter(person=person_id).first()
    if found is None:
        raise NotFound
    return found
