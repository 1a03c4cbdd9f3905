"""Practising with somebody of another party."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.directory.versions import held
from vierspan.workspace.leadership.growth import letters, queries
from vierspan.workspace.leadership.growth.actions.checks import somebody_else, told
from vierspan.workspace.leadership.growth.models import Pair, Shared


@transaction.atomic
def ask(actor: Actor, person_id: UUID | None, message: str = "") -> Pair:
    """Somebody of another party, with an account here; they hear of it and say yes or no."""
    mine = queries.me(actor)
    person = somebody_else(actor, person_id, mine)
    if any(each.person.pk == person.pk for each in queries.buddies(actor)):
        raise Invalid("person", "buddies_already")
    if not queries.who_read(actor).filter(pk=person.pk).exists():
        raise Invalid("person", "needs_an_account")
    if all(each.pk != person.pk for each in queries.may_be_buddy(actor)):
        raise Invalid("person", "not_across_parties")
    made = Pair(network_id=actor.network_id, asker_id=mine, asked=person, message=told(message, "message"))
    made.save()
    letters.ask_for_a_buddy(made)
    return made


@transaction.atomic
def accept(actor: Actor, pair_id: UUID) -> Pair:
    """Only who was asked can."""
    found = _pair(actor, pair_id)
    if found.asked_id != actor.person_id or found.began_on:
        raise Conflict
    found.began_on = clock.today()
    found.save()
    letters.tell_they_said_yes(found)
    return found


@transaction.atomic
def end(actor: Actor, pair_id: UUID) -> None:
    """Said no, taken back or come to an end; what the two shared with each other closes for the other."""
    found = _pair(actor, pair_id)
    found.ended_on = clock.today()
    found.save()
    for reader, author in ((found.asker_id, found.asked_id), (found.asked_id, found.asker_id)):
        theirs = Q(entry__person=author) | Q(try_out__person=author)
        rows = Shared.objects.visible_to(actor).filter(theirs, person=reader).values_list("pk", flat=True)
        Shared.objects.visible_to(actor).filter(pk__in=list(rows)).delete()


def _pair(actor: Actor, pair_id: UUID) -> Pair:
    """One of the actor's own that has not ended; NotFound for anybody else."""
    mine = queries.me(actor)
    rows = Pair.objects.visible_to(actor).filter(Q(asker=mine) | Q(asked=mine), ended_on=None)
    return held(rows, pair_id)
