"""The person or party that a page is about, and the addresses that belong to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest

PAGES = ("edit", "remove", "leave", "come_back", "check", "notes", "own_notes", "handover")


@dataclass(frozen=True, slots=True)
class Who:
    row: Any
    is_party: bool
    slug: str

    @property
    def id(self) -> UUID:
        found: UUID = self.row.pk
        return found

    @property
    def name(self) -> str:
        return str(self.row.name)

    @property
    def kind(self) -> str:
        return "party" if self.is_party else "person"

    @property
    def table(self) -> str:
        return "parties" if self.is_party else "people"

    @property
    def address(self) -> str:
        return reverse(f"web:{self.kind}", args=[self.slug, self.id])

    @property
    def at(self) -> Mapping[str, str]:
        """The addresses of what can be done with them, by name."""
        more = () if self.is_party else ("move", "jobs")
        return {name: reverse(f"web:{self.kind}_{name}", args=[self.slug, self.id]) for name in (*PAGES, *more)}


def posted(request: NetworkRequest) -> QueryDict | None:
    """What was sent, also when that is nothing; None where nothing was."""
    return request.POST if request.method == "POST" else None


def who_of(request: NetworkRequest, person_id: UUID | None = None, party_id: UUID | None = None) -> Who:
    """NotFound where they are not of this network."""
    return who_is(request.actor, person_id or party_id, is_party=party_id is not None)


def who_is(actor: Actor, row_id: UUID | None, *, is_party: bool) -> Who:
    assert row_id is not None  # noqa: S101 - every address carries one
    row = directory.party(actor, row_id) if is_party else directory.person(actor, row_id)
    return Who(row, is_party, networks.network(actor).slug)
