"""Today in a network."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.web.access import NetworkRequest, in_network


@in_network(Do.READ_NETWORK)
@require_GET
def today(request: NetworkRequest) -> HttpResponse:
    return render(request, "pages/today/today.html")


urlpatterns = [path("", today, name="today")]
