"""The cast and the small networks of the tests.

Alice leads network A, Bob takes part in it and Carla observes; Dirk leads network B; Eve takes part in neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import polars as pl

from vierspan.analysis.records import Records
from vierspan.analysis.schema import tables
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange.actions import import_records
from vierspan.workspace.networks import actions as networks
from vierspan.workspace.networks.models import Membership, Network

DAY = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Cast:
    alice: Actor  # leads A
    bob: Actor  # takes part in A
    carla: Actor  # observes A
    gus: Actor  # is a guest in A
    dirk: Actor  # leads B
    eve: User  # takes part in neither
    network: Network  # A
    other: Network  # B


def make_cast(language: str = "en") -> Cast:
    """Both networks hold the same small records, so that a leak would look quite plausible."""
    users = {name: User.objects.create_user(f"{name}@example.org", name.title(), language) for name in NAMES}
    a = networks.create(users["alice"], name="Network A", language=language)
    b = networks.create(users["dirk"], name="Network B", language=language)
    alice = actor_of(users["alice"], a, Role.LEAD)
    dirk = actor_of(users["dirk"], b, Role.LEAD)
    import_records(alice, small_records())
    import_records(dirk, small_records())
    return Cast(
        alice=as_person(alice, "Alice"),
        bob=as_person(join(users["bob"], a, Role.MEMBER), "Bob"),
        carla=join(users["carla"], a, Role.OBSERVER),
        gus=join(users["gus"], a, Role.GUEST),
        dirk=dirk,
        eve=users["eve"],
        network=a,
        other=b,
    )


NAMES = ("alice", "bob", "carla", "gus", "dirk", "eve")


def actor_of(user: User, network: Network, role: Role) -> Actor:
    return Actor(user_id=user.pk, network_id=network.pk, role=role, language=user.language)


def join(user: User, network: Network, role: Role) -> Actor:
    Membership(network=network, user=user, role=role).save()
    return actor_of(user, network, role)


def as_person(actor: Actor, name: str) -> Actor:
    person = Person.objects.of(actor.network_id).get(name=name)
    Membership.objects.of(actor.network_id).filter(user_id=actor.user_id).update(person_id=person.pk)
    return replace(actor, person_id=person.pk)


def id_of(actor: Actor, model: Any, **condition: Any) -> UUID:
    """The id of one row of the actor's network."""
    found: UUID = model.objects.of(actor.network_id).get(**condition).pk
    return found


def records_from(rows: Mapping[str, list[dict[str, Any]]]) -> Records:
    """Records from rows by table; columns left out are empty."""
    frames = {}
    for key, given in rows.items():
        columns = tables()[key].dtypes
        extras = {name: None for row in given for name in row if name not in columns}
        frames[key] = pl.DataFrame(
            {name: [row.get(name) for row in given] for name in [*columns, *extras]}, schema_overrides=columns
        )
    return Records.of(frames)


def small_records(**more: list[dict[str, Any]]) -> Records:
    return records_from({**small_rows(), **more})


def small_rows() -> dict[str, list[dict[str, Any]]]:
    """Three parties, six people and something in every room."""
    people = ("Alice", "Bob", "Zoë", "Dan", "Finn", "Gerda")
    parties = ("Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen")
    return {
        "network": [{"name": "Small", "purpose": ["learning"], "phase": "agree", "need_explorer": 3}],
        "parties": [
            {"id": "P1", "name": parties[0], "sector": "zorg", "region": "Oost", "ring": "core"},
            {"id": "P2", "name": parties[1], "sector": "gemeente", "region": "West", "ring": "partner"},
            {"id": "P3", "name": parties[2], "sector": "welzijn", "region": "Oost", "ring": "periphery"},
        ],
        "people": [
            {"name": name, "email": f"{n}@people.example", "party": f"P{n % 3 + 1}", "ring": "partner"}
            for n, name in enumerate(people)
        ],
        "ties": [
            {"source": "P1", "target": "P2", "strength": 2.0, "kind": "works with"},
            {"source": "P2", "target": "P3"},
        ],
        "themes": [{"name": "Night care", "priority": 2.0}, {"name": "Housing", "priority": 1.0}],
        "activities": [{"name": "Pilot", "parties": ["P1", "P2"], "owner": "Alice"}, {"name": "Loose end"}],
        "contributions": [
            {"activity": "Pilot", "theme": "Housing", "score": 3, "judged_by": "Alice"},
            {"activity": "Pilot", "theme": "Housing", "score": 1, "judged_by": "Bob"},
        ],
        "courses": [{"name": "Everybody at home", "kind": "ambition", "author": "Alice", "proposed_on": DAY}],
        "rules": [{"name": "Send somebody with a mandate", "topic": "decision_making", "author": "Bob"}],
        "observations": [{"rule": "Send somebody with a mandate", "kind": "breach", "observer": "Alice"}],
        "exchanges": [
            {"giver": "P1", "receiver": "P2", "what": "training", "value": 4.0, "given_on": DAY, "confirmed_on": DAY}
        ],
        "gatherings": [{"name": "Kick-off", "held_on": DAY, "organiser": "Alice", "kind": "working"}],
        "attendance": [{"gathering": "Kick-off", "person": name, "present": name != "Finn"} for name in people],
        "signals": [{"name": "New law", "spotter": "Zoë", "spotted_on": DAY, "theme": "Housing", "stage": "weak"}],
        "contacts": [{"outside": "Insurer", "person": "Zoë", "held_on": DAY, "kind": "call"}],
        "initiatives": [{"name": "Care shop", "initiator": "Bob", "started_on": DAY, "themes": ["Housing"]}],
        "seats": [
            {"initiative": "Care shop", "party": "P1", "person": "Bob", "carries": True, "state": "joined"},
            {"initiative": "Care shop", "party": "P2", "person": "Zoë", "state": "joined", "intensity": 2},
            {"initiative": "Care shop", "party": "P3", "state": "declined"},
        ],
        "commitments": [
            {"name": "Write the plan", "person": "Dan", "initiative": "Care shop", "due_on": DAY - timedelta(days=1)}
        ],
        "decisions": [{"name": "Who pays?", "initiative": "Care shop", "opener": "Bob", "opened_on": DAY}],
        "positions": [{"decision": "Who pays?", "party": "P2", "position": "objection"}],
        "roles": [{"person": "Alice", "orientation": "strategist"}],
        "ratings": [{"rater": "Bob", "rated": "Alice", "orientation": "strategist", "score": 4.0}],
        "acts": [
            {"kind": "network.represented", "person": "Alice", "party": "P1", "done_on": DAY, "touched": ["Bob"]},
            {"kind": "initiative.started", "person": "Bob", "done_on": DAY, "subject": "Care shop"},
        ],
    }


def nobody() -> UUID:
    """An id that no row has."""
    return uuid4()
