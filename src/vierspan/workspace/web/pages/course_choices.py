"""What fits in the time that there really is."""

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course import queries
from vierspan.workspace.web.lists import Listing
from vierspan.workspace.web.rooms import Place


def _capacity_message(actor: Actor) -> str:
    n = len({row.party_id for row in queries.capacity(actor)})
    if not n:
        return _("Nobody said yet what they can put in")
    return ngettext("%(n)s party said what it can put in", "%(n)s parties said what they can put in", n) % {"n": n}


PLACES: tuple[Place, ...] = (
    Place(
        name="capacity",
        at="capacity/",
        label=gettext_lazy("Capacity"),
        message=_capacity_message,
        lead=gettext_lazy("How many hours each party can put in, quarter by quarter."),
        listing=Listing(
            table="capacity",
            columns=("party", "since", "hours", "energy"),
            selects=("party",),
            numbers=("hours", "energy"),
            sort="-since",
            has_pages=False,
        ),
        empty_title=gettext_lazy("Nobody said yet what they can put in"),
        empty_text=gettext_lazy("With the hours of each party you see what fits in your time, and what does not."),
    ),
)

urlpatterns: list[URLPattern] = []
