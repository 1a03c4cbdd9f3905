"""Whose network it is: who speaks outside, and how broadly it is felt to be ours. First for the person concerned."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.insight import ownership, queries
from vierspan.workspace.insight.ownership import OwnershipWatch
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import page_named, with_query
from vierspan.workspace.web.rooms import tabs


@in_network(Do.READ_MIRROR)
@require_GET
def page(request: NetworkRequest) -> HttpResponse:
    from vierspan.workspace.web.pages.course import ROOM  # the room is made of these pages

    actor = request.actor
    slug = networks.network(actor).slug
    shown: dict[str, Any] = {"room": ROOM, "tabs": tabs(ROOM, slug, "course"), "needs": ownership.NEEDED}
    try:
        watch = ownership.watch(actor, queries.current_run(actor))
    except DomainError:  # nobody yet, or the first mirror is still being made
        return render(request, "pages/course/ownership.html", {**shown, "message": _("Whose network is it?")})
    return render(
        request,
        "pages/course/ownership.html",
        {
            **shown,
            "message": _message(watch),
            "watch": watch,
            "chart": watch.chart(actor.language),
            "table": watch.table(actor.language),
            "change": watch.face.ownership_change.value,
            "points": abs(watch.face.ownership_change.value or 0.0),
            "outside": with_query(page_named("facts", slug), table="ledger", kind="network.represented"),
            "pulse": with_query(page_named("facts", slug), table="pulse", item="ownership"),
            "may_read_facts": may(actor, Do.READ_FACTS),
        },
    )


def _message(watch: OwnershipWatch) -> str:
    """The one sentence on top: of the face only to whom it concerns."""
    breadth = watch.face.ownership_breadth.value
    if watch.face.is_alarm and watch.is_me:
        return _("You are the face of the network, and fewer parties call it theirs")
    if breadth is not None:
        return _("%(share)s%% of the parties call the network theirs") % {"share": round(100 * breadth)}
    if watch.is_too_few:
        return _("Too little is known yet to say whose network it is")
    return _("Whose network is it?")


urlpatterns = [path("course/ownership/", page, name="ownership")]
