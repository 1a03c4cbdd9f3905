"""Who is taken out, and by which names and addresses their traces are known."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Membership
from vierspan.workspace.networks.whose import ACCOUNT, PERSON

SOMEBODY = "…"  # stands where the name stood
SHORTEST = 3  # what is shorter names nobody


@dataclass(frozen=True, slots=True)
class Erased:
    """Whose traces are erased. `accounts` are theirs in this network, never of who erases."""

    network_id: UUID
    person: Person
    accounts: list[UUID] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    @property
    def owners(self) -> list[tuple[str, UUID]]:
        return [(PERSON, self.person.pk), *((ACCOUNT, each) for each in self.accounts)]

    @property
    def named(self) -> "re.Pattern[str]":
        """Their name, their number and their addresses, wherever they stand in a text."""
        return _any_of({self.person.name, self.person.phone, *self.addresses})

    @property
    def first_name(self) -> str:
        return self.person.name.split()[0]

    @property
    def called(self) -> "re.Pattern[str]":
        """The same, and their first name, which others may have too."""
        return _any_of({self.person.name, self.person.phone, self.first_name, *self.addresses})


def _any_of(known: set[str]) -> "re.Pattern[str]":
    told = sorted((each for each in known if len(each) >= SHORTEST), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + ("|".join(map(re.escape, told)) or "(?!)") + r")(?!\w)", re.IGNORECASE)


def erased(actor: Actor, person: Person) -> Erased:
    """Who takes out the person that they are themself keeps their account."""
    rows = Membership.objects.of(actor.network_id).filter(person_id=person.pk).exclude(user_id=actor.user_id)
    found = list(rows.select_related("user"))
    addresses = {person.email, *(each.user.email for each in found)} - {""}
    return Erased(actor.network_id, person, [each.user_id for each in found], sorted(addresses))
