"""What the network needs from those who lead, as several people said it together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Cell
from vierspan.workspace.access.rules import Do
from vierspan.workspace.leadership.questions import items, queries
from vierspan.workspace.leadership.questions.queries import Released
from vierspan.workspace.networks import actions
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.networks.actions import Description
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.templatetags.vierspan import room_name

HIGHEST, BAND = 4, 10
ALIKE = 0.4  # points that lie within one band


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """What was said of one orientation; without `mean` too few said something."""

    orientation: str
    name: str
    about: str
    mean: float | None
    word: str = ""
    low: int = 0  # the band, 0-100
    high: int = 0
    said: str = ""  # what the network declares now

    @property
    def width(self) -> int:
        return self.high - self.low


@in_network(Do.READ_MIRROR)
@require_GET
def need(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    released = queries.needs_said(actor)
    lines = _lines(released, networks.network(actor).needs, actor.language) if released else []
    mine = [each for each in queries.waiting(actor) if each.round.kind == items.NEED]
    shown = frame(request, "our_mirror", _message(lines)) | {
        "lines": lines,
        "released": released,
        "mine": mine,
        "can_declare": any(line.mean is not None for line in lines),
    }
    return render(request, "pages/lead/need.html", shown)


@in_network(Do.EDIT_NETWORK)
@require_POST
def declare(request: NetworkRequest) -> HttpResponse:
    """Take over what was said together as what the network declares; where too few said something, that stays."""
    actor, network = request.actor, networks.network(request.actor)
    released = queries.needs_said(actor)
    if released:
        actions.describe(actor, replace(_description(actor), needs=network.needs | _whole(released)))
        messages.success(request, _("The mirror now reckons with what you said together."))
    return redirect("web:network_need", slug=network.slug)


def _description(actor: Actor) -> Description:
    """The network as it describes itself now."""
    network = networks.network(actor)
    return Description(
        name=network.name,
        purpose=network.purpose,
        phase=network.phase,
        is_turbulent=network.is_turbulent,
        needs=network.needs,
        language=network.language,
    )


def _whole(released: Released) -> dict[str, int]:
    """The nearest answer per orientation; halves upward."""
    cells = ((item.group, released.snapshot.cell(item.key)) for item in items.needs("nl"))
    return {orientation: floor(cell.mean + 0.5) for orientation, cell in cells if cell.mean is not None}


def _lines(released: Released, declared: Mapping[str, int], language: str) -> list[NeedLine]:
    words = dict(items.scale("need", language).options)
    return [
        _line(item, released.snapshot.cell(item.key), words, words.get(declared.get(item.group, -2), ""))
        for item in items.needs(language)
    ]


def _line(item: items.Item, cell: Cell, words: Mapping[int, str], said: str) -> NeedLine:
    named: dict[str, Any] = {"orientation": item.group, "name": item.text, "about": item.about, "said": said}
    if cell.mean is None:
        return NeedLine(**named, mean=None)
    middle = 100 * cell.mean / HIGHEST
    return NeedLine(
        **named,
        mean=cell.mean,
        word=words[floor(cell.mean + 0.5)],
        low=max(0, round(middle) - BAND),
        high=min(100, round(middle) + BAND),
    )


def _message(lines: list[NeedLine]) -> str:
    known = [line for line in lines if line.mean is not None]
    if not known:
        return _("What does our network need from those who lead?")
    most = max(line.mean or 0 for line in known)
    first = [room_name(line.orientation) for line in known if most - (line.mean or 0) < ALIKE]
    if len(first) == len(known) > 1:
        return _("You say that you need all four as much")
    if len(first) > 1:
        return _("You say that you need most: %(first)s and %(last)s") % {
            "first": ", ".join(first[:-1]),
            "last": first[-1],
        }
    return _("You say that you need most: %(first)s") % {"first": first[0]}


urlpatterns = [
    path("leadership/need/", need, name="network_need"),
    path("leadership/need/declare/", declare, name="declare_need"),
]
