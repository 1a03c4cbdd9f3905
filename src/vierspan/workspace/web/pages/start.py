"""The first page, making a network, and the pages about the site itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vierspan.workspace.networks import actions, queries
from vierspan.workspace.web.access import PageRequest, open_to_all, signed_in
from vierspan.workspace.web.forms.account import ProfileForm
from vierspan.workspace.web.forms.networks import NewNetworkForm
from vierspan.workspace.web.forms.sign_in import AddressForm

ROOMS = ("course", "horizon", "conditions", "initiatives")


@open_to_all
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "pages/start/mine.html", {"memberships": list(queries.memberships_of(request.user))})
    return render(request, "pages/start/start.html", {"rooms": ROOMS})


@signed_in
@require_http_methods(["GET", "POST"])
def make_network(request: PageRequest) -> HttpResponse:
    form = NewNetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        network = actions.create(request.user, name=form.cleaned_data["name"], language=get_language() or "nl")
        return redirect("web:today", slug=network.slug)
    return render(request, "pages/start/make.html", {"form": form}, status=422 if form.errors else 200)


@open_to_all
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/start/privacy.html")


@open_to_all
@require_GET
def look(request: HttpRequest) -> HttpResponse:
    """Every component with its states, for who builds and tests pages."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    wrong = AddressForm({"email": "anna at kern"})
    shown = {
        "rooms": ROOMS,
        "wrong": wrong,
        "form": ProfileForm(initial={"language": "nl"}),
        "steps": [_("Choose a file"), _("Look at it"), _("Done")],
    }
    return render(request, "pages/look.html", shown)


urlpatterns = [
    path("", start, name="start"),
    path("new/", make_network, name="make_network"),
    path("privacy/", privacy, name="privacy"),
    path("look/", look, name="look"),
]
