"""Who agreed to be named outside, and whose names stand in a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from vierspan.workspace.course.positioning.models import Agreement
from vierspan.workspace.directory.models import Person

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Leave:
    """The people of a network who may not be named outside, by the words of their names and by their addresses."""

    agreed: frozenset[UUID]
    others: tuple[tuple[Person, tuple[str, ...]], ...]
    addresses: frozenset[str]
    withheld: list[Person] = field(default_factory=list)

    def named(self, *texts: str) -> list[Person]:
        """Those of them who stand in these texts by their whole name."""
        said = [WORD.findall(text.casefold()) for text in texts if text]
        return [person for person, name in self.others if any(_holds(words, name) for words in said)]

    def clears(self, *texts: str) -> bool:
        """Whether these texts may go outside; who stands in the way is remembered."""
        found = self.named(*texts)
        self.withheld.extend(person for person in found if person not in self.withheld)
        return not found

    def clears_address(self, email: str) -> bool:
        return email.strip().casefold() not in self.addresses


def leave_of(network_id: UUID) -> Leave:
    agreed = agreed_in(network_id)
    others = Person.objects.of(network_id).exclude(pk__in=agreed).only("pk", "name", "email", "network_id")
    people = [(person, tuple(WORD.findall(person.name.casefold()))) for person in others]
    return Leave(
        agreed,
        tuple((person, name) for person, name in people if name),
        frozenset(person.email.strip().casefold() for person, _name in people if person.email),
    )


def agreed_in(network_id: UUID) -> frozenset[UUID]:
    """Two rows of one person, as after doubles were brought together, agree only where both do."""
    rows = Agreement.objects.of(network_id).values_list("person", "agrees")
    said: dict[UUID, bool] = {}
    for person, agrees in rows:
        said[person] = said.get(person, True) and agrees
    return frozenset(person for person, agrees in said.items() if agrees)


def _holds(words: list[str], name: tuple[str, ...]) -> bool:
    first, length = name[0], len(name)
    return any(words[at] == first and tuple(words[at : at + length]) == name for at in range(len(words) - length + 1))


def people_of(network_id: UUID, ids: Iterable[UUID]) -> list[Person]:
    return list(Person.objects.of(network_id).filter(pk__in=list(ids)).order_by("name"))
