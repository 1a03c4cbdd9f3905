"""Give and get, and whether it evens out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import address_of
from vierspan.workspace.web.lists import Linked, Listing
from vierspan.workspace.web.rooms import Place

LIGHTS = {
    "fine": gettext_lazy("gives and gets about as much"),
    "talk": gettext_lazy("worth a talk"),
    "agenda": gettext_lazy("out of balance"),
    "inactive": gettext_lazy("nothing given or got"),
}


def _exchanges_message(actor: Actor) -> str:
    out = [each for each in _balances(actor) if each.light == "agenda"]
    if out:
        n = len(out)
        first = out[0].name
        told = ngettext(
            "At %(first)s give and get are out of balance", "At %(n)s parties give and get are out of balance", n
        )
        return told % {"first": first, "n": n}
    n = sheets.counts(actor)["exchanges"]
    if not n:
        return _("Nothing given or got yet")
    return ngettext("%(n)s time something was offered or given", "%(n)s times something was offered or given", n) % {
        "n": n
    }


def _balances(actor: Actor) -> Sequence[Any]:
    if not may(actor, Do.READ_MIRROR):
        return ()
    try:
        exchange = insight.mirror(actor, insight.current_run(actor)).exchange
    except DomainError:
        return ()
    return exchange.balances if exchange else ()


def balances(request: NetworkRequest) -> Mapping[str, Any]:
    """Of each party what it gave and got, those most out of balance first."""
    actor = request.actor
    slug = networks.network(actor).slug
    found = [
        {
            "party": Linked(each.name, address_of(actor, slug, Ref("parties", each.party, each.name))),
            "gives": each.gives,
            "gets": each.gets,
            "light": each.light,
            "words": LIGHTS.get(each.light, ""),
        }
        for each in _balances(actor)
        if each.light != "inactive"
    ]
    return {"balances": found}


PLACES: tuple[Place, ...] = (
    Place(
        name="exchanges",
        at="exchanges/",
        label=gettext_lazy("Give and get"),
        message=_exchanges_message,
        lead=gettext_lazy("What parties offer and give each other, and whether it evens out."),
        listing=Listing(
            table="exchanges",
            columns=("what", "giver", "receiver", "value", "unit", "state", "given_on"),
            chips="state",
            selects=("giver", "receiver"),
            numbers=("value",),
            sort="-given_on",
        ),
        template="pages/conditions/exchanges.html",
        more=balances,
        empty_title=gettext_lazy("Nothing given or got yet"),
        empty_text=gettext_lazy(
            "Time, knowledge, room, money: write down what goes from whom to whom, and see whether it evens out."
        ),
    ),
)

urlpatterns: list[URLPattern] = []
