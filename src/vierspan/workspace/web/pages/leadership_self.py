"""One's own view of how one leads: filled in alone, seen by nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.leadership.questions import items, own, queries
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.questionnaire import CHECK, Asked, Screen, beside, given, minutes, screens
from vierspan.workspace.web.questionnaire_link import first_open

AT = "leadership/mine/answers/"
View = Callable[..., HttpResponse]


def of_oneself(view: View) -> View:
    """For whom the account stands for; everybody else reads that it is nobody's yet."""

    @wraps(view)
    def guarded(request: NetworkRequest, **kwargs: Any) -> HttpResponse:
        if request.actor.person_id is None:
            message = _("How do you see your own way of leading?")
            return render(request, "pages/lead/nobody.html", frame(request, "my_mirror", message))
        return view(request, **kwargs)

    return in_network(Do.ASK_ABOUT_SELF)(never_cache(guarded))


def said(request: NetworkRequest) -> dict[str, int]:
    """What stands on the sheet being filled in, else on that of today; every other day begins anew."""
    being_filled = own.being_filled(request.actor)
    if being_filled is not None:
        return dict(being_filled.answers)
    today = clock.today()
    return next((dict(each.answers) for each in queries.self_answers(request.actor) if each.answered_on == today), {})


def _kept(request: NetworkRequest, pages: tuple[Screen, ...]) -> None:
    own.keep(request.actor, given(pages, request.POST))


def _asked(request: NetworkRequest) -> Asked:
    return Asked(kind=items.SELF, language=request.actor.language, answers=said(request))


def _address(request: NetworkRequest) -> str:
    return reverse("web:self_answers", args=[networks.network(request.actor).slug])


def _shown(request: NetworkRequest, what: Asked, pages: tuple[Screen, ...]) -> dict[str, Any]:
    return frame(request, "my_mirror", _("How do you see your own way of leading?")) | {
        "pages": pages,
        "address": _address(request),
        "first": first_open(pages),
        "last": pages[-1].key,
        "minutes": minutes(what),
        "has_begun": bool(what.answers),
        "is_private": True,
    }


@of_oneself
@require_GET
def start(request: NetworkRequest) -> HttpResponse:
    what = _asked(request)
    earlier = list(reversed(queries.self_answers(request.actor)))
    shown = _shown(request, what, screens(what)) | {"earlier": earlier, "of": len(items.keys(items.SELF))}
    return render(request, "pages/lead/self.html", shown)


@of_oneself
@require_http_methods(["GET", "POST"])
def screen(request: NetworkRequest, screen: str) -> HttpResponse:
    what = _asked(request)
    pages = screens(what)
    keys = [page.key for page in pages]
    if screen not in keys:
        raise NotFound
    slug = networks.network(request.actor).slug
    if request.method == "POST":
        _kept(request, pages)
        by = -1 if request.POST.get("go") == "back" else 1
        return redirect("web:self_screen", slug=slug, screen=beside(pages, screen, by))
    place = keys.index(screen)
    at = reverse("web:self_screen", args=[slug, screen])
    more = {"screen": pages[place], "place": place + 1, "of": len(pages), "at": at}
    return render(request, "pages/lead/self_screen.html", _shown(request, what, pages) | more)


@of_oneself
@require_POST
def keep(request: NetworkRequest) -> HttpResponse:
    """What the page sends while somebody answers."""
    _kept(request, screens(_asked(request)))
    return HttpResponse(status=204)


@of_oneself
@require_http_methods(["GET", "POST"])
def check(request: NetworkRequest) -> HttpResponse:
    slip = ""
    if request.method == "POST":
        try:
            own.hand_in(request.actor)
        except Invalid:
            slip = _("You have not answered anything yet. Choose at least one answer.")
        else:
            messages.success(request, _("Kept, for you alone."))
            return redirect("web:my_mirror", slug=networks.network(request.actor).slug)
    what = _asked(request)
    shown = _shown(request, what, screens(what)) | {"slip": slip}
    return render(request, "pages/lead/self_check.html", shown, status=422 if slip else 200)


@in_network(Do.ASK_ABOUT_SELF)
@require_POST
def remove(request: NetworkRequest, own_answers_id: UUID) -> HttpResponse:
    own.throw_away(request.actor, own_answers_id)
    messages.success(request, _("Thrown away."))
    return redirect(_address(request))


urlpatterns = [
    path(AT, start, name="self_answers"),
    path(f"{AT}keep/", keep, name="self_keep"),
    path(f"{AT}{CHECK}/", check, name="self_check"),
    path(f"{AT}<uuid:own_answers_id>/remove/", remove, name="self_remove"),
    path(f"{AT}<str:screen>/", screen, name="self_screen"),
]
