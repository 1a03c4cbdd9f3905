"""What somebody saw of a try: told on one's own page, or by the link in a letter, without an account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.leadership.growth import letters, queries
from vierspan.workspace.leadership.growth.actions import seeing
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.growth import SawForm
from vierspan.workspace.web.growth_frame import page, practising
from vierspan.workspace.web.keeping import kept


@practising
@require_http_methods(["GET", "POST"])
def seen(request: NetworkRequest, seen_id: UUID) -> HttpResponse:
    found = queries.asked(request.actor, seen_id)
    form = SawForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(form, found):
        messages.success(request, _("Told. Only %(name)s reads it.") % {"name": found.try_out.person.name})
        return redirect("web:growth", networks.network(request.actor).slug)
    message = _("%(name)s asks what you saw") % {"name": found.try_out.person.name}
    return page(request, "seen", message, {"seen": found, "form": form}, here="growth")


def _answered(form: SawForm, found: Any) -> bool:
    return kept(form, lambda: seeing.answer(found, form.cleaned_data["saw"])) is not None


@practising
@require_POST
def not_now(request: NetworkRequest, seen_id: UUID) -> HttpResponse:
    seeing.decline(queries.asked(request.actor, seen_id))
    messages.success(request, _("Noted, without a reason."))
    return redirect("web:growth", networks.network(request.actor).slug)


@by_link(letters.SEEN)
@require_http_methods(["GET", "POST"])
def by_letter(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    """The link ends with the answer; so the thanks stand on the page that follows from it."""
    found = seeing.by_link(link)
    form = SawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if _answered(form, found):
                return _page(request, link, found, is_told=True)
        except Conflict:
            return _page(request, link, found, is_told=True)
    return _page(request, link, found, form=form)


@by_link(letters.SEEN)
@require_POST
def rather_not(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    found = seeing.by_link(link)
    if not (found.answered_on or found.declined_on):
        seeing.decline(found)
    return _page(request, link, found, is_declined=True)


def _page(request: HttpRequest, link: Any, found: Any, **more: Any) -> HttpResponse:
    form = more.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(
        request, "pages/leadership/growth/seen_link.html", {"link": link, "seen": found, **more}, status=status
    )


AT = "leadership/growth/seen/"
urlpatterns = [
    path(f"{AT}<uuid:seen_id>/", seen, name="growth_seen"),
    path(f"{AT}<uuid:seen_id>/not-now/", not_now, name="growth_seen_not_now"),
]
open_urlpatterns = [
    path("link/seen/<str:token>/", by_letter, name="seen_link"),
    path("link/seen/<str:token>/not-now/", rather_not, name="seen_link_not_now"),
]
