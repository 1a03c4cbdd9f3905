"""What stands written down of a person or a party: how to reach them, the network's own fields, checks and notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.directory import notes, own_fields
from vierspan.workspace.web.people_who import Who


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is written down; with an address it is a link."""

    label: str
    text: str
    address: str = ""


def reach(actor: Actor, who: Who) -> list[Fact]:
    """How to reach them; addresses and numbers are for participants."""
    row = who.row
    if who.is_party:
        found = [Fact(_("Place"), row.place), Fact(_("Website"), _bare(row.website), _web(row.website))]
    elif may(actor, Do.READ_MEMBERS):
        found = [
            Fact(_("E-mail"), row.email, f"mailto:{row.email}"),
            Fact(_("Phone"), row.phone, f"tel:{''.join(row.phone.split())}"),
        ]
    else:
        found = []
    return [each for each in found if each.text]


def own(actor: Actor, who: Who) -> list[Fact]:
    """What stands in the network's own fields; for participants."""
    if not may(actor, Do.READ_MEMBERS):
        return []
    values = [(each, who.row.extra.get(each.name)) for each in own_fields.own_fields(actor, who.table)]
    return [Fact(each.name, own_fields.written(value)) for each, value in values if value not in (None, "")]


def checked(actor: Actor, who: Who) -> Mapping[str, Any]:
    """When somebody last looked whether this is true, and when again."""
    row = who.row
    return {
        "on": row.checked_on,
        "by": row.checked_by if may(actor, Do.READ_MEMBERS) else "",
        "next": row.next_check,
        "is_due": bool(row.next_check and row.next_check <= clock.today() and not row.left_on),
    }


def written(actor: Actor, who: Who) -> Mapping[str, Any]:
    """The notes that participants share, each with whether this reader may change it, and the reader's own."""
    if not may(actor, Do.READ_NOTES):
        return {}
    shared = [(each, notes.may_edit(actor, each)) for each in notes.shared_notes(actor, who.id)]
    return {"shared": shared, "own": notes.private_notes(actor, who.id)}


def _bare(website: str) -> str:
    return website.removeprefix("https://").removeprefix("http://").rstrip("/")


def _web(website: str) -> str:
    """Only what is safe to follow: what an import brought may be anything."""
    return website if website.startswith(("https://", "http://")) else ""
