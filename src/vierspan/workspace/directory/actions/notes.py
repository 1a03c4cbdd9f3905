"""Writing about a person or a party: for each other, or for oneself alone."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory import filling, notes
from vierspan.workspace.directory.models import Note, PrivateNote
from vierspan.workspace.directory.queries import names
from vierspan.workspace.directory.versions import held, unchanged_since


@transaction.atomic
def share(actor: Actor, about: UUID, text: str) -> Note:
    """A note that every participant reads."""
    authorise(actor, Do.EDIT_DIRECTORY)
    _seen(actor, about)
    row = Note(network_id=actor.network_id, about=about, text=_text(text), written_on=clock.today())
    row.written_by_id = actor.person_id
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def change(actor: Actor, note_id: UUID, text: str, *, seen: str) -> Note:
    row = _editable(actor, note_id)
    text = _text(text)
    unchanged_since(row, seen, {"text": text})
    row.text = text
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def remove(actor: Actor, note_id: UUID) -> UUID:
    """Returns whom it was about."""
    row = _editable(actor, note_id)
    row.delete()
    facts_changed(actor.network_id)
    return row.about


@transaction.atomic
def write_for_oneself(actor: Actor, about: UUID, text: str) -> PrivateNote:
    """A note that nobody but the actor ever reads."""
    authorise(actor, Do.READ_NOTES)
    _seen(actor, about)
    row = PrivateNote(network_id=actor.network_id, about=about, text=_text(text), written_on=clock.today())
    row.writer_id = actor.user_id
    row.save()
    return row


@transaction.atomic
def remove_own(actor: Actor, note_id: UUID) -> UUID:
    row = notes.private_note(actor, note_id)
    row.delete()
    return row.about


def _editable(actor: Actor, note_id: UUID) -> Note:
    found = notes.note(actor, note_id)
    authorise(actor, Do.EDIT_NOTE, owner_id=found.written_by_id)
    return held(Note.objects.visible_to(actor), note_id)


def _seen(actor: Actor, about: UUID) -> None:
    if about not in names(actor, [about]):
        raise NotFound


def _text(text: str) -> str:
    kept = filling.words("text", text)
    if not kept:
        raise Invalid("text", "note_empty")
    return kept
