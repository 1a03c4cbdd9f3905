"""Commitments with what became of them, and who may say so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.queries import one
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.initiatives.models import Commitment, Seat
from vierspan.workspace.initiatives.promises.models import Opened, Terms, Turn
from vierspan.workspace.initiatives.queries import visible_to

DONE = ("delivered", "withdrawn")
OPEN = Q(delivered_on=None) & ~Q(state__in=DONE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a commitment is to the reader."""

    row: Commitment
    terms: Terms | None
    turns: tuple[Turn, ...]
    may_change: bool  # and say that it is done, moved or off
    may_call: bool  # ask who promised how it stands

    @property
    def is_open(self) -> bool:
        return is_open(self.row)

    @property
    def days_late(self) -> int:
        return days_late(self.row)


def is_open(row: Commitment) -> bool:
    return row.delivered_on is None and row.state not in DONE


def days_late(row: Commitment) -> int:
    """How many days an open one is past its day; 0 where it is not."""
    if not is_open(row) or row.due_on is None or row.state == "renegotiated":
        return 0
    return max(0, (clock.today() - row.due_on).days)


def commitment(actor: Actor, commitment_id: UUID) -> Commitment:
    rows = visible_to(actor, Commitment).select_related("person__party", "party", "initiative", "asked_by")
    return one(rows, commitment_id)


def standing(actor: Actor, commitment_id: UUID) -> Standing:
    row = commitment(actor, commitment_id)
    turns = visible_to(actor, Turn).filter(commitment=row).select_related("by")
    changes = may_change(actor, row)
    calls = is_open(row) and row.person_id is not None and may_call(actor, row)
    return Standing(row, terms_of(actor, row), tuple(turns), changes, calls)


def terms_of(actor: Actor, row: Commitment) -> Terms | None:
    return visible_to(actor, Terms).filter(commitment=row).first()


def may_change(actor: Actor, row: Commitment) -> bool:
    """Who promised it, whose party promised it, who asked for it, who wrote it down, and the leaders."""
    if not may(actor, Do.EDIT_ROOMS):
        return False
    if actor.role is Role.LEAD or actor.owns(row.person_id) or actor.owns(row.asked_by_id):
        return True
    terms = terms_of(actor, row)
    if terms and actor.owns(terms.made_by_id):
        return True
    return row.party_id is not None and row.person_id is None and row.party_id in own_parties(actor)


def must_change(actor: Actor, row: Commitment) -> None:
    if not may_change(actor, row):
        raise NotAllowed("not_your_commitment")


def may_call(actor: Actor, row: Commitment) -> bool:
    """Who asked for it, who carries the initiative, and the leaders; never oneself."""
    if actor.owns(row.person_id) or not may(actor, Do.EDIT_ROOMS):
        return False
    if actor.role is Role.LEAD or actor.owns(row.asked_by_id):
        return True
    carried = visible_to(actor, Seat).filter(initiative=row.initiative_id, person=actor.person_id, carries=True)
    return actor.person_id is not None and row.initiative_id is not None and carried.exists()


def mine(actor: Actor) -> list[Commitment]:
    """What the reader promised and did not do yet, and what their party promised without a name; first due first."""
    if actor.person_id is None:
        return []
    by_party = Q(person=None, party__in=own_parties(actor))
    rows = visible_to(actor, Commitment).filter(OPEN, Q(person=actor.person_id) | by_party)
    return list(rows.select_related("initiative", "party").order_by(F("due_on").asc(nulls_last=True), "name"))


def asked_by(actor: Actor) -> list[Commitment]:
    """What the reader asked of others and is open; first due first."""
    if actor.person_id is None:
        return []
    rows = visible_to(actor, Commitment).filter(OPEN, asked_by=actor.person_id).exclude(person=actor.person_id)
    return list(rows.select_related("initiative", "party", "person").order_by(F("due_on").asc(nulls_last=True), "name"))


@dataclass(frozen=True, slots=True)
class Promised:
    """One commitment as a plain value, for what is counted over many."""

    id: UUID
    party: UUID | None
    person: UUID | None
    due_on: date | None
    delivered_on: date | None
    state: str
    moved_in_time: int
    moved_late: int


def promised(actor: Actor, *, party: UUID | None = None, person: UUID | None = None) -> list[Promised]:
    """Those of one party or one person; what they own is asked of `insight.promises`, which guards who sees it."""
    rows = visible_to(actor, Commitment)
    rows = rows.filter(Q(party=party) | Q(party=None, person__party=party)) if party else rows
    rows = rows.filter(person=person) if person else rows
    return with_moves(list(rows), list(visible_to(actor, Turn).filter(kind="moved", commitment__in=rows)))


def with_moves(rows: Sequence[Commitment], moves: Iterable[Turn]) -> list[Promised]:
    counted: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for each in moves:
        counted[each.commitment_id][not each.in_time] += 1
    return [
        Promised(
            row.pk, row.party_id, row.person_id, row.due_on, row.delivered_on, row.state, *counted.get(row.pk, (0, 0))
        )
        for row in rows
    ]


def is_opened(actor: Actor, party_id: UUID) -> bool:
    """Whether that party lets everybody see how it keeps its promises."""
    return visible_to(actor, Opened).filter(party=party_id).exists()


def parties_of(actor: Actor) -> tuple[list[Party], list[Party]]:
    """The reader's own parties, and the others that let everybody see it; by name."""
    own = own_parties(actor)
    rows = visible_to(actor, Party).order_by("name")
    opened = set(visible_to(actor, Opened).values_list("party", flat=True))
    return list(rows.filter(pk__in=own)), list(rows.filter(pk__in=opened - own))
