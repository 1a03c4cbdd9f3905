"""Saying who one is on the list of people.

Only somebody themselves says it, and only of the person beside whom stands the address that they sign in with: a
leader who could say it of others would open what is theirs alone.
"""

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks.models import Membership


def could_be(actor: Actor) -> Person | None:
    """The one person who stands under the address of whom asks; nobody who ever was somebody else's account."""
    authorise(actor, Do.ASK_ABOUT_SELF)
    address = User.objects.get(pk=actor.user_id).email
    taken = Membership.objects.of(actor.network_id).exclude(person_id=None).exclude(user=actor.user_id)
    rows = Person.objects.visible_to(actor).filter(email__iexact=address, left_on=None)
    found: list[Person] = list(rows.exclude(pk__in=taken.values("person_id"))[:2])
    return found[0] if len(found) == 1 and address else None


@transaction.atomic
def claim(actor: Actor) -> Person:
    """From now on this account is that person."""
    person = could_be(actor) if actor.person_id is None else None
    if person is None:
        raise NotFound
    networks.be(actor, person.pk)
    return person
