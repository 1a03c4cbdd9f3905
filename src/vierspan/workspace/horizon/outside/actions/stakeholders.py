"""Whom the network keeps an eye on outside: where they stand, and how often one speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.directory import filling, notes
from vierspan.workspace.directory.actions import parties
from vierspan.workspace.directory.models import Party, PrivateNote, Theme
from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.models import RELATIONS, STAKEHOLDER_KINDS, Stakeholder, Stance
from vierspan.workspace.horizon.outside.names import known_as

USUAL_CHECK = timedelta(days=182)
MOST_DAYS = 1095
STEPS = range(1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of somebody outside; the name is enough to begin."""

    name: str
    kind: str = "organisation"
    website: str = ""
    position: int | None = None
    influence: int | None = None
    interest: int | None = None
    interests: str = ""
    asked: str = ""
    themes: tuple[UUID, ...] = ()
    relation: str = "working"
    rhythm_days: int | None = None
    is_important: bool = False
    remark: str = ""


@transaction.atomic
def add(actor: Actor, told: Told, *, party: UUID | None = None) -> Stakeholder:
    """Keep an eye on somebody outside; contacts that name them belong to it from now on."""
    authorise(actor, Do.EDIT_ROOMS)
    row = Stakeholder(network_id=actor.network_id, noted_by_id=actor.user_id, **_fit(actor, told))
    _free(actor, row.name)
    row.party = Party.objects.visible_to(actor).filter(pk=party).first() if party else None
    row.rhythm_days = row.rhythm_days or _rhythm_spoken_of(actor, row)
    row.checked_on, row.checked_by_id = clock.today(), actor.person_id
    row.next_check = clock.today() + USUAL_CHECK
    row.save()
    _spread_rhythm(actor, row)
    return row


@transaction.atomic
def change(actor: Actor, stakeholder_id: UUID, told: Told, *, seen: str) -> Stakeholder:
    """Put it right; under an earlier name its contacts are still found."""
    row = _held(actor, stakeholder_id)
    values = _fit(actor, told)
    unchanged_since(row, seen, values)
    before = row.name
    for column, value in values.items():
        setattr(row, column, value)
    if folded(before) != folded(row.name):
        _free(actor, row.name, besides=row.pk)
        row.also = [*row.also, before]
    row.save()
    _spread_rhythm(actor, row)
    return row


@transaction.atomic
def remove(actor: Actor, stakeholder_id: UUID) -> None:
    """Off the list, with who kept it warm and what was remarked; the contacts stay in the log."""
    row = _held(actor, stakeholder_id)
    authorise(actor, Do.CHANGE_OUTSIDE, owner_id=row.noted_by_id)
    PrivateNote.objects.of(actor.network_id).filter(about=row.pk).delete()
    row.delete()


@transaction.atomic
def goes_by(actor: Actor, stakeholder_id: UUID, name: str) -> Stakeholder:
    """The contacts under this other name are with the same one."""
    row = _held(actor, stakeholder_id)
    name = filling.line("name", name)
    _free(actor, name)
    row.also = [*row.also, name]
    row.save()
    return row


@transaction.atomic
def goes_by_no_more(actor: Actor, stakeholder_id: UUID, name: str) -> Stakeholder:
    """It was somebody else after all."""
    row = _held(actor, stakeholder_id)
    row.also = [each for each in row.also if folded(each) != folded(name)]
    row.save()
    return row


@transaction.atomic
def check(actor: Actor, stakeholder_id: UUID, *, next_check: date | None = None) -> Stakeholder:
    """It was looked at today, and is still so."""
    row = _held(actor, stakeholder_id)
    again = next_check or clock.today() + USUAL_CHECK
    if again <= clock.today():
        raise Invalid("next_check", "day_not_in_future")
    row.checked_on, row.checked_by_id, row.next_check = clock.today(), actor.person_id, again
    row.save()
    return row


@transaction.atomic
def feel(actor: Actor, stakeholder_id: UUID, score: int, *, why: str) -> Stakeholder:
    """Say how warm it is, in place of what the contacts say."""
    row = _held(actor, stakeholder_id)
    if not 0 <= score <= 100:
        raise Invalid("score", "number_out_of_range")
    reason = filling.line("why", why)
    if not reason:
        raise Invalid("why", "reason_missing")
    row.felt_score, row.felt_reason, row.felt_by_id, row.felt_on = score, reason, actor.person_id, clock.today()
    row.save()
    return row


@transaction.atomic
def feel_no_more(actor: Actor, stakeholder_id: UUID) -> Stakeholder:
    """Count it by the contacts again."""
    row = _held(actor, stakeholder_id)
    row.felt_score, row.felt_reason, row.felt_by, row.felt_on = None, "", None, None
    row.save()
    return row


@transaction.atomic
def stand(actor: Actor, stakeholder_id: UUID, theme_id: UUID, position: int | None, text: str = "") -> None:
    """Where it stands on one theme; nothing said takes it away."""
    row, said = _held(actor, stakeholder_id), filling.line("text", text)
    theme = Theme.objects.visible_to(actor).filter(pk=theme_id).first()
    if theme is None:
        raise NotFound
    rows = Stance.objects.of(actor.network_id).filter(stakeholder=row, theme=theme)
    if position is None and not said:
        rows.delete()
        return
    found = rows.first() or Stance(network_id=actor.network_id, stakeholder=row, theme=theme)
    found.position, found.text = _step("position", position), said
    found.save()


@transaction.atomic
def becomes_party(actor: Actor, stakeholder_id: UUID) -> Party:
    """From today it takes part: the party that it stood beside, or a new one. What was kept of it stays with it."""
    authorise(actor, Do.EDIT_DIRECTORY)
    row = _held(actor, stakeholder_id)
    if row.joined_on:
        raise Conflict
    party = row.party or _namesake(actor, row.name)
    if party is None:
        party = parties.add(actor, {"name": row.name, "website": row.website, "ring": "periphery"})
    elif party.ring == "environment":
        party.ring = "periphery"
    party.joined_on = party.joined_on or clock.today()
    party.save()
    row.party, row.joined_on = party, clock.today()
    row.save()
    facts_changed(actor.network_id)
    return party


@transaction.atomic
def stays_outside(actor: Actor, stakeholder_id: UUID) -> Stakeholder:
    """It takes no part after all; the party stays where it stands in the directory."""
    row = _held(actor, stakeholder_id)
    row.joined_on = None
    row.save()
    return row


@transaction.atomic
def remark_to_oneself(actor: Actor, stakeholder_id: UUID, text: str) -> PrivateNote:
    """A remark that nobody but the actor ever reads."""
    authorise(actor, Do.READ_NOTES)
    row = queries.stakeholder(actor, stakeholder_id)
    kept = filling.words("text", text)
    if not kept:
        raise Invalid("text", "note_empty")
    made = PrivateNote(network_id=actor.network_id, about=row.pk, text=kept, written_on=clock.today())
    made.writer_id = actor.user_id
    made.save()
    return made


@transaction.atomic
def remove_remark(actor: Actor, stakeholder_id: UUID, note_id: UUID) -> None:
    """NotFound for everybody but its writer."""
    row = notes.private_note(actor, note_id)
    if row.about != stakeholder_id:
        raise NotFound
    row.delete()


def _held(actor: Actor, stakeholder_id: UUID) -> Stakeholder:
    authorise(actor, Do.EDIT_ROOMS)
    return held(Stakeholder.objects.visible_to(actor), stakeholder_id)


def _fit(actor: Actor, told: Told) -> dict[str, Any]:
    name = filling.line("name", told.name)
    if not name:
        raise Invalid("name", "needs_a_name")
    if told.kind not in STAKEHOLDER_KINDS or told.relation not in RELATIONS:
        raise Invalid("kind", "unknown_choice")
    if told.rhythm_days is not None and not 1 <= told.rhythm_days <= MOST_DAYS:
        raise Invalid("rhythm_days", "number_out_of_range")
    return {
        "name": name,
        "kind": told.kind,
        "website": filling.website("website", told.website),
        **{column: _step(column, getattr(told, column)) for column in ("position", "influence", "interest")},
        **{column: filling.words(column, getattr(told, column)) for column in ("interests", "asked", "remark")},
        "themes": _themes(actor, told.themes),
        "relation": told.relation,
        "rhythm_days": told.rhythm_days,
        "is_important": told.is_important,
    }


def _step(column: str, value: int | None) -> int | None:
    if value is not None and value not in STEPS:
        raise Invalid(column, "unknown_choice")
    return value


def _themes(actor: Actor, wanted: Iterable[UUID]) -> list[str]:
    known = Theme.objects.visible_to(actor).filter(pk__in=list(wanted)).values_list("pk", flat=True)
    return sorted(str(pk) for pk in known)


def _free(actor: Actor, name: str, *, besides: UUID | None = None) -> None:
    """Two on the list under one name would both claim its contacts."""
    if not name:
        raise Invalid("name", "needs_a_name")
    found = known_as(Stakeholder.objects.of(actor.network_id)).get(folded(name))
    if found is not None and found != besides:
        raise Invalid("name", "name_taken")


def _namesake(actor: Actor, name: str) -> Party | None:
    rows = [each for each in Party.objects.visible_to(actor).filter(left_on=None) if folded(each.name) == folded(name)]
    return rows[0] if len(rows) == 1 else None


def _rhythm_spoken_of(actor: Actor, row: Stakeholder) -> int | None:
    """The last rhythm that the contacts themselves name."""
    said = queries.contacts_with(actor, row)
    return next((each.rhythm_days for each in said if each.rhythm_days), None)


def _spread_rhythm(actor: Actor, row: Stakeholder) -> None:
    """The last contact carries the rhythm along in the records, for the handles and for who takes them elsewhere."""
    last = next(iter(queries.contacts_with(actor, row)), None)
    if last is not None and last.rhythm_days != row.rhythm_days:
        Contact.objects.of(actor.network_id).filter(pk=last.pk).update(rhythm_days=row.rhythm_days)
        facts_changed(actor.network_id)
