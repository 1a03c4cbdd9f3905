"""Standing behind a role: a party that grants it, and people who recognise somebody in it."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles.actions import keeping
from vierspan.workspace.leadership.roles.models import Backing


@transaction.atomic
def grant(actor: Actor, role_id: UUID, party_id: UUID) -> None:
    """This party agrees to it, said by who works there or by a leader."""
    row, party = _spoken_for(actor, role_id, party_id)
    if str(party) not in row.granted_by:
        row.granted_by = [*row.granted_by, str(party)]
        row.save()
        facts_changed(actor.network_id)


@transaction.atomic
def grant_no_more(actor: Actor, role_id: UUID, party_id: UUID) -> None:
    row, party = _spoken_for(actor, role_id, party_id)
    row.granted_by = [each for each in row.granted_by if each != str(party)]
    row.save()
    facts_changed(actor.network_id)


@transaction.atomic
def grant_myself(actor: Actor, role_id: UUID) -> Backing:
    """Who speaks for no party agrees for themselves."""
    return _back(actor, keeping.readable(actor, role_id), "grants")


@transaction.atomic
def recognise(actor: Actor, role_id: UUID) -> Backing:
    """The reader sees this person do it. Said openly, with a name; nobody recognises themselves."""
    row = keeping.readable(actor, role_id)
    if actor.person_id == row.person_id:
        raise Invalid("person", "not_of_yourself")
    return _back(actor, row, "recognises")


@transaction.atomic
def take_back(actor: Actor, role_id: UUID, kind: str) -> None:
    """One's own word, and nobody else's."""
    row = keeping.readable(actor, role_id)
    Backing.objects.of(actor.network_id).filter(role=row, person=_oneself(actor), kind=kind).delete()


def _back(actor: Actor, row: RoleHeld, kind: str) -> Backing:
    about = {"role": row, "person_id": _oneself(actor), "kind": kind}
    found = Backing.objects.of(actor.network_id).filter(**about).first()
    if found is None:
        found = Backing(network_id=actor.network_id, since=clock.today(), **about)
        found.save()
    return found


def _oneself(actor: Actor) -> UUID:
    if actor.person_id is None:
        raise NotAllowed("needs_person")
    return actor.person_id


def _spoken_for(actor: Actor, role_id: UUID, party_id: UUID) -> tuple[RoleHeld, UUID]:
    row = keeping.readable(actor, role_id)
    if not Party.objects.visible_to(actor).filter(pk=party_id).exists():
        raise Invalid("party", "unknown_party")
    speaks_for(actor, party_id)
    return row, party_id
