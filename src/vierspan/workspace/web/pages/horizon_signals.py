"""Signals: what somebody saw coming, and how far it has come."""

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight import sheets
from vierspan.workspace.web.lists import Listing
from vierspan.workspace.web.rooms import Place, headline


def _signals_message(actor: Actor) -> str:
    stages = sheets.tally(actor, "signals", "stage")
    n, weak = sum(stages.values()), stages.get("weak", 0)
    if weak:
        told = ngettext("%(weak)s of %(n)s signals is still weak", "%(weak)s of %(n)s signals are still weak", weak)
        return told % {"weak": weak, "n": n}
    if not n:
        return _("No signals yet")
    return ngettext("%(n)s signal was brought in", "%(n)s signals were brought in", n) % {"n": n}


PLACES = (
    Place(
        name="horizon",
        at="",
        label=gettext_lazy("Signals"),
        message=headline("explorer", _signals_message),
        lead=gettext_lazy("What somebody saw coming, how far it has come, and what it may mean for you."),
        listing=Listing(
            table="signals",
            columns=("name", "stage", "theme", "spotter", "spotted_on", "significance", "brought_back_on"),
            chips="stage",
            selects=("theme",),
            numbers=("significance",),
            sort="-spotted_on",
        ),
        empty_title=gettext_lazy("No signals yet"),
        empty_text=gettext_lazy("Did you see something that touches the network? Here you follow what becomes of it."),
    ),
)
urlpatterns: list[URLPattern] = []
