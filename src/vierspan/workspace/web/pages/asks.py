"""Putting off what asks for oneself, and putting it back: from the personal page and from today."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.leadership.asking import actions
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.handles import LaterForm
from vierspan.workspace.web.pages.acts import came_from
from vierspan.workspace.web.templatetags.vierspan import short_day

LONG = timedelta(days=366)  # longer than anything that one may only look at is shown


class AskForm(forms.Form):
    key = forms.CharField(max_length=60)


@in_network(Do.READ_DIRECTORY)
@require_POST
def later(request: NetworkRequest) -> HttpResponse:
    """It comes back on the day that was chosen; without a good day nothing changes."""
    key, form = _key(request), LaterForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["until"][0]))
        return came_from(request)
    until = form.cleaned_data["until"]
    try:
        actions.put_off(request.actor, key, until)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    else:
        messages.success(request, _("Put off until %(day)s") % {"day": short_day(until)})
    return came_from(request)


@in_network(Do.READ_DIRECTORY)
@require_POST
def seen(request: NetworkRequest) -> HttpResponse:
    """Looked at: it asks no more, and stays where it can always be found."""
    actions.put_off(request.actor, _key(request), clock.today() + LONG)
    messages.success(request, _("Laid away. You find it under leadership."))
    return came_from(request)


@in_network(Do.READ_DIRECTORY)
@require_POST
def back(request: NetworkRequest) -> HttpResponse:
    actions.take_up(request.actor, _key(request))
    messages.success(request, _("Put back"))
    return came_from(request)


def _key(request: NetworkRequest) -> str:
    form = AskForm(request.POST)
    if not form.is_valid():
        raise NotFound
    return str(form.cleaned_data["key"])


urlpatterns = [
    path("leadership/asks/later/", later, name="ask_later"),
    path("leadership/asks/seen/", seen, name="ask_seen"),
    path("leadership/asks/back/", back, name="ask_back"),
]
