"""The radar: what is coming, where it stands, as a picture and as a table; to set up, to print, to take along."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.exchange import radar_back, radar_file
from vierspan.workspace.exchange.radar_file import Slip
from vierspan.workspace.horizon.weighing import queries
from vierspan.workspace.horizon.weighing.actions import placing
from vierspan.workspace.insight import radar, words
from vierspan.workspace.insight.radar import Seen, Wanted
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.forms.signals import RadarFileForm, RadarForm
from vierspan.workspace.web.signal_frame import frame, kept, slug_of, stages, themes

DONE = "radar_in"  # what was brought in last, in the session of who did it
LONGEST_LIST = 12  # rows of one sector before the rest is folded


@in_network(Do.READ_ROOMS)
@require_GET
def shown(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    wanted = wanted_of(request.GET, actor)
    seen = radar.look(actor, wanted, _Addresses(slug_of(actor)))
    context = frame(
        request,
        "radar",
        seen=seen,
        wanted=wanted,
        message=_message(seen),
        picks=_picks(request, seen, wanted),
        choices={
            "stage": [each for each in stages(actor).items() if each[0] != "retired"],
            "theme": themes(actor),
            "tag": list(words.choice_labels("signal_tags", actor.language).items()),
        },
        mine=bool(wanted.spotter),
        looks=_looks(actor, wanted),
    )
    return render(request, "pages/horizon/radar.html", context)


class _Addresses(dict[UUID, str]):
    """Where the page of each signal is."""

    def __init__(self, slug: str) -> None:
        super().__init__()
        self.slug = slug

    def get(self, key: UUID, default: str = "") -> str:  # type: ignore[override]
        return reverse("web:signal", args=[self.slug, key])


def wanted_of(given: QueryDict, actor: Actor) -> Wanted:
    """What an address asks for; what is unknown is not asked."""
    colour = given.get("colour", "")
    return Wanted(
        sectors=given.get("by", ""),
        rings=given.get("rings", ""),
        colour=colour if colour in radar.COLOURS else "potential",
        stage=given.get("stage", ""),
        theme=given.get("theme", ""),
        tag=given.get("tag", ""),
        spotter=actor.person_id if given.get("mine") else None,
    )


def _message(seen: Seen) -> str:
    near = sum(each.blip.ring == 0 for _name, rows in seen.by_sector for each in rows)
    if not seen.shown:
        return _("Nothing on the radar")
    if seen.rings == "time" and near:
        told = ngettext("One signal matters within half a year", "%(n)s signals matter within half a year", near)
        return told % {"n": near}
    return ngettext("One signal on the radar", "%(n)s signals on the radar", seen.shown) % {"n": seen.shown}


def _picks(request: NetworkRequest, seen: Seen, wanted: Wanted) -> list[dict[str, Any]]:
    """The ways to look at it, each as an address."""
    asked = {key: str(value) for key, value in request.GET.items() if value}

    def pick(key: str, now: str, options: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"label": label, "address": with_query(request.path, **{**asked, key: value}), "is_on": value == now}
            for value, label in options.items()
        ]

    by = {"theme": _("theme"), "tag": _("field"), "own": _("own sectors")}
    if not radar.sectors_in_use(request.actor):
        del by["own"]
    return [
        {"label": _("Cut by"), "options": pick("by", seen.sectors, by)},
        {
            "label": _("The rings say"),
            "options": pick("rings", seen.rings, {"time": _("how soon"), "stage": _("how far")}),
        },
        {
            "label": _("Colour says"),
            "options": pick("colour", wanted.colour, {"potential": _("potential"), "stage": _("stage")}),
        },
    ]


def _looks(actor: Actor, wanted: Wanted) -> list[tuple[str, str]]:
    """What each way to fill a blip says."""
    if wanted.colour == "stage":
        return [(radar.STAGE_LOOKS[key], stages(actor)[key]) for key in radar.STAGE_RINGS]
    return [(look, radar.look_words(look, actor.language)) for look in "3210"]


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def set_up(request: NetworkRequest) -> HttpResponse:
    """How everybody finds the radar."""
    actor = request.actor
    now = queries.radar(actor)
    first = {"sectors": now.sectors, "rings": now.rings, "own": "\n".join(now.own)}
    form = RadarForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        own = given["own"].splitlines()
        if kept(request, lambda: placing.choose(actor, sectors=given["sectors"], rings=given["rings"], own=own), form):
            messages.success(request, _("From now on everybody finds the radar like this"))
            return redirect("web:radar", slug_of(actor))
    context = frame(request, "radar", form=form, message=_("How do you want your radar?"))
    return render(request, "pages/horizon/radar_set_up.html", context, status=422 if form.errors else 200)


@in_network(Do.EXPORT_NETWORK)
@require_GET
def out(request: NetworkRequest) -> HttpResponse:
    return download(radar_file.written(request.actor))


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def bring_in(request: NetworkRequest) -> HttpResponse:
    """A file, what it would do, and only then doing it."""
    actor = request.actor
    form = RadarFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context = frame(request, "radar", form=form, message=_("A radar from a file"))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["rows"]:
            done = radar_file.bring_in(actor, form.cleaned_data["rows"])
            new = sum(each.before is None for each in done)
            told = _("%(new)s new signals, %(changed)s changed") % {"new": new, "changed": len(done) - new}
            request.session[DONE] = [slug_of(actor), radar_back.plain(done)]
            messages.success(request, told, extra_tags=reverse("web:take_radar_back", args=[slug_of(actor)]))
            return redirect("web:radar", slug_of(actor))
        _previewed(actor, form, context)
    return render(request, "pages/horizon/radar_in.html", context, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_back(request: NetworkRequest) -> HttpResponse:
    """What this visitor brought in last is undone, save what somebody touched since."""
    actor = request.actor
    slug, done = request.session.pop(DONE, ("", []))
    gone, stay = radar_back.take_back(actor, done if slug == slug_of(actor) else [])
    if gone:
        messages.success(
            request, ngettext("One signal is as it was", "%(n)s signals are as they were", gone) % {"n": gone}
        )
    if stay or not gone:
        messages.info(request, _("What somebody touched since, or what was undone already, stays as it is."))
    return redirect("web:radar", slug_of(actor))


def _previewed(actor: Actor, form: RadarFileForm, context: dict[str, Any]) -> None:
    file = form.cleaned_data["file"]
    if not file:
        form.add_error("file", _("Choose a file first."))
        return
    reading = radar_file.read(actor, file.read())
    context["reading"] = reading
    context["slips"] = [(each, _said(each)) for each in reading.slips]
    context["counts"] = {key: len(reading.of(key)) for key in ("new", "changed", "same")}
    context["message"] = _("This is what the file would do")


def _said(slip: Slip) -> str:
    told = {
        "file_too_large": worded("file_too_large"),
        "no_table": _("This is no table of text. Save it as CSV and try again."),
        "column_missing": _("There is no column “%(column)s”.") % {"column": slip.column},
        "too_many_rows": _("From here on the rows are left out: a radar holds at most a thousand."),
        "name_missing": _("There is no name here."),
        "too_long": _("This name is too long."),
        "stands_twice": _("“%(found)s” stands in the file twice.") % {"found": slip.found},
        "unknown_ring": _(
            "“%(found)s” is no ring that is known here. Use a stage, a term, or adopt, trial, assess, hold."
        )
        % {"found": slip.found},
        "yes_or_no": _("“%(found)s” is neither yes nor no.") % {"found": slip.found},
    }
    return str(told[slip.reason])


urlpatterns = [
    path("horizon/radar/", shown, name="radar"),
    path("horizon/radar/set-up/", set_up, name="set_up_radar"),
    path("horizon/radar/file/", out, name="radar_file"),
    path("horizon/radar/in/", bring_in, name="bring_in_radar"),
    path("horizon/radar/in/back/", take_back, name="take_radar_back"),
]
