"""Who agrees to be named outside."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course.positioning import queries
from vierspan.workspace.course.positioning.actions import agreeing as actions
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import slug_of
from vierspan.workspace.web.outward_frame import frame, person_typed


@in_network(Do.LOG_OUTWARD)
@require_GET
def agreeing(request: NetworkRequest) -> HttpResponse:
    return _page(request)


def _page(request: NetworkRequest, slip: str = "", typed: str = "") -> HttpResponse:
    found = queries.agreements(request.actor)
    n = sum(each.agrees for each in found)
    message = (
        ngettext("%(n)s person may be named outside", "%(n)s people may be named outside", n) % {"n": n}
        if n
        else _("Nobody is named outside without saying yes")
    )
    shown = frame(
        request,
        "agreeing",
        message=message,
        agreements=found,
        own=queries.own_agreement(request.actor),
        is_known=request.actor.person_id is not None,
        slip=slip,
        typed=typed,
    )
    return render(request, "pages/course/outward_agreeing.html", shown, status=422 if slip else 200)


@in_network(Do.LOG_OUTWARD)
@require_POST
def say(request: NetworkRequest) -> HttpResponse:
    says = request.POST.get("says", "")
    actions.say_oneself(request.actor, says)
    messages.success(
        request, _("You may be named outside") if says == "yes" else _("You are named nowhere outside from now on")
    )
    return _back(request)


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def note(request: NetworkRequest) -> HttpResponse:
    typed = request.POST.get("person", "")
    try:
        person = person_typed(request, typed)
    except LookupError:
        person = None
    if person is None:
        return _page(request, worded("nobody_by_that_name"), typed)
    actions.note_word(request.actor, person, "yes")
    messages.success(request, _("Noted that they agree"))
    return _back(request)


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def take_back(request: NetworkRequest, person_id: UUID) -> HttpResponse:
    actions.note_word(request.actor, person_id, "no")
    messages.success(request, _("Noted that they do not agree"))
    return _back(request)


def _back(request: NetworkRequest) -> HttpResponse:
    return redirect("web:agreeing", slug=slug_of(request))


urlpatterns = [
    path("course/outward/agreeing/", agreeing, name="agreeing"),
    path("course/outward/agreeing/say/", say, name="say_agreeing"),
    path("course/outward/agreeing/note/", note, name="note_agreeing"),
    path("course/outward/agreeing/<uuid:person_id>/no/", take_back, name="take_back_agreeing"),
]
