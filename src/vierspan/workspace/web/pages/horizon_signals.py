"""Signals: what somebody saw coming, and how far it has come."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.horizon.weighing import queries as weighing
from vierspan.workspace.insight import sheets
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.forms.signals import SpotForm
from vierspan.workspace.web.lists import Listing
from vierspan.workspace.web.pages import (
    horizon_intake,
    horizon_radar,
    horizon_signal_doubles,
    horizon_signal_pages,
    horizon_signal_weighing,
)
from vierspan.workspace.web.rooms import Place, headline
from vierspan.workspace.web.signal_figures import FIGURES
from vierspan.workspace.web.signal_frame import signal_form, ways


def _signals_message(actor: Actor) -> str:
    stages = sheets.tally(actor, "signals", "stage")
    n, weak = sum(stages.values()), stages.get("weak", 0)
    if weak:
        told = ngettext("%(weak)s of %(n)s signals is still weak", "%(weak)s of %(n)s signals are still weak", weak)
        return told % {"weak": weak, "n": n}
    if not n:
        return _("No signals yet")
    return ngettext("%(n)s signal was brought in", "%(n)s signals were brought in", n) % {"n": n}


def more(request: NetworkRequest) -> Mapping[str, Any]:
    """The line to write in, what was just kept, and the ways on."""
    actor = request.actor
    shown: dict[str, Any] = {"spot": SpotForm(), **ways(actor, "list")}
    shown["mine"] = with_query(request.path, spotter=str(actor.person_id)) if actor.person_id else ""
    shown["kept_back"] = len(weighing.kept_back(actor) & {each.pk for each in weighing.live(actor)})
    if kept := _kept(request):
        first = {"name": kept.name, "party": kept.party.name if kept.party else ""}
        shown |= {"kept": kept, "more_form": signal_form(actor, initial=first)}
    return shown


def _kept(request: NetworkRequest) -> Any:
    """The signal that was written down a moment ago."""
    try:
        return horizon.signal(request.actor, UUID(request.GET.get("kept", "")))
    except (ValueError, NotFound):
        return None


PLACES = (
    Place(
        name="horizon",
        at="",
        label=gettext_lazy("Signals"),
        message=headline("explorer", _signals_message),
        lead=gettext_lazy("What somebody saw coming, how far it has come, and what it may mean for you."),
        listing=Listing(
            table="signals",
            columns=("name", "stage", "theme", "spotter", "spotted_on"),
            chips="stage",
            selects=("theme", "tag"),
            numbers=("months_ahead",),
            sort="-spotted_on",
            extras=FIGURES,
            more_columns=(
                "tag",
                "origin",
                "party",
                "months_ahead",
                "brought_back_on",
                "adopted_on",
            ),
            more_selects=("spotter", "party"),
        ),
        template="pages/horizon/signals.html",
        more=more,
        empty_title=gettext_lazy("No signals yet"),
        empty_text=gettext_lazy("Did you see something that touches the network? Here you follow what becomes of it."),
    ),
)
urlpatterns: list[URLPattern] = [
    *horizon_intake.urlpatterns,
    *horizon_radar.urlpatterns,
    *horizon_signal_doubles.urlpatterns,
    *horizon_signal_weighing.urlpatterns,
    *horizon_signal_pages.urlpatterns,
]
