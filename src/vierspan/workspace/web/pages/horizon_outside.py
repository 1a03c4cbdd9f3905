"""The outside: whom to ring this week, what is cooling, who asks for attention."""

from collections.abc import Mapping
from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.insight import sheets, warmth
from vierspan.workspace.insight.warmth import FOR_THE_WEEK, Outsider
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.lists import Listing
from vierspan.workspace.web.outside_frame import as_line, frame
from vierspan.workspace.web.pages import (
    horizon_outside_events,
    horizon_outside_keepers,
    horizon_outside_list,
    horizon_outside_log,
    horizon_outside_one,
)
from vierspan.workspace.web.pages.horizon_outside_log import contact_form
from vierspan.workspace.web.rooms import Place

FEW = 6


def _message(actor: Actor) -> str:
    if not may(actor, Do.READ_OUTSIDE):
        return _log_message(actor)
    found = warmth.outsiders(actor)
    due, cool = warmth.to_ring(actor, found), warmth.cooling(found)
    if due:
        names = _listed([each.row.name for each in due[:FOR_THE_WEEK]])
        return _("This week: speak to %(names)s") % {"names": names}
    if cool:
        told = ngettext("One contact outside is cooling", "%(n)s contacts outside are cooling", len(cool))
        return told % {"n": len(cool)}
    if found:
        return _("Everybody outside was spoken to in time")
    return _("Whom do you know outside?")


def _listed(names: list[str]) -> str:
    """A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _log_message(actor: Actor) -> str:
    n = sheets.counts(actor)["contacts"]
    who = len([key for key in sheets.tally(actor, "contacts", "person") if key])
    if not n:
        return _("No contacts with the outside are written down yet")
    told = ngettext(
        "%(who)s person keeps in touch with the outside", "%(who)s people keep in touch with the outside", who
    )
    return told % {"who": who}


def home(request: NetworkRequest) -> Mapping[str, Any]:
    """For participants all of it; for others the events that lie ahead."""
    actor = request.actor
    coming = queries.events(actor)[:3]
    shown = frame(request, "home", coming=coming)
    if not may(actor, Do.READ_OUTSIDE):
        return shown
    found = [each for each in warmth.outsiders(actor) if each.is_outside]
    due = warmth.to_ring(actor, found)
    ringing = {each.row.pk for each in due}
    return {
        **shown,
        "is_member": True,
        "count": len(found),
        "due": [_to_ring(actor, each) for each in due[:FOR_THE_WEEK]],
        "due_later": [as_line(each) for each in due[FOR_THE_WEEK:]],
        "cooling": [as_line(each) for each in warmth.cooling(found) if each.row.pk not in ringing][:FEW],
        "asking": [as_line(each) for each in warmth.asking(found)][:FEW],
        "to_check": queries.due_for_check(actor)[:FEW],
        "loose": len(queries.loose(actor)),
        "near": len(queries.near_parties(actor)),
        "form": contact_form(request) if may(actor, Do.EDIT_ROOMS) else None,
    }


def _to_ring(actor: Actor, each: Outsider) -> dict[str, Any]:
    last = next(iter(queries.contacts_with(actor, each.row)), None)
    return {**as_line(each), "last": last, "is_mine": each.is_kept_by(actor.person_id)}


def _log(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    me = str(actor.person_id or "")
    return frame(request, "log", me=me, is_mine=bool(me) and request.GET.get("person") == me)


PLACES = (
    Place(
        name="contacts",
        at="contacts/",
        label=gettext_lazy("The outside"),
        message=_message,
        template="pages/outside/home.html",
        more=home,
    ),
    Place(
        name="contact_log",
        at="contacts/log/",
        label=gettext_lazy("Contact log"),
        under="contacts",
        message=_log_message,
        lead=gettext_lazy("With whom outside the network somebody spoke, and whether it was brought back in."),
        listing=Listing(
            table="contacts",
            columns=("outside", "subject", "kind", "person", "held_on", "brought_back_on"),
            chips="kind",
            selects=("person", "party"),
            sort="-held_on",
        ),
        template="pages/outside/log.html",
        more=_log,
        empty_title=gettext_lazy("No contacts yet"),
        empty_text=gettext_lazy("Here stands who keeps touch with whom outside, so that nobody is forgotten."),
    ),
)
urlpatterns: list[URLPattern] = [
    *horizon_outside_list.urlpatterns,
    *horizon_outside_log.urlpatterns,
    *horizon_outside_events.urlpatterns,
    *horizon_outside_keepers.urlpatterns,
    *horizon_outside_one.urlpatterns,
]
