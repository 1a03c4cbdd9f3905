"""On whose behalf somebody may speak."""

from uuid import UUID

from django.db.models import Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.directory.models import Affiliation, Party, Person


def spoken_for(actor: Actor) -> list[Party]:
    """The parties whose word the actor may write down: for a leader every one, for others those they work for today."""
    rows = Party.objects.of(actor.network_id).order_by("name")
    return list(rows if actor.role is Role.LEAD else rows.filter(pk__in=own_parties(actor)))


def own_parties(actor: Actor) -> set[UUID]:
    """The parties that the actor works for today, by id."""
    if actor.person_id is None:
        return set()
    today = clock.today()
    now = Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today)
    jobs = Affiliation.objects.of(actor.network_id).filter(*now, person=actor.person_id).values_list("party", flat=True)
    main = Person.objects.of(actor.network_id).filter(pk=actor.person_id).exclude(party=None)
    return {*jobs, *main.values_list("party", flat=True)}


def own_party(actor: Actor) -> UUID | None:
    """The one that an act of the actor is put down to, unless another is named."""
    if actor.person_id is None:
        return None
    main = Person.objects.of(actor.network_id).filter(pk=actor.person_id).values_list("party", flat=True).first()
    return main or next(iter(sorted(own_parties(actor))), None)


def speaks_for(actor: Actor, party_id: UUID) -> None:
    """Go on when the actor may write down that party's word; else NotAllowed."""
    if actor.role is not Role.LEAD and party_id not in own_parties(actor):
        raise NotAllowed("not_your_party")
