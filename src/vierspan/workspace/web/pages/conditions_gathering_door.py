"""At the door: the list with large buttons, who walks in, and the screen with the code."""

import io
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions.meeting import answering
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.actions import door
from vierspan.workspace.directory.actions.keeping import KnownAlready
from vierspan.workspace.web.access import NetworkRequest, in_network, open_to_all
from vierspan.workspace.web.by_link import unkept
from vierspan.workspace.web.forms.gatherings import WalkInForm
from vierspan.workspace.web.gathering_frame import completing, frame, run_by, to, to_gathering, tried
from vierspan.workspace.web.pages import people_named


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def at_the_door(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    """Who is on the list, each with one large button; below it, who walks in unasked."""
    plan = run_by(request, gathering_id)
    form = WalkInForm(request.POST or None)
    completing(request, form, "name")
    if request.method == "POST" and form.is_valid() and _walked_in(request, gathering_id, form):
        messages.success(request, _("%(name)s is in") % {"name": form.cleaned_data["name"]})
        return to(request, "gathering_door", gathering_id)
    guests = meeting.guest_list(request.actor, plan)
    shown = frame(request, plan) | {
        "form": form,
        "guests": guests,
        "here": sum(each.checked_in_at is not None for each in guests),
        "may_begin": meeting.day_has_come(plan),
    }
    return render(request, "pages/gatherings/door.html", shown, status=422 if form.errors else 200)


def _walked_in(request: NetworkRequest, gathering_id: UUID, form: WalkInForm) -> bool:
    """Somebody of the network by name, else somebody new."""
    given = form.cleaned_data
    meant = people_named.person_meant(request.actor, given["name"])
    if meant and meant.name.casefold() == given["name"].strip().casefold():
        return tried(request, lambda: door.walk_in(request.actor, gathering_id, meant.id), form)
    party = people_named.party_meant(request.actor, given["party"]) if given["party"] else None
    if given["party"] and party is None:
        form.add_error("party", worded("unknown_party"))
        return False
    new = {"name": given["name"], "email": given["email"], "party": party.id if party else None}
    try:
        return tried(request, lambda: door.walk_in_new(request.actor, gathering_id, new), form)
    except KnownAlready:
        form.add_error("email", worded("address_stands_already"))
        return False


@in_network(Do.EDIT_ROOMS)
@require_POST
def check(request: NetworkRequest, gathering_id: UUID, guest_id: UUID) -> HttpResponse:
    """In or out; a script that asks gets the number of who are in."""
    where = "out" if request.POST.get("where") == "out" else "in"
    try:
        door.check(request.actor, gathering_id, guest_id, where)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return to(request, "gathering_door", gathering_id)
    if request.headers.get("Accept", "").startswith("application/json"):
        here = meeting.turnout(request.actor, meeting.plan(request.actor, gathering_id)).here
        return JsonResponse({"where": where, "here": here})
    return to(request, "gathering_door", gathering_id, at=f"guest-{guest_id}")


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def screen(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    """For the wall: a code to scan or to type, with which people check in themselves."""
    if request.method == "POST":
        tried(request, lambda: door.show_code(request.actor, gathering_id))
        return to(request, "gathering_screen", gathering_id)
    plan = run_by(request, gathering_id)
    shown = frame(request, plan) | {"may_begin": meeting.day_has_come(plan)}
    if plan.door_code:
        address = f"{settings.BASE_URL}{reverse('web:here_with', args=[plan.door_code])}"
        shown |= {"code": plan.door_code, "qr": _qr(address), "address": f"{settings.BASE_URL}{reverse('web:here')}"}
    return render(request, "pages/gatherings/screen.html", shown)


def _qr(address: str) -> Any:
    """The address as a drawing; its colours come from the page."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, svgclass="qr", lineclass="qr-line", omitsize=True, border=2
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - made here, of an address of ours


@in_network(Do.EDIT_ROOMS)
@require_POST
def complete(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    if tried(request, lambda: door.complete(request.actor, gathering_id)):
        messages.success(request, _("The list is complete. Who was there is in the records now."))
        return to_gathering(request, gathering_id, at="look_back")
    return to(request, "gathering_door", gathering_id)


@open_to_all
@require_http_methods(["GET", "POST"])
def here(request: HttpRequest, code: str = "") -> HttpResponse:
    """I am here: the code of the screen, and one's own name or address. No list is shown to anybody."""
    code = (code or request.POST.get("code", "") or request.GET.get("code", "")).strip().upper()
    shown: dict[str, Any] = {"code": code}
    status = 200
    try:
        if request.method == "POST" and "who" in request.POST:
            plan, guest = answering.check_in_with_code(code, request.POST["who"])
            shown |= {"plan": plan, "gathering": plan.gathering, "guest": guest}
        elif code:
            if request.method == "GET" and "code" in request.GET:
                answering.plan_with(code)
                return redirect("web:here_with", code=code)
            shown["gathering"] = answering.plan_with(code).gathering
    except NotFound:
        shown["slip"], status = _("No gathering today has this code. Look at the screen once more."), 404
        shown["code"] = ""
    except Invalid as slip:
        plan = answering.plan_with(code)
        shown |= {"slip": worded(slip.reason), "gathering": plan.gathering, "who": request.POST.get("who", "")}
        status = 422
    reply = render(request, "pages/gatherings/here.html", shown, status=status)
    return unkept(reply)


_DOOR = "conditions/gatherings/<uuid:gathering_id>/door/"
urlpatterns = [
    path(_DOOR, at_the_door, name="gathering_door"),
    path(f"{_DOOR}screen/", screen, name="gathering_screen"),
    path(f"{_DOOR}complete/", complete, name="complete_gathering"),
    path(f"{_DOOR}<uuid:guest_id>/", check, name="check_in"),
]
open_urlpatterns = [
    path("here/", here, name="here"),
    path("here/<str:code>/", here, name="here_with"),
]
