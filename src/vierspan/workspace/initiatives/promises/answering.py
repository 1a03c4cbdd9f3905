"""What somebody may do with the link in a letter about their promise."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.initiatives.promises import queries
from vierspan.workspace.initiatives.promises.actions import turns
from vierspan.workspace.initiatives.promises.actions.turns import Speaker
from vierspan.workspace.initiatives.promises.models import Terms, Turn


@dataclass(frozen=True, slots=True)
class Opened:
    row: Commitment
    turns: tuple[Turn, ...]
    is_open: bool
    days_late: int
    reminds: bool


def opened(link: Link) -> Opened:
    """The promise as it stands; NotFound when it is gone, or is somebody else's by now."""
    rows = Commitment.objects.of(link.network_id).select_related("initiative", "asked_by", "party")
    row = rows.filter(pk=link.subject, person=link.person_id).first()
    if row is None:
        raise NotFound
    turns_ = Turn.objects.of(link.network_id).filter(commitment=row)
    quiet = Terms.objects.of(link.network_id).filter(commitment=row, reminds=False).exists()
    return Opened(row, tuple(turns_), queries.is_open(row), queries.days_late(row), not quiet)


def deliver(link: Link, *, on: date | None = None) -> Commitment:
    return turns.delivered(_speaker(link), opened(link).row.pk, on=on)


def move(link: Link, *, due_on: date, why: str) -> Commitment:
    return turns.moved(_speaker(link), opened(link).row.pk, due_on=due_on, why=why)


def withdraw(link: Link, *, why: str) -> Commitment:
    return turns.withdrawn(_speaker(link), opened(link).row.pk, why=why)


@transaction.atomic
def be_quiet(link: Link) -> None:
    row = opened(link).row
    made = {"network_id": link.network_id, "reminds": False}
    terms, is_new = Terms.objects.of(link.network_id).get_or_create(commitment=row, defaults=made)
    if not is_new:
        terms.reminds = False
        terms.save(update_fields=["reminds"])


def _speaker(link: Link) -> Speaker:
    return Speaker(link.network_id, link.person_id)
