"""Notes about a person or a party: those that participants share, and those that only their writer reads."""

from uuid import UUID

from django.db.models import F

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Note, PrivateNote


def shared_notes(actor: Actor, about: UUID) -> list[Note]:
    """What participants told each other about this person or party, last first."""
    authorise(actor, Do.READ_NOTES)
    rows = Note.objects.visible_to(actor).filter(about=about).select_related("written_by")
    return list(rows.order_by(F("written_on").desc(nulls_last=True), "-created_at"))


def note(actor: Actor, note_id: UUID) -> Note:
    authorise(actor, Do.READ_NOTES)
    found = Note.objects.visible_to(actor).filter(pk=note_id).select_related("written_by").first()
    if found is None:
        raise NotFound
    return found


def may_edit(actor: Actor, row: Note) -> bool:
    return may(actor, Do.EDIT_NOTE, owner_id=row.written_by_id)


def private_notes(actor: Actor, about: UUID) -> list[PrivateNote]:
    """The actor's own notes about this person or party; nobody else ever reads them."""
    authorise(actor, Do.READ_NOTES)
    rows = PrivateNote.objects.visible_to(actor).filter(writer_id=actor.user_id, about=about)
    return list(rows.order_by("-written_on", "pk"))


def private_note(actor: Actor, note_id: UUID) -> PrivateNote:
    """NotFound for everybody but its writer."""
    authorise(actor, Do.READ_NOTES)
    found = PrivateNote.objects.visible_to(actor).filter(writer_id=actor.user_id, pk=note_id).first()
    if found is None:
        raise NotFound
    return found
