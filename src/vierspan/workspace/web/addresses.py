"""Where the pages of things are."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.insight.sheets import Ref

# Each table whose rows have a page, and the room in which it stands.
ROOM_OF_TABLE: Mapping[str, str] = MappingProxyType(
    {
        "courses": "course",
        "themes": "course",
        "activities": "course",
        "signals": "horizon",
        "contacts": "horizon",
        "rules": "conditions",
        "exchanges": "conditions",
        "gatherings": "conditions",
        "initiatives": "initiatives",
        "steps": "initiatives",
        "commitments": "initiatives",
        "decisions": "initiatives",
    }
)


def address_of(actor: Actor, slug: str, ref: Ref) -> str:
    """The page of what a reference names; empty where there is none, or where this actor may not open it."""
    if ref.table in ("people", "parties"):
        name = "web:person" if ref.table == "people" else "web:party"
        return reverse(name, args=[slug, ref.id]) if may(actor, Do.READ_DIRECTORY) else ""
    if ref.table == "ties":
        return reverse("web:tie", args=[slug, ref.id]) if may(actor, Do.READ_DIRECTORY) else ""
    if ref.table == "decisions":
        return reverse("web:decision", args=[slug, ref.id])
    if ref.table == "initiatives":
        return reverse("web:initiative", args=[slug, ref.id])
    room = ROOM_OF_TABLE.get(ref.table)
    return reverse(f"web:{room}_item", args=[slug, ref.table, ref.id]) if room else ""


def with_query(address: str, **asked: str) -> str:
    """The address with a query of what is not empty."""
    query = urlencode([(key, value) for key, value in asked.items() if value])
    return f"{address}?{query}" if query else address


def page_named(name: str, slug: str) -> str:
    """The address of a page of the network by its name; empty where there is no such page."""
    try:
        return reverse(f"web:{name}", args=[slug])
    except NoReverseMatch:
        return ""
