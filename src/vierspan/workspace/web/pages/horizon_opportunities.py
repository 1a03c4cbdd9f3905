"""Opportunities: what could be taken up, and by whom; all of them as a list or a board."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.horizon.opportunities import queries
from vierspan.workspace.horizon.opportunities.actions import framing
from vierspan.workspace.horizon.opportunities.queries import SORTS, Wanted
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.opportunities import STAGES, FrameForm
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.opportunity_frame import found_of, frame, room_tabs, slug_of, to
from vierspan.workspace.web.pages import (
    horizon_opportunity,
    horizon_opportunity_coalitions,
    horizon_opportunity_partners,
    horizon_opportunity_turns,
)
from vierspan.workspace.web.rooms import Place
from vierspan.workspace.web.versions import both_versions

PARTS = (
    horizon_opportunity,
    horizon_opportunity_coalitions,
    horizon_opportunity_partners,
    horizon_opportunity_turns,
)
HEADS = (
    ("name", gettext_lazy("Opportunity")),
    ("stage", gettext_lazy("How far it is")),
    ("interested", gettext_lazy("Interested")),
    ("author", gettext_lazy("Framed by")),
    ("framed_on", gettext_lazy("Since")),
)
ON_BOARD = 200


def _message(actor: Actor) -> str:
    counts = queries.stages(actor)
    running = sum(counts.get(stage, 0) for stage in queries.OPEN)
    if running:
        told = ngettext("%(n)s opportunity lies open", "%(n)s opportunities lie open", running)
        return told % {"n": running}
    if counts:
        return _("No opportunity lies open now")
    return _("What could you take up together?")


def _wanted(request: NetworkRequest) -> Wanted:
    """What the address asks for; what makes no sense filters nothing."""
    given = request.GET
    sort, stage = given.get("sort", ""), given.get("stage", "")
    theme = given.get("theme", "")
    known = {str(each.pk) for each in directory.themes(request.actor)}
    return Wanted(
        search=given.get("q", "").strip(),
        stage=stage if stage in dict(STAGES) else "",
        theme=UUID(theme) if theme in known else None,
        sort=sort if sort.removeprefix("-") in SORTS else "-framed_on",
    )


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    actor, wanted = request.actor, _wanted(request)
    number = request.GET.get("page", "1")
    page = queries.opportunities(actor, wanted, page=int(number) if number.isdecimal() else 1)
    kept_query = request.GET.copy()
    for name in ("page", "as"):
        kept_query.pop(name, None)
    return {
        "page": page,
        "heads": _heads(request, wanted),
        "wanted": wanted,
        "stages": [(key, label, queries.stages(actor).get(key, 0)) for key, label in STAGES],
        "themes": directory.themes(actor),
        "stage_words": dict(STAGES),
        "is_filtered": bool(wanted.search or wanted.stage or wanted.theme),
        "is_board": request.GET.get("view") == "board",
        "board": _board(actor, wanted) if request.GET.get("view") == "board" else (),
        "query": kept_query.urlencode(),
        "has_any": bool(queries.stages(actor)),
    }


def _board(actor: Actor, wanted: Wanted) -> list[tuple[str, str, list[Any]]]:
    rows = list(queries.every(actor, wanted)[:ON_BOARD])
    return [(key, str(label), [row for row in rows if row.stage == key]) for key, label in STAGES]


def _heads(request: NetworkRequest, wanted: Wanted) -> list[dict[str, str]]:
    """Each sorts by its column, and the other way round when it does already."""
    filters = {key: str(value) for key, value in request.GET.items() if key not in ("sort", "page", "as")}
    found = []
    for key, label in HEADS:
        direction = {key: "ascending", f"-{key}": "descending"}.get(wanted.sort, "")
        sort = f"-{key}" if direction == "ascending" else key
        address = with_query(request.path, **filters, sort=sort)
        found.append({"label": str(label), "address": address, "direction": direction})
    return found


@in_network(Do.EXPORT_NETWORK)
@require_GET
def export(request: NetworkRequest) -> HttpResponse:
    rows = _lines(request.actor, _wanted(request))
    return download(list_file(request.actor, _("opportunities"), request.GET.get("as", ""), rows))


def _lines(actor: Actor, wanted: Wanted) -> Iterator[Sequence[str]]:
    stages = dict(STAGES)
    yield [
        *(str(label) for _key, label in HEADS),
        _("Asked"),
        _("Party"),
        _("Initiative"),
        _("What would be different"),
    ]
    for row in queries.every(actor, wanted):
        yield [
            row.name,
            str(stages[row.stage]),
            str(row.interested),
            row.author.name if row.author else "",
            row.framed_on.isoformat() if row.framed_on else "",
            str(row.asked),
            row.party.name if row.party else "",
            row.initiative.name if row.initiative else "",
            row.about,
        ]


def _form(request: NetworkRequest, first: Mapping[str, Any], *, signals: bool) -> FrameForm:
    themes = [(str(each.pk), each.name) for each in directory.themes(request.actor)]
    found = [(str(each.pk), each.name) for each in queries.signals_to_choose(request.actor)] if signals else []
    return FrameForm(request.POST or None, initial=first, theme_choices=themes, signal_choices=found)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    first = {key: request.GET[key] for key in ("name", "about") if key in request.GET}
    form = _form(request, {**first, "signals": request.GET.getlist("signal")}, signals=True)
    if request.method == "POST" and form.is_valid():
        signals = form.signals_chosen()
        made = kept(form, lambda: framing.frame(request.actor, form.frame(), signals=signals))
        if made:
            messages.success(request, _("It stands. Now say what it takes."))
            return to(request, "opportunity", made.pk, at="takes")
    shown = {"form": form, "is_new": True, "tabs": room_tabs(slug_of(request)), "message": _("What could be?")}
    return render(request, "pages/horizon/opportunity_edit.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    found = found_of(request, opportunity_id)
    columns = ("name", "about", "why_now", "themes", "least", "most")
    first = {column: getattr(found, column) for column in columns}
    form = _form(request, first | {"version": version(found)}, signals=False)
    shown = frame(request, found, "opportunity") | {"form": form, "message": found.name}
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            if kept(form, lambda: framing.change(request.actor, opportunity_id, form.frame(), seen=seen)):
                messages.success(request, _("Kept"))
                return to(request, "opportunity", opportunity_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            again = request.POST.copy()
            again["version"] = changed.version
            form.data = again
            return render(request, "pages/horizon/opportunity_edit.html", shown, status=409)
    return render(request, "pages/horizon/opportunity_edit.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["POST"])
def from_signal(request: NetworkRequest, row_id: UUID) -> HttpResponse:
    """Put a signal to an opportunity that there is already."""
    chosen = request.POST.get("opportunity", "")
    rows = {str(each.pk): each for each in queries.every(request.actor)}
    if chosen not in rows:
        raise Invalid("opportunity", "unknown_choice")
    framing.bundle(request.actor, rows[chosen].pk, "signal", signal=row_id)
    messages.success(request, _("The signal stands with it"))
    return to(request, "opportunity", rows[chosen].pk, at="sources")


PLACES: tuple[Place, ...] = (
    Place(
        name="opportunities",
        at="opportunities/",
        label=gettext_lazy("Opportunities"),
        message=_message,
        lead=gettext_lazy("Signals, interests and needs, bundled into what you could take up together, and with whom."),
        template="pages/horizon/opportunities.html",
        more=_more,
    ),
)
urlpatterns: list[URLPattern] = [
    path("horizon/opportunities/new/", new, name="new_opportunity"),
    path("horizon/opportunities/export/", export, name="export_opportunities"),
    path("horizon/opportunities/<uuid:opportunity_id>/edit/", edit, name="edit_opportunity"),
    path("horizon/opportunities/with/<uuid:row_id>/", from_signal, name="bundle_signal"),
    *(each for part in PARTS for each in part.urlpatterns),
]
