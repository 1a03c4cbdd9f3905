"""The page of our mirror."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.leadership_frame import frame


@in_network(Do.READ_DIRECTORY)
@require_GET
def our_mirror(request: NetworkRequest) -> HttpResponse:
    return render(request, "pages/leadership/our_mirror.html", frame(request, "our_mirror", _("Our mirror")))


urlpatterns = [path("leadership/ours/", our_mirror, name="our_mirror")]
