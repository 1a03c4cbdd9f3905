"""What the pages of growth share: their head, their four places, and for whom they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Cell
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.leadership.growth import queries as growth
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.rooms import Tab
from vierspan.workspace.web.templatetags.vierspan import figure

View = Callable[..., HttpResponse]
MUCH, LITTLE = 3.5, 2.5  # of 1-5, the middle being "otherwise"


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of five or more who tried it, in words."""

    count: str
    effect: str
    bar: float  # the effect once more, for the eye
    again: str
    when: Any


def practising(view: View) -> View:
    """For who takes part and is somebody among the people; none of it is ever kept by a browser or in between."""

    @in_network(Do.PRACTISE)
    @never_cache
    @wraps(view)
    def guarded(request: NetworkRequest, **kwargs: Any) -> HttpResponse:
        if request.actor.person_id is None and not kwargs:
            return page(request, "nobody", _("Growth is of somebody"))
        return view(request, **kwargs)

    return guarded


def page(
    request: NetworkRequest, name: str, message: str, shown: Mapping[str, Any] | None = None, *, here: str = ""
) -> HttpResponse:
    """A page of growth; where a form in it has slips, it says so with its status."""
    slug = networks.network(request.actor).slug
    context = {**frame(request, "growth", message), "places": _places(request.actor, slug, here), **(shown or {})}
    slipped = any(getattr(each, "errors", None) for each in context.values())
    status = 409 if "versions" in context else 422 if slipped else 200
    return render(request, f"pages/leadership/growth/{name}.html", context, status=status)


def _places(actor: Actor, slug: str, here: str) -> list[Tab]:
    known = [("growth", _("What I practise")), ("growth_library", _("What one can do"))]
    if may(actor, Do.PRACTISE):
        known += [("growth_log", _("Learning log")), ("growth_buddies", _("Buddies"))]
    return [Tab(label, reverse(f"web:{name}", args=[slug]), name == here) for name, label in known]


def told(actor: Actor) -> dict[int, tuple[Told, ...]]:
    """What worked here, by intervention: only where five or more were counted."""
    found = growth.experiences(actor)
    return {number: tuple(_told(each) for each in several if each.effect.is_shown) for number, several in found.items()}


def _told(each: growth.Experience) -> Told:
    return Told(each.effect.count, _mean(each.effect), each.effect.mean or 0, _again(each.again), each.released_on)


def _mean(cell: Cell) -> str:
    number = {"number": figure(cell.mean, 1)}
    if cell.edge == "at_least":
        return _("%(number)s or more") % number
    return _("%(number)s or less") % number if cell.edge == "at_most" else figure(cell.mean, 1)


def _again(cell: Cell) -> str:
    if not cell.is_shown or cell.mean is None:
        return ""
    if cell.mean >= MUCH:
        return _("Most would do it again.")
    return (
        _("Most would rather not do it again.") if cell.mean <= LITTLE else _("Most would do it otherwise next time.")
    )
