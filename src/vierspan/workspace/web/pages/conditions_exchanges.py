"""Give and get: written down in one line, confirmed by who got it, and all of it as a list."""

from collections.abc import Mapping
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.conditions import giving
from vierspan.workspace.insight import sheets
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.forms.giving import GiveForm, OtherwiseForm
from vierspan.workspace.web.giving_words import amount, exchange_figures, own_name, weighed
from vierspan.workspace.web.lists import Listing
from vierspan.workspace.web.pages import conditions_balance, conditions_exchange, conditions_needs
from vierspan.workspace.web.rooms import Place

FIRST_FEW = 5


def _message(actor: Actor) -> str:
    waiting = len(giving.waiting_for(actor))
    if waiting:
        return ngettext("One gift to you waits for your word", "%(n)s gifts to you wait for your word", waiting) % {
            "n": waiting
        }
    out = [
        each for each in weighed(actor, networks.network(actor).slug, exchange_figures(actor)) if each.light == "agenda"
    ]
    if out:
        told = ngettext(
            "At %(first)s give and get are out of balance", "At %(n)s parties give and get are out of balance", len(out)
        )
        return told % {"first": out[0].party.name, "n": len(out)}
    n = sheets.counts(actor)["exchanges"]
    if not n:
        return _("Nothing given or got yet")
    return ngettext("%(n)s time something was offered or given", "%(n)s times something was offered or given", n) % {
        "n": n
    }


def more(request: NetworkRequest) -> Mapping[str, Any]:
    """The line to write in, and what waits for the reader's word."""
    actor = request.actor
    waiting = [{"row": row, "amount": amount(row.value, row.unit)} for row in giving.waiting_for(actor)]
    return {
        "may_write": may(actor, Do.EDIT_ROOMS),
        "give": GiveForm(initial={"giver": own_name(actor)}, kinds=giving.kind_names(actor)),
        "waiting": waiting[:FIRST_FEW],
        "waiting_more": max(0, len(waiting) - FIRST_FEW),
        "otherwise": OtherwiseForm(),
        "sub": "list",
        "slug": networks.network(actor).slug,
    }


PLACES: tuple[Place, ...] = (
    Place(
        name="exchanges",
        at="exchanges/",
        label=gettext_lazy("Give and get"),
        message=_message,
        lead="",
        listing=Listing(
            table="exchanges",
            columns=("what", "giver", "receiver", "value", "unit", "state", "given_on", "confirmed_on"),
            chips="state",
            selects=("giver", "receiver", "kind"),
            numbers=("value",),
            sort="-given_on",
        ),
        template="pages/conditions/exchanges.html",
        more=more,
        empty_title=gettext_lazy("Nothing given or got yet"),
        empty_text=gettext_lazy(
            "Time, knowledge, room, money: write down what goes from whom to whom, and see whether it evens out."
        ),
    ),
)

urlpatterns: list[URLPattern] = [
    *conditions_exchange.urlpatterns,
    *conditions_needs.urlpatterns,
    *conditions_balance.urlpatterns,
]
