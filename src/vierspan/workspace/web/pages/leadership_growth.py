"""The page of growth."""

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
def growth(request: NetworkRequest) -> HttpResponse:
    return render(request, "pages/leadership/growth.html", frame(request, "growth", _("Growth")))


urlpatterns = [path("leadership/growth/", growth, name="growth")]
