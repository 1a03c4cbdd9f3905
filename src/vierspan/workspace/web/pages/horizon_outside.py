"""The outside: who keeps in touch with whom, how near the parties stand."""

from collections.abc import Mapping
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import address_of, with_query
from vierspan.workspace.web.lists import Linked, Listing
from vierspan.workspace.web.rooms import Place

RING_KEYS = ("core", "partner", "periphery", "environment")
MOST_IN_RING = 12


def _contacts_message(actor: Actor) -> str:
    n = sheets.counts(actor)["contacts"]
    who = len([key for key in sheets.tally(actor, "contacts", "person") if key])
    if not n:
        return _("No contacts with the outside are written down yet")
    told = ngettext(
        "%(who)s person keeps in touch with the outside", "%(who)s people keep in touch with the outside", who
    )
    return told % {"who": who}


def _rings_message(actor: Actor) -> str:
    rings = sheets.tally(actor, "parties", "ring") if may(actor, Do.READ_DIRECTORY) else {}
    inner, all_of_them = rings.get("core", 0), sum(rings.values())
    if not inner:
        return _("How near the parties stand")
    told = ngettext(
        "%(core)s of %(n)s parties stands at the core", "%(core)s of %(n)s parties stand at the core", inner
    )
    return told % {"core": inner, "n": all_of_them}


def rings(request: NetworkRequest) -> Mapping[str, Any]:
    """The parties by how near they stand; for who may read the directory."""
    actor = request.actor
    if not may(actor, Do.READ_DIRECTORY):
        return {"rings": []}
    slug = networks.network(actor).slug
    counted = sheets.tally(actor, "parties", "ring")
    return {"rings": [_ring(actor, slug, key, counted[key]) for key in RING_KEYS if counted.get(key)]}


def _ring(actor: Actor, slug: str, key: str, count: int) -> Mapping[str, Any]:
    page = directory.parties(actor, directory.Wanted(ring=key))
    parties = [
        Linked(each.name, address_of(actor, slug, Ref("parties", str(each.pk), each.name))) for each in page.rows
    ]
    return {
        "key": key,
        "label": words.choice_label("rings", key, actor.language),
        "count": count,
        "parties": parties[:MOST_IN_RING],
        "more": max(0, count - MOST_IN_RING),
        "address": with_query(f"/n/{slug}/parties/", ring=key),
    }


PLACES = (
    Place(
        name="contacts",
        at="contacts/",
        label=gettext_lazy("Contacts outside"),
        message=_contacts_message,
        lead=gettext_lazy("With whom outside the network somebody spoke, and whether it was brought back in."),
        listing=Listing(
            table="contacts",
            columns=("outside", "subject", "kind", "person", "held_on", "brought_back_on"),
            chips="kind",
            sort="-held_on",
        ),
        empty_title=gettext_lazy("No contacts yet"),
        empty_text=gettext_lazy("Here stands who keeps touch with whom outside, so that nobody is forgotten."),
    ),
    Place(
        name="rings",
        at="rings/",
        label=gettext_lazy("Rings"),
        message=_rings_message,
        lead=gettext_lazy("How near the parties stand, from the core to the surroundings, as they say themselves."),
        template="pages/horizon/rings.html",
        more=rings,
        empty_title=gettext_lazy("No rings yet"),
        empty_text=gettext_lazy("When the list of parties says in which ring each stands, you see here who is near."),
    ),
)
urlpatterns: list[URLPattern] = []
