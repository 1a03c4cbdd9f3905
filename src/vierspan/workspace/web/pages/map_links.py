"""Links by which outsiders see a view: choose what they see, look first, end it at once. For who leads."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.insight.map_views import seen, shares, views
from vierspan.workspace.insight.map_views.public import Offer
from vierspan.workspace.insight.map_views.shares import MapShare, Shared, Wish
from vierspan.workspace.insight.map_views.sight import sight_of
from vierspan.workspace.insight.map_views.views import MapView
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.map_views import NOWHERE, ShareForm
from vierspan.workspace.web.pages.map_stills import still_of
from vierspan.workspace.web.pages.map_views import refuse, slug_of


@in_network(Do.SHARE_MAP)
@require_GET
def links(request: NetworkRequest) -> HttpResponse:
    """Every link that was made, with when, by whom, and whether it still shows something."""
    found = [_told(each) for each in shares.shares(request.actor)]
    shown = {
        "live": [each for each in found if each["is_live"]],
        "over": [each for each in found if not each["is_live"]],
    }
    newcomers = shares.newcomers(request.actor, [each["share"] for each in shown["live"]])
    for each in shown["live"]:
        each["newcomers"] = newcomers[each["share"].pk]
    return render(request, "pages/map/links.html", shown | {"new": request.GET.get("new", "")})


def _told(share: MapShare) -> dict[str, Any]:
    token = shares.token_of(share.pk)
    return {
        "share": share,
        "is_live": shares.is_live(share),
        "link": f"{settings.BASE_URL}{reverse('web:map_shared', args=[token])}",
        "frame": f"{settings.BASE_URL}{reverse('web:map_embedded', args=[token])}",
        "people": share.with_people,
        "count": len(share.ids),
    }


@in_network(Do.SHARE_MAP)
@require_http_methods(["GET", "POST"])
def share(request: NetworkRequest, view_id: UUID) -> HttpResponse:
    """First choose, then see what outsiders will see, and only then is there a link."""
    found = views.view(request.actor, view_id)
    offer = shares.offer(request.actor, found.query)
    form = ShareForm(request.POST or None, initial=_first(found, offer), kinds=_kinds(offer))
    shown: dict[str, Any] = {"form": form, "view": found, "offer": offer}
    if request.method == "POST" and form.is_valid():
        try:
            wish = _wish(form, found)
            if "publish" in request.POST:
                made = shares.publish(request.actor, wish)
                messages.success(request, _("The link works from now on"))
                return redirect(f"{reverse('web:map_links', args=[slug_of(request)])}?new={made.pk}")
            shown |= outsider_page(shares.preview(request.actor, wish)) | {"is_preview": True}
        except Invalid as slip:
            refuse(form, slip)
    return render(request, "pages/map/share.html", shown, status=422 if form.errors else 200)


def _first(found: MapView, offer: Offer) -> dict[str, Any]:
    until = clock.today() + timedelta(days=shares.USUAL_DAYS)
    return {
        "name": found.name,
        "text": found.text,
        "kinds": _usual_kinds(offer),
        "expires": until,
        "framing": NOWHERE,
    }


def _kinds(offer: Offer) -> list[tuple[str, str]]:
    people = _("%(kind)s (people)")
    names = {each: kind_name(each) for each in (*offer.kinds, *offer.observed)}
    return [(each, people % {"kind": name} if each in offer.of_people else name) for each, name in names.items()]


def _usual_kinds(offer: Offer) -> list[str]:
    """What was stated; and where nothing was stated of parties themselves, what they do together."""
    says_of_parties = set(offer.kinds) - set(offer.of_people)
    return [*offer.kinds, *(() if says_of_parties else offer.observed)]


def kind_name(kind: str) -> str:
    ours = {
        "table": _("sit at one table"),
        "belongs": _("belongs to a party"),
        "tie": _("tied"),
        "exchange": _("gave something"),
    }
    return ours.get(kind, kind)


def _wish(form: ShareForm, found: MapView) -> Wish:
    given = form.cleaned_data
    return Wish(
        name=given["name"],
        text=given["text"],
        query=found.query,
        with_people=given["with_people"],
        kinds=given["kinds"],
        frames=form.frames,
        expires=given["expires"],
    )


def outsider_page(shared: Shared) -> dict[str, Any]:
    """What stands on the page for outsiders, and on no other."""
    sight = sight_of(shared.ground, shared.state)
    return {
        "shared": shared.share,
        "network_name": shared.network.name,
        "still": still_of(sight, shared.ground),
        "day": shared.ground.day,
        "counted": seen.counted(shared.ground),
    }


@in_network(Do.SHARE_MAP)
@require_POST
def revoke(request: NetworkRequest, share_id: UUID) -> HttpResponse:
    shares.revoke(request.actor, share_id)
    messages.success(request, _("The link shows nothing any more"))
    return redirect("web:map_links", slug=slug_of(request))


@in_network(Do.SHARE_MAP)
@require_POST
def renew(request: NetworkRequest, share_id: UUID) -> HttpResponse:
    shares.bring_up_to_date(request.actor, share_id)
    messages.success(request, _("The link shows everybody who is on the map now"))
    return redirect("web:map_links", slug=slug_of(request))


network_urlpatterns = [
    path("map/links/", links, name="map_links"),
    path("map/views/<uuid:view_id>/share/", share, name="map_view_share"),
    path("map/links/<uuid:share_id>/end/", revoke, name="map_link_end"),
    path("map/links/<uuid:share_id>/renew/", renew, name="map_link_renew"),
]
