"""Made-up networks with rounds of questions about leading, held through the real actions, and who said what in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import F
from django.test import Client

from factories import actor_of, as_person, join
from leadership_circle import again
from vierspan.workspace.access import answer_keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.leadership.questions import items
from vierspan.workspace.leadership.questions.actions import choosing, running
from vierspan.workspace.leadership.questions.actions.choosing import Shape
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks.models import Network

ROLES = ("leader", "owner", "second", "rater", "member", "observer", "guest", "elsewhere")
SINCE = timedelta(days=100)  # from one round to the next of its kind
FEWEST, MOST = 4, 20
Sheet = dict[str, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A round that was closed. `sheets`: by the id of who handed it in, what they said; as only the test knows."""

    of: Round
    sheets: Mapping[str, Sheet]


@dataclass(frozen=True, slots=True)
class World:
    """`side`: by the id of a person, their party. `asked`: those who answer, without owner and second person."""

    network: Network
    actors: Mapping[str, Actor]
    side: Mapping[str, str]
    asked: Sequence[Person]
    held: list[Held] = field(default_factory=list)

    def client(self, role: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(pk=self.actors[role].user_id))
        return client

    @property
    def owner(self) -> UUID:
        person = self.actors["owner"].person_id
        assert person is not None
        return person

    def everybody(self) -> list[Person]:
        return list(Person.objects.of(self.network.pk).order_by("name"))


def dice(seed: object) -> Random:
    return Random(str(seed))  # noqa: S311 - made-up networks that come back the same


def made_world(seed: int) -> World:
    """Two to five rounds with the same people, one of them at least about the owner."""
    chance = dice(seed)
    world = empty_world(seed, chance)
    kinds = [ABOUT, *chance.choices((ABOUT, EVERYONE, NEED), weights=(3, 1, 1), k=chance.randint(1, 4))]
    chance.shuffle(kinds)
    for kind in kinds:
        hold(world, kind, chance)
    return world


def hold(world: World, kind: str, chance: Random) -> None:
    """One round, from the draft to its closing; those before it are longer ago by then."""
    of = opened(world, kind, chance)
    if of is None:
        return
    people = asked_of(world, of)
    world.held.append(Held(of, answered(world, of, sheets_for(world, kind, people, chance))))
    running.close(world.actors["owner" if kind == ABOUT else "leader"], of.pk)


def opened(world: World, kind: str, chance: Random) -> Round | None:
    """None where nobody can be asked: too few people, or of one party only."""
    Round.objects.of(world.network.pk).filter(state="closed").update(closed_on=F("closed_on") - SINCE)
    shape: dict[str, Any] = {"language": "en", "closes_on": clock.today() + timedelta(days=9)}
    owner, leader, second = (world.actors[role] for role in ("owner", "leader", "second"))
    if len(set(world.side.values())) < 2:
        return None
    if kind == ABOUT:
        made = choosing.ask_about_me(owner, Shape(**shape, k=chance.choice((4, 5)), second=second.person_id))
        people = [each.pk for each in world.asked if chance.random() < 0.95]
        if len(people) < made.k or len({world.side[each.hex] for each in people}) < 2:
            return None
        choosing.choose_people(owner, made.pk, people)
        choosing.agree(second, made.pk)
        choosing.agree(owner, made.pk)
        running.open_round(owner, made.pk)
    else:
        made = choosing.ask_all(leader, kind, Shape(**shape, k=5))
        running.open_round(leader, made.pk)
    return again(made)


def asked_of(world: World, of: Round) -> list[Person]:
    rows = Invitation.objects.of(world.network.pk).filter(round=of).select_related("person")
    return [each.person for each in rows.order_by("person__name")]


def sheets_for(world: World, kind: str, people: Sequence[Person], chance: Random) -> dict[str, Sheet]:
    """What each says: at random or all towards one end, with some that nobody can judge, and some who say nothing."""
    skips, absent = chance.choice((0.0, 0.02, 0.15, 0.4)), chance.choice((0.0, 0.0, 0.15, 0.3))
    lean = chance.choice((0, 0, 2, 3))
    found = {}
    for person in people:
        if chance.random() < absent:
            continue
        sheet = {}
        for key in keys_of(kind, person, people):
            low, high = (0, 4) if key.startswith(("lead", "need")) else (1, 5)
            value = chance.randint(min(high, low + lean), high)
            sheet[key] = low - 1 if chance.random() < skips else value
        if any(value > 0 for value in sheet.values()):
            found[person.pk.hex] = sheet
    return found


def keys_of(kind: str, person: Person, people: Sequence[Person]) -> list[str]:
    if kind != EVERYONE:
        return list(items.keys(kind))
    others = [each for each in people if each.pk != person.pk]
    return [*(f"{key}:{each.pk}" for key in items.LEADS for each in others), *items.OWNERSHIP]


def answered(world: World, of: Round, sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """Handed in as the page behind the link stores it; in a round about everybody all want to be told of."""
    asked = Invitation.objects.of(world.network.pk).filter(round=of)
    keys = {each.person_id.hex: answer_keys.response_key(of, answer_keys.token(of, each)) for each in asked}
    Response.objects.bulk_create(
        Response(network=world.network, round=of, key=keys[who], answers=sheet, is_handed_in=True)
        for who, sheet in sheets.items()
    )
    asked.filter(person_id__in=list(sheets)).update(has_answered=True)
    asked.update(agrees=True if of.kind == EVERYONE else None)
    return dict(sheets)


def empty_world(seed: object, chance: Random) -> World:
    """Four to twenty who answer, of one to six parties of uneven size; and everybody who may or may not see it."""
    leads = _user(f"{seed}-leader")
    network = networks.create(leads, name=f"Network {seed}", language="en")
    parties = [Party(network=network, name=f"Party {n}") for n in range(chance.randint(2, 6))]
    Party.objects.bulk_create(parties)
    weights = [chance.choice((1, 1, 2, 5)) for _ in parties]
    names = ["Owner", "Second", "Member", *(f"Rater {n:02}" for n in range(chance.randint(FEWEST, MOST)))]
    people = [
        Person(network=network, name=name, email=f"{name[-5:].strip()}@{seed}.example", party=party)
        for name, party in zip(names, chance.choices(parties, weights, k=len(names)), strict=True)
    ]
    Person.objects.bulk_create(people)
    away = _user(f"{seed}-elsewhere")
    actors = {
        "leader": actor_of(leads, network, Role.LEAD),
        "elsewhere": actor_of(away, networks.create(away, name=f"Elsewhere {seed}", language="en"), Role.LEAD),
        "observer": join(_user(f"{seed}-observer"), network, Role.OBSERVER),
        "guest": join(_user(f"{seed}-guest"), network, Role.GUEST),
    }
    for role, name in (("owner", "Owner"), ("second", "Second"), ("member", "Member"), ("rater", "Rater 00")):
        actors[role] = as_person(join(_user(f"{seed}-{role}"), network, Role.MEMBER), name)
    side = {each.pk.hex: str(each.party_id) for each in people}
    return World(network=network, actors=actors, side=side, asked=people[3:])


def _user(name: str) -> User:
    return User.objects.create_user(f"{name}@example.org", name, "en")
