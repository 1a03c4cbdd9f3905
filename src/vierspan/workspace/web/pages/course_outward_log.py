"""The log of what was said outside: written in ten seconds, found again, put right and taken along."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course.positioning import queries, roster
from vierspan.workspace.course.positioning.actions import log
from vierspan.workspace.course.positioning.queries import Communication, Wanted
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.course_frame import slug_of
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.outward import MEDIA, SaidFilter, SaidForm
from vierspan.workspace.web.outward_frame import completed, frame, own_name, party_choices, person_typed
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.versions import both_versions

HEADS = (
    ("said_on", gettext_lazy("When")),
    ("what", gettext_lazy("What was said")),
    ("person", gettext_lazy("Who spoke")),
    ("medium", gettext_lazy("By what")),
    ("audience", gettext_lazy("For whom")),
)
SORTS = tuple(key for key, _label in HEADS)


@in_network(Do.READ_OUTWARD)
@require_GET
def said(request: NetworkRequest) -> HttpResponse:
    form = SaidFilter(request.GET, people=_speakers(request))
    wanted = _wanted(request, form)
    if "as" in request.GET:
        lines = _lines(request, wanted)
        return download(list_file(request.actor, _("said-outside"), request.GET["as"], lines))
    number = request.GET.get("page", "1")
    page = queries.communications(request.actor, wanted, page=int(number) if number.isdecimal() else 1)
    shown = frame(
        request,
        "log",
        message=_message(page.total, is_filtered=_is_filtered(wanted)),
        form=form,
        page=page,
        heads=_heads(request, wanted),
        media=dict(MEDIA),
        is_filtered=_is_filtered(wanted),
        query=_query(request),
    )
    return render(request, "pages/course/outward_log.html", shown, status=422 if form.errors else 200)


def _message(n: int, *, is_filtered: bool) -> str:
    if is_filtered:
        return ngettext("%(n)s time fits what you look for", "%(n)s times fit what you look for", n) % {"n": n}
    if not n:
        return _("Nobody spoke outside for the network yet")
    return ngettext("Once somebody spoke outside", "%(n)s times somebody spoke outside", n) % {"n": n}


def _speakers(request: NetworkRequest) -> list[tuple[str, str]]:
    return sorted(
        ((str(row.person.pk), row.person.name) for row in roster.spread(request.actor)), key=lambda one: one[1]
    )


def _wanted(request: NetworkRequest, form: SaidFilter) -> Wanted:
    """The filters of the address; what does not make sense filters nothing, and the form says so."""
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "-said_on"
    if not form.is_valid():
        return Wanted(sort=sort)
    given = form.cleaned_data
    return Wanted(
        search=given["q"].strip(),
        medium=given["medium"],
        person=UUID(given["person"]) if given["person"] else None,
        since=given["since"],
        until=given["until"],
        sort=sort,
    )


def _is_filtered(wanted: Wanted) -> bool:
    return wanted != Wanted(sort=wanted.sort)


def _query(request: NetworkRequest) -> str:
    kept = request.GET.copy()
    for name in ("page", "as"):
        kept.pop(name, None)
    return kept.urlencode()


def _heads(request: NetworkRequest, wanted: Wanted) -> list[dict[str, str]]:
    """Each sorts by its column, and the other way round when it does already."""
    filters = {key: str(value) for key, value in request.GET.items() if key not in ("sort", "page", "as")}
    found = []
    for key, label in HEADS:
        direction = {key: "ascending", f"-{key}": "descending"}.get(wanted.sort, "")
        sort = f"-{key}" if direction == "ascending" or (key == "said_on" and not direction) else key
        found.append(
            {"label": str(label), "address": with_query(request.path, **filters, sort=sort), "direction": direction}
        )
    return found


def _lines(request: NetworkRequest, wanted: Wanted) -> Iterator[Sequence[str]]:
    media = dict(MEDIA)
    yield [
        _("When"),
        _("What was said"),
        _("Who spoke"),
        _("Party"),
        _("By what"),
        _("Where"),
        _("For whom"),
        _("Link"),
    ]
    for row in queries.every_communication(request.actor, wanted):
        person, party = row.person.name if row.person else "", row.party.name if row.party else ""
        medium = str(media[row.medium])
        yield [row.said_on.isoformat(), row.what, person, party, medium, row.place, row.audience, row.link]


def said_form(request: NetworkRequest, initial: dict[str, Any]) -> SaidForm:
    form = SaidForm(request.POST or None, initial=initial, parties=party_choices(request))
    completed(request, form, "person")
    return form


@in_network(Do.LOG_OUTWARD)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    form = said_form(request, start(request))
    if request.method == "POST" and form.is_valid():
        made = _kept(request, form)
        if made:
            messages.success(request, _("Written down: %(what)s") % {"what": made.what})
            return redirect("web:outward", slug=slug_of(request))
    shown = frame(request, "log", message=_("Who spoke outside, and what of?"), form=form)
    return render(request, "pages/course/outward_said.html", shown, status=422 if form.errors else 200)


def start(request: NetworkRequest) -> dict[str, Any]:
    """Today and oneself, with what an address says already."""
    asked = {key: request.GET[key] for key in ("what", "medium", "link", "place") if request.GET.get(key)}
    return {"person": own_name(request), "said_on": clock.today(), "medium": "meeting", **asked}


def _told(request: NetworkRequest, form: SaidForm) -> log.Told | None:
    given = form.cleaned_data
    try:
        person = person_typed(request, given["person"])
    except LookupError:
        form.add_error("person", worded("nobody_by_that_name"))
        return None
    texts = {key: given[key] for key in ("what", "medium", "place", "audience", "link", "said_on")}
    return log.Told(**texts, person=person, party=UUID(given["party"]) if given["party"] else None)


def _kept(request: NetworkRequest, form: SaidForm, found: Communication | None = None) -> Communication | None:
    """Written down, or put right where it stood; None, with the reason in the form, when it cannot be."""
    told = _told(request, form)
    if told is None:
        return None
    try:
        if found is None:
            return log.log(request.actor, told)
        return log.change(request.actor, found.pk, told, seen=form.cleaned_data["version"])
    except Invalid as slip:
        form.add_error(slip.field, worded(slip.reason))
        return None


@in_network(Do.READ_OUTWARD)
@require_http_methods(["GET", "POST"])
def one_said(request: NetworkRequest, communication_id: UUID) -> HttpResponse:
    found = queries.communication(request.actor, communication_id)
    may_change = queries.may_change(request.actor, found)
    form = said_form(request, _as_it_stands(found))
    shown = frame(request, "log", message=found.what, found=found, form=form, may_change=may_change, media=dict(MEDIA))
    if request.method == "POST" and form.is_valid():
        try:
            if _kept(request, form, found):
                messages.success(request, _("Kept as you put it"))
                return redirect("web:said_outside", slug=slug_of(request))
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/course/outward_said.html", shown, status=409)
    return render(request, "pages/course/outward_said.html", shown, status=422 if form.errors else 200)


def _as_it_stands(found: Communication) -> dict[str, Any]:
    plain = {key: getattr(found, key) for key in ("what", "medium", "said_on", "place", "audience", "link")}
    person = found.person.name if found.person else ""
    return {**plain, "person": person, "party": str(found.party_id or ""), "version": version(found)}


def _wordings(request: NetworkRequest) -> dict[str, Any]:
    def named(value: Any) -> str:
        found = directory.names(request.actor, [value]) if value else {}
        return next((each.name for each in found.values()), _("(empty)"))

    return {"person_id": named, "party_id": named}


@in_network(Do.LOG_OUTWARD)
@require_POST
def remove(request: NetworkRequest, communication_id: UUID) -> HttpResponse:
    log.remove(request.actor, communication_id)
    messages.success(request, _("It is gone from the log, and from what the mirror counts"))
    return redirect("web:said_outside", slug=slug_of(request))


@in_network(Do.LOG_OUTWARD)
@require_GET
def names(request: NetworkRequest) -> HttpResponse:
    """The people that the words typed so far could mean, to complete them."""
    typed = next((request.GET[field] for field in ("person", "author", "taker") if request.GET.get(field)), "")
    return render(
        request, "parts/ties/names.html", {"hits": people_named.suggested(request.actor, typed, kind="person")}
    )


urlpatterns = [
    path("course/outward/log/", said, name="said_outside"),
    path("course/outward/log/new/", new, name="say_outside"),
    path("course/outward/log/names/", names, name="outward_names"),
    path("course/outward/log/<uuid:communication_id>/", one_said, name="one_said_outside"),
    path("course/outward/log/<uuid:communication_id>/remove/", remove, name="remove_said_outside"),
]
