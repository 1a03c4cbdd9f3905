"""Saying who one is on the list of people, so that what is one's own can be kept there."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.directory.actions import claiming
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.pages.acts import came_from


@in_network(Do.ASK_ABOUT_SELF)
@require_POST
def this_is_me(request: NetworkRequest) -> HttpResponse:
    person = claiming.claim(request.actor)
    messages.success(request, _("You are %(name)s here from now on.") % {"name": person.name})
    return came_from(request)


urlpatterns = [path("people/me/", this_is_me, name="this_is_me")]
