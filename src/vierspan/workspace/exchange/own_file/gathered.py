"""Gathers what the rooms deliver: from every network in which somebody takes part, and of their account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.reflection import own_file as reflection
from vierspan.workspace.exchange.own_file.rows import Row, of_accounts, of_networks, rows_of
from vierspan.workspace.leadership.questions import own_file as questions
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.networks.models import Network
from vierspan.workspace.networks.whose import ACCOUNT, PERSON, Whose


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table."""

    table: str  # as in "growth.Entry"
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Of:
    """What was found in one network."""

    network: Network
    role: str
    is_person: bool
    parts: list[Part]
    told: dict[str, Any]  # what closed rounds told of them, and what they are still answering


@dataclass(frozen=True, slots=True)
class Taken:
    made_on: date
    account: list[Part]
    networks: list[Of]

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "made_on": self.made_on.isoformat(),
            "account": _by_table(self.account),
            "networks": [
                {"name": each.network.name, "role": each.role, "rows": _by_table(each.parts), "told": each.told}
                for each in self.networks
            ],
        }


def taken(user: User) -> Taken:
    """All of their own, now. Never who said what about them, and no answer that can be traced to nobody."""
    slugs = [each.network.slug for each in networks.memberships_of(user)]
    found = [_of(networks.actor_for(user, slug)) for slug in slugs]
    return Taken(clock.today(), list(_parts(user.pk, {ACCOUNT: user.pk}, of_accounts())), found)


def _of(actor: Actor) -> Of:
    owners = {PERSON: actor.person_id, ACCOUNT: actor.user_id}
    parts = list(_parts(actor.network_id, owners, of_networks()))
    told = {**questions.all_of_mine(actor), **reflection.all_of_mine(actor)} if may(actor, Do.READ_DIRECTORY) else {}
    return Of(networks.network(actor), actor.role.value, actor.person_id is not None, parts, told)


def _parts(network_id: UUID, owners: dict[str, UUID | None], tables: Iterable[Whose]) -> Iterator[Part]:
    for table in tables:
        rows = rows_of(network_id, owners, table)
        if rows:
            yield Part(table.model._meta.label, rows)


def _by_table(parts: list[Part]) -> dict[str, list[Row]]:
    return {each.table: each.rows for each in parts}
