"""Events worth going to: who goes, what came back of them, and in one's own calendar."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.paging import page_of
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon.outside import calendar, feeds, queries
from vierspan.workspace.horizon.outside.actions import events as actions
from vierspan.workspace.horizon.outside.queries import Event
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.outside import EventForm, InsightForm
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.outside_frame import frame, gathering_choices, gathering_names, slug_of
from vierspan.workspace.web.pages.conditions_gathering_calendar import CALENDAR, calendar_file
from vierspan.workspace.web.versions import both_versions

FIELDS = ("name", "starts_on", "ends_on", "starts_at", "ends_at", "place", "host", "why", "link")


@in_network(Do.READ_ROOMS)
@require_GET
def listed(request: NetworkRequest) -> HttpResponse:
    """What lies ahead, or with ?past=1 what was."""
    actor, is_past, search = request.actor, bool(request.GET.get("past")), request.GET.get("q", "").strip()
    found = queries.events(actor, past=is_past, search=search)
    number = request.GET.get("page", "1")
    page = page_of(found, int(number) if number.isdecimal() else 1)
    lines = _lines(request, page.rows)
    missing = sum(line["is_mine"] and not line["my_insight"] for line in lines) if is_past else 0
    shown = frame(
        request,
        "events",
        message=_past_message(len(found), missing) if is_past else _message(found),
        page=page,
        lines=lines,
        is_past=is_past,
        search=search,
        has_person=actor.person_id is not None,
    )
    return render(request, "pages/outside/events.html", shown)


def _message(found: list[Event]) -> str:
    dated = [each for each in found if each.starts_on]
    if not found:
        return _("Where is something to be heard?")
    if dated:
        return _("Next outside: %(name)s") % {"name": dated[0].name}
    return ngettext("One event without a day yet", "%(n)s events without a day yet", len(found)) % {"n": len(found)}


def _past_message(n: int, missing: int) -> str:
    if missing:
        told = ngettext(
            "You were somewhere, and brought nothing back yet",
            "You were at %(n)s events of which you brought nothing back yet",
            missing,
        )
        return told % {"n": missing}
    return ngettext("One event was gone to", "%(n)s events lie behind you", n) % {"n": n} if n else _("Nothing yet")


def _lines(request: NetworkRequest, rows: Any) -> list[dict[str, Any]]:
    """Who goes is for those who may read the directory."""
    actor = request.actor
    visits = queries.visits(actor, rows) if may(actor, Do.READ_DIRECTORY) else {}
    lines = []
    for row in rows:
        going = visits.get(row.pk, [])
        mine = next((each for each in going if each.person_id == actor.person_id), None)
        told = [each for each in going if each.insight]
        lines.append(
            {"row": row, "going": going, "is_mine": mine is not None, "my_insight": mine and mine.insight, "told": told}
        )
    return lines


@in_network(Do.READ_ROOMS)
@require_GET
def event(request: NetworkRequest, event_id: UUID) -> HttpResponse:
    return _page(request, event_id)


def _page(request: NetworkRequest, event_id: UUID, form: InsightForm | None = None) -> HttpResponse:
    actor = request.actor
    row = queries.event(actor, event_id)
    line = _lines(request, [row])[0]
    mine = next((each for each in line["going"] if each.person_id == actor.person_id), None)
    first: dict[str, Any] = {"brought_back_on": clock.today()}
    if mine and mine.insight:
        first = {"insight": mine.insight, "brought_back_on": mine.brought_back_on, "version": version(mine)}
        first |= {"brought_to": str(mine.brought_to or "")}
    shown = frame(
        request,
        "events",
        **line,
        message=row.name,
        gatherings=gathering_names(actor, [each.brought_to for each in line["told"]]),
        is_over=row.starts_on is not None and (row.ends_on or row.starts_on) < clock.today(),
        has_begun=row.starts_on is not None and row.starts_on <= clock.today(),
        may_change=may(actor, Do.EDIT_ROOMS) and queries.may_change(actor, row),
        has_person=actor.person_id is not None,
        form=form or InsightForm(initial=first, gatherings=gathering_choices(actor)),
    )
    return render(request, "pages/outside/event.html", shown, status=422 if form and form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    asked = {key: request.GET[key] for key in ("name", "host") if request.GET.get(key)}
    form = EventForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        made = kept(form, lambda: actions.add(request.actor, _told(form)))
        if made:
            messages.success(request, _("On the calendar. Do you go?"))
            return _to(request, made.pk)
    shown = frame(request, "events", message=_("Something worth going to"), form=form)
    return render(request, "pages/outside/event_edit.html", shown, status=422 if form.errors else 200)


def _told(form: EventForm) -> actions.Told:
    return actions.Told(**{key: form.cleaned_data[key] for key in FIELDS})


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, event_id: UUID) -> HttpResponse:
    row = queries.event(request.actor, event_id)
    first = {key: getattr(row, key) for key in FIELDS} | {"version": version(row)}
    form = EventForm(request.POST or None, initial=first)
    shown = frame(request, "events", message=row.name, form=form, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            if kept(form, lambda: actions.change(request.actor, event_id, _told(form), seen=seen)):
                messages.success(request, _("Kept as you put it"))
                return _to(request, event_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/outside/event_edit.html", shown, status=409)
    return render(request, "pages/outside/event_edit.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, event_id: UUID) -> HttpResponse:
    actions.remove(request.actor, event_id)
    messages.success(request, _("Off the calendar"))
    return redirect("web:outside_events", slug=slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_POST
def go(request: NetworkRequest, event_id: UUID) -> HttpResponse:
    """I go, or after all not."""
    queries.event(request.actor, event_id)
    try:
        if "stay" in request.POST:
            actions.stay_home(request.actor, event_id)
            messages.success(request, _("You are off the list of who goes"))
        else:
            actions.go(request.actor, event_id)
            messages.success(request, _("You go. Bring something back!"))
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
    return _to(request, event_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def bring_back(request: NetworkRequest, event_id: UUID) -> HttpResponse:
    form = InsightForm(request.POST, gatherings=gathering_choices(request.actor))
    if form.is_valid():
        given = form.cleaned_data
        to = UUID(given["brought_to"]) if given["brought_to"] else None
        told = {"on": given["brought_back_on"], "to": to, "seen": given["version"]}
        try:
            if kept(form, lambda: actions.bring_back(request.actor, event_id, given["insight"], **told)):
                messages.success(request, _("Noted: it came back into the network"))
                return _to(request, event_id)
        except Changed:
            form.add_error("insight", _("You changed this somewhere else meanwhile. Look at both, and keep it again."))
    return _page(request, event_id, form)


@in_network(Do.READ_ROOMS)
@require_GET
def event_file(request: NetworkRequest, event_id: UUID) -> HttpResponse:
    row = queries.event(request.actor, event_id)
    going = queries.visits(request.actor, [row]).get(row.pk, []) if may(request.actor, Do.READ_DIRECTORY) else []
    mine = {row.pk} if any(each.person_id == request.actor.person_id for each in going) else set()
    return calendar_file(calendar.written([row], going=mine), "event.ics")


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET", "POST"])
def own(request: NetworkRequest) -> HttpResponse:
    """One's own calendar address; a new one is shown once, right after it was made."""
    address = ""
    if request.method == "POST" and "end" in request.POST:
        feeds.end(request.actor)
        messages.success(request, _("The address no longer works"))
        return redirect("web:events_calendar", slug=slug_of(request))
    if request.method == "POST":
        try:
            address = keys.address("events_feed", feeds.make(request.actor))
        except Invalid as slip:
            messages.error(request, worded(slip.reason))
    message = _("Events in your own calendar")
    shown = frame(request, "events", message=message, address=address, has_feed=feeds.has_feed(request.actor))
    reply = render(request, "pages/outside/calendar.html", shown)
    reply.headers["Cache-Control"] = "no-store"
    return reply


@by_link(feeds.PURPOSE)
@require_GET
def feed(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    """What a calendar reads; for whoever holds the address."""
    return HttpResponse(feeds.feed_of(link), content_type=CALENDAR)


def _to(request: NetworkRequest, event_id: UUID) -> HttpResponse:
    return redirect(reverse("web:outside_event", args=[slug_of(request), event_id]))


urlpatterns = [
    path("horizon/events/", listed, name="outside_events"),
    path("horizon/events/new/", new, name="new_outside_event"),
    path("horizon/events/calendar/", own, name="events_calendar"),
    path("horizon/events/<uuid:event_id>/", event, name="outside_event"),
    path("horizon/events/<uuid:event_id>/edit/", edit, name="edit_outside_event"),
    path("horizon/events/<uuid:event_id>/remove/", remove, name="remove_outside_event"),
    path("horizon/events/<uuid:event_id>/go/", go, name="go_to_outside_event"),
    path("horizon/events/<uuid:event_id>/brought-back/", bring_back, name="bring_back_from_event"),
    path("horizon/events/<uuid:event_id>/event.ics", event_file, name="outside_event_file"),
]
open_urlpatterns = [path("link/events/<str:token>/", feed, name="events_feed")]
