"""Twelve people of four parties who are asked about leading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from factories import actor_of, as_person, join
from vierspan.workspace.access import answer_keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.leadership.questions import answering, items
from vierspan.workspace.leadership.questions.actions import choosing, running
from vierspan.workspace.leadership.questions.actions.choosing import Shape
from vierspan.workspace.leadership.questions.models import Invitation, Round
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks.models import Network


@dataclass(frozen=True, slots=True)
class Circle:
    network: Network
    lead: Actor
    me: Actor  # Person 1
    second: Actor  # Person 2
    other: Actor  # Person 3
    observer: Actor
    guest: Actor
    outsider: Actor  # leads another network
    people: list[Person]

    def shape(self, **more: Any) -> Shape:
        return Shape(**{"language": "en", "closes_on": clock.today() + timedelta(days=14), **more})

    def drafted_about_me(self, raters: Sequence[Person], **more: Any) -> Round:
        assert self.second.person_id is not None
        made = choosing.ask_about_me(self.me, self.shape(second=self.second.person_id, **more))
        choosing.choose_people(self.me, made.pk, [person.pk for person in raters])
        choosing.agree(self.second, made.pk)
        return choosing.agree(self.me, made.pk)

    def opened_about_me(self, raters: Sequence[Person], **more: Any) -> Round:
        made = self.drafted_about_me(raters, **more)
        running.open_round(self.me, made.pk)
        return again(made)

    def opened_for_all(self, kind: str, **more: Any) -> Round:
        made = choosing.ask_all(self.lead, kind, self.shape(**more))
        running.open_round(self.lead, made.pk)
        return again(made)


def again(of: Round) -> Round:
    """As it stands now."""
    return Round.objects.of(of.network_id).select_related("network").get(pk=of.pk)


def token(of: Round, person: Person) -> str:
    found = Invitation.objects.of(of.network_id).get(round=of, person=person)
    return answer_keys.token(again(of), found)


def answer(of: Round, person: Person, answers: Mapping[str, int]) -> None:
    answering.keep(token(of, person), answers)
    answering.hand_in(token(of, person))


def all_alike(kind: str, value: int) -> dict[str, int]:
    return dict.fromkeys(items.keys(kind), value)


def make_circle(count: int = 12) -> Circle:
    user, network = _network("The circle")
    parties = [Party.objects.create(network=network, name=f"Party {letter}") for letter in "ABCD"]
    people = [
        Person.objects.create(network=network, name=f"Person {n}", email=f"p{n}@example.org", party=parties[n % 4])
        for n in range(1, count + 1)
    ]
    me, second, other = (as_person(_joined(network, f"p{n}", Role.MEMBER), f"Person {n}") for n in (1, 2, 3))
    outsider, elsewhere = _network("Elsewhere")
    return Circle(
        network=network,
        lead=actor_of(user, network, Role.LEAD),
        me=me,
        second=second,
        other=other,
        observer=_joined(network, "observer", Role.OBSERVER),
        guest=_joined(network, "guest", Role.GUEST),
        outsider=actor_of(outsider, elsewhere, Role.LEAD),
        people=people,
    )


def _network(name: str) -> tuple[User, Network]:
    user = User.objects.create_user(f"{name.rsplit(maxsplit=1)[-1].lower()}@example.org", f"Leader of {name}", "en")
    return user, networks.create(user, name=name, language="en")


def _joined(network: Network, name: str, role: Role) -> Actor:
    return join(User.objects.create_user(f"{name}@example.org", name, "en"), network, role)
