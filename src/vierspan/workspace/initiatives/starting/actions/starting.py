"""Beginning an initiative."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import INITIATIVE_KINDS, Initiative, Party, Person, Theme
from vierspan.workspace.directory.rows import PHASES
from vierspan.workspace.initiatives.starting.models import Charter

LONGEST_NAME = 200
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What is begun. Who begins it is the person given, else the actor; the party is the one that leads."""

    name: str
    purpose: str = ""
    result: str = ""
    kind: str = ""
    themes: Sequence[UUID] = ()
    party: UUID | None = None
    person: UUID | None = None
    phase: str = "explore"
    ends_by: date | None = None


@transaction.atomic
def start(actor: Actor, wish: Start) -> Initiative:
    """Begin it: under way from today, in its first phase. It is an act of who begins it."""
    authorise(actor, Do.EDIT_ROOMS)
    row = Initiative(
        network_id=actor.network_id,
        state="active",
        started_on=clock.today(),
        phase=known(wish.phase, PHASES, "phase") or PHASES[0],
    )
    fill(actor, row, wish)
    row.initiator_id = _person(actor, wish.person) if wish.person else actor.person_id
    row.save()
    Charter.objects.create(
        network_id=actor.network_id,
        initiative=row,
        purpose=several_lines(wish.purpose, "purpose"),
        result=several_lines(wish.result, "result"),
        ends_by=wish.ends_by,
    )
    record(actor, "initiative.started", subject=str(row.pk), person=row.initiator_id, party=row.party_id)
    return row


def fill(actor: Actor, row: Initiative, wish: Start) -> None:
    """Put what is wished in the row, checked."""
    row.name = tidy(wish.name)
    if not row.name:
        raise Invalid("name", "needs_a_name")
    if len(row.name) > LONGEST_NAME:
        raise Invalid("name", "too_long")
    row.kind = known(wish.kind, INITIATIVE_KINDS, "kind")
    row.themes = themes_known(actor, wish.themes)
    row.party_id = _party(actor, wish.party) if wish.party else None


def known(key: str, keys: Sequence[str], field: str) -> str:
    """One of a closed list, or nothing."""
    if key and key not in keys:
        raise Invalid(field, "unknown_choice")
    return key


def several_lines(words: str, field: str) -> str:
    """What was typed, line by line, without stray white space."""
    lines = "\n".join(tidy(line) for line in words.splitlines()).strip()
    if len(lines) > LONGEST_TEXT:
        raise Invalid(field, "too_long")
    return lines


def themes_known(actor: Actor, themes: Sequence[UUID]) -> list[str]:
    wanted = list(dict.fromkeys(themes))
    if Theme.objects.visible_to(actor).filter(pk__in=wanted).count() != len(wanted):
        raise Invalid("themes", "unknown_choice")
    return [str(each) for each in wanted]


def _person(actor: Actor, person_id: UUID) -> UUID:
    if not Person.objects.visible_to(actor).filter(pk=person_id).exists():
        raise Invalid("person", "nobody_by_that_name")
    return person_id


def _party(actor: Actor, party_id: UUID) -> UUID:
    if not Party.objects.visible_to(actor).filter(pk=party_id).exists():
        raise Invalid("party", "nobody_by_that_name")
    return party_id
