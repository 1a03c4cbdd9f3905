"""What a person or party may lack, to find in a list what asks for care."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Affiliation, Person, Tie

Standing = Callable[[UUID], Q]


def _to_check(_network_id: UUID) -> Q:
    return Q(next_check__lte=clock.today(), left_on=None)


def _never_checked(_network_id: UUID) -> Q:
    return Q(checked_on=None, left_on=None)


def _no_people(network_id: UUID) -> Q:
    here: Any = OuterRef("pk")
    mains = Person.objects.of(network_id).filter(party=here)
    others = Affiliation.objects.of(network_id).filter(party=here)
    return Q(~Exists(mains), ~Exists(others))


def _no_party(network_id: UUID) -> Q:
    return Q(~Exists(Affiliation.objects.of(network_id).filter(person=OuterRef("pk"))), party=None)


def _no_ties(network_id: UUID) -> Q:
    ties = Tie.objects.of(network_id)
    return Q(~Exists(ties.filter(source=OuterRef("pk"))), ~Exists(ties.filter(target=OuterRef("pk"))))


STANDINGS: Mapping[str, Mapping[str, Standing]] = MappingProxyType(
    {
        "parties": {
            "to_check": _to_check,
            "never_checked": _never_checked,
            "no_people": _no_people,
            "no_ties": _no_ties,
        },
        "people": {
            "to_check": _to_check,
            "never_checked": _never_checked,
            "no_party": _no_party,
            "no_ties": _no_ties,
        },
    }
)


def standing(table: str, key: str, network_id: UUID) -> Q:
    """The rows of people or parties that stand so; none where nobody knows what that is."""
    found = STANDINGS.get(table, {}).get(key)
    return found(network_id) if found else Q(pk__in=[])
