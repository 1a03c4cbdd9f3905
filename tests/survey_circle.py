"""Eight parties that are asked about each other, two people each."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from factories import actor_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.surveys import answering, standard
from vierspan.workspace.directory.surveys.actions import drafts, running
from vierspan.workspace.directory.surveys.actions.drafts import Description
from vierspan.workspace.directory.surveys.models import Item, Survey
from vierspan.workspace.networks import actions as networks

SECTORS = ("care", "council")


@dataclass(frozen=True, slots=True)
class Circle:
    lead: Actor
    parties: list[Party]
    people: list[Person]

    def draft(self, title: str = "How do we know each other?", **more: Any) -> Survey:
        """Everything chosen, ready to open."""
        survey = drafts.create(self.lead, Description(title=title, language="en", **more))
        drafts.choose_voices(self.lead, survey.pk, [person.pk for person in self.people])
        survey.refresh_from_db()
        return self.dated(survey)

    def dated(self, survey: Survey) -> Survey:
        last_day = clock.today() + timedelta(days=14)
        seen = survey.changed_at.isoformat()
        return drafts.write_letters(self.lead, survey.pk, standard.letters(), closes_on=last_day, seen=seen)

    def opened(self, **more: Any) -> Survey:
        survey = self.draft(**more)
        running.open_to_voices(self.lead, survey.pk)
        survey.refresh_from_db()
        return survey


def make_circle() -> Circle:
    user = User.objects.create_user("lead@example.org", "Lead", "en")
    network = networks.create(user, name="The circle", language="en")
    parties = [
        Party(network=network, name=f"Party {n}", sector=SECTORS[n % 2], region="East", ring="core") for n in range(8)
    ]
    for party in parties:
        party.save()
    people = [
        Person(network=network, name=f"Person {n}", email=f"p{n}@example.org", party=parties[n // 2]) for n in range(16)
    ]
    for person in people:
        person.save()
    return Circle(actor_of(user, network, Role.LEAD), parties, people)


def drawn(survey: Survey, token: str, seed: int) -> dict[str, dict[str, int]]:
    """An answer to every question about every name."""
    chance = Random(seed)  # noqa: S311 - any answers will do
    items = list(Item.objects.of(survey.network_id).filter(survey=survey))
    names = sorted(str(entry.id) for entry in answering.opened(token).roster)
    return {about: {item.key: chance.randint(item.low, item.high) for item in items} for about in names}
