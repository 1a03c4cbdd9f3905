"""Writing what a form says: a slip is told beside its field."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory.queries import Named
from vierspan.workspace.web.pages import people_named


def slips(form: forms.Form) -> str:
    """All that is wrong with a form of one line, for where its fields are not shown again."""
    return " ".join(str(each) for errors in form.errors.values() for each in errors)


FINDERS: dict[str, Callable[[Actor, str], Named | None]] = {
    "": people_named.anybody_meant,
    "person": people_named.person_meant,
    "party": people_named.party_meant,
}


def kept(form: forms.Form, write: Callable[[], Any]) -> Any:
    """What the action gave back; None, with the reason beside its field, where it could not be kept."""
    try:
        return write()
    except Invalid as slip:
        form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        return None


def meant(actor: Actor, form: forms.Form, field: str, *, kind: str = "") -> Named | None:
    """Whom a typed name means; None, with the reason in the form where it was not empty."""
    typed = form.cleaned_data.get(field, "")
    if not typed:
        return None
    find = {"person": people_named.person_meant, "party": people_named.party_meant}.get(
        kind, people_named.anybody_meant
    )
    found = find(actor, typed)
    if found is None:
        form.add_error(field, worded("unknown_party" if kind == "party" else "nobody_by_that_name"))
    return found


def id_of(found: Named | None) -> UUID | None:
    return found.id if found else None
