"""Sixteen people of four parties who are asked how working together goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from factories import actor_of, as_person, join
from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.reflection import answering, house
from vierspan.workspace.conditions.reflection.actions import rounds
from vierspan.workspace.conditions.reflection.actions.rounds import Asked, Shape
from vierspan.workspace.conditions.reflection.answering import Said
from vierspan.workspace.conditions.reflection.models import Invitation, Round
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks.models import Network

ITEMS = tuple(each["key"] for each in house.questions())


@dataclass(frozen=True, slots=True)
class Circle:
    network: Network
    lead: Actor
    member: Actor  # Person 1
    other: Actor  # Person 2
    observer: Actor
    outsider: Actor  # leads another network
    people: list[Person]

    def shape(self, **more: Any) -> Shape:
        last_day = clock.today() + timedelta(days=7)
        asked = [Asked(key=key) for key in ITEMS]
        return Shape(**{"title": "Spring", "language": "en", "questions": asked, "closes_on": last_day, **more})

    def opened(self, **more: Any) -> Round:
        made = rounds.create(self.lead, self.shape(**more))
        rounds.open_round(self.lead, made.pk)
        made.refresh_from_db()
        return made

    def answer(self, of: Round, people: Sequence[Person], value: int = 4, **more: Any) -> None:
        for person in people:
            answers = {each["key"]: value for each in of.questions}
            answering.hand_in(token(of, person), Said(answers=answers, **more))


def token(of: Round, person: Person) -> str:
    """What stands in the link of this person's letters."""
    return keys.token(of, Invitation.objects.of(of.network_id).get(round=of, person=person))


def make_circle() -> Circle:
    user = User.objects.create_user("lead@example.org", "Lead", "en")
    network = networks.create(user, name="The circle", language="en")
    parties = [
        Party(network=network, name=f"Party {n}", sector=("care", "council")[n % 2], ring="core") for n in range(4)
    ]
    for party in parties:
        party.save()
    people = [
        Person(network=network, name=f"Person {n}", email=f"p{n}@example.org", party=parties[n // 4], ring="core")
        for n in range(16)
    ]
    for person in people:
        person.save()
    users = [User.objects.create_user(f"user{n}@example.org", f"User {n}", "en") for n in range(4)]
    elsewhere = networks.create(users[3], name="Elsewhere", language="en")
    return Circle(
        network=network,
        lead=as_person(actor_of(user, network, Role.LEAD), "Person 0"),
        member=as_person(join(users[0], network, Role.MEMBER), "Person 1"),
        other=as_person(join(users[1], network, Role.MEMBER), "Person 2"),
        observer=join(users[2], network, Role.OBSERVER),
        outsider=actor_of(users[3], elsewhere, Role.LEAD),
        people=people,
    )
