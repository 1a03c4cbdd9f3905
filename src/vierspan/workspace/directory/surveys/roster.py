"""Which parties or people stand on the list of a survey."""

import uuid

from django.db.models import Q, QuerySet

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.surveys.models import RosterEntry, Survey


def taking_part(people: "QuerySet[Person]") -> "QuerySet[Person]":
    return people.filter(Q(left_on=None) | Q(left_on__gt=clock.today()))


def reachable(network_id: uuid.UUID) -> "QuerySet[Person]":
    """People who take part now and have an address, with their party, by name."""
    people = taking_part(Person.objects.of(network_id)).exclude(email="")
    return people.select_related("party").order_by("name")


def entries(survey: Survey) -> list[RosterEntry]:
    """The list as it would stand today, not kept yet."""
    here = Q(left_on=None) | Q(left_on__gt=clock.today())
    rings = Q(ring__in=survey.rings) if survey.rings else Q()
    if survey.about == "parties":
        parties = Party.objects.of(survey.network_id).filter(here, rings)
        return [_entry(survey, party, party=party) for party in parties]
    people = Person.objects.of(survey.network_id).filter(here, rings).select_related("party")
    return [_entry(survey, person, party=person.party) for person in people]


def _entry(survey: Survey, who: Party | Person, *, party: Party | None) -> RosterEntry:
    is_person = isinstance(who, Person)
    return RosterEntry(
        network_id=survey.network_id,
        survey=survey,
        about=who.pk,
        name=who.name,
        party=party.pk if is_person and party else None,
        party_name=party.name if is_person and party else "",
        function=who.function if isinstance(who, Person) else "",
        sector=party.sector if party else "",
        region=party.region if party else "",
    )
