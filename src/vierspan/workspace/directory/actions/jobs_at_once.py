"""Where many people work, put right at once, with what it takes to put it back."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Affiliation, Person

BATCH = 500


def mend(actor: Actor, people: Sequence[Person], before: Mapping[str, str | None]) -> dict[str, Any]:
    """What runs under the party they had runs under the one they have now; who had nothing running begins there.

    Returns per person which rows were moved, from which party, and which were begun.
    """
    moved: dict[str, Any] = {}
    for start in range(0, len(people), BATCH):
        some = {person.pk: person for person in people[start : start + BATCH]}
        running = _running(actor).filter(person__in=list(some))
        wrong = [row for row in running if str(row.party_id) == before[str(row.person_id)]]
        for row in wrong:
            done = moved.setdefault(str(row.person_id), {"from": before[str(row.person_id)], "moved": []})
            done["moved"].append(str(row.pk))
            setattr(row, "party_id", some[row.person_id].party_id)  # noqa: B010 - the type has no room for nothing
            row.changed_at = clock.now()
        Affiliation.objects.of(actor.network_id).bulk_update(wrong, ["party", "changed_at"])
        begun = [_begun(actor, person) for person in some.values() if str(person.pk) not in moved]
        Affiliation.objects.bulk_create(begun)
        moved |= {str(row.person_id): {"begun": str(row.pk)} for row in begun}
    return moved


def put_back(actor: Actor, moved: Mapping[str, Any], people: set[str]) -> None:
    """The other way round, for these people."""
    rows = Affiliation.objects.of(actor.network_id)
    for person, done in moved.items():
        if person not in people:
            continue
        if "begun" in done:
            rows.filter(pk=done["begun"]).delete()
        else:
            rows.filter(pk__in=done["moved"]).update(party=UUID(done["from"]), changed_at=clock.now())


def _running(actor: Actor) -> Any:
    rows = Affiliation.objects.of(actor.network_id)
    return rows.filter(Q(until=None) | Q(until__gt=clock.today()))


def _begun(actor: Actor, person: Person) -> Affiliation:
    values: dict[str, Any] = {"party_id": person.party_id, "role": person.function, "since": person.joined_on}
    return Affiliation(id=uuid4(), network_id=actor.network_id, person=person, **values)
