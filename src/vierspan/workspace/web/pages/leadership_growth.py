"""The page of growth: what I practise, in what I wish to grow, what is asked of me; and the pages beside it."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight import growing
from vierspan.workspace.leadership.growth import own_file, queries
from vierspan.workspace.leadership.growth.actions import wishing
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.growth import EntryForm, WishForm
from vierspan.workspace.web.growth_frame import page, practising, told
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.pages import (
    leadership_growth_buddies,
    leadership_growth_library,
    leadership_growth_log,
    leadership_growth_seen,
    leadership_growth_tries,
)
from vierspan.workspace.web.templatetags.vierspan import day, role_name

ORIENTATIONS = ("strategist", "explorer", "developer", "process_manager")
FEW = 3


@in_network(Do.READ_DIRECTORY)
@never_cache
@require_GET
def growth(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    if actor.person_id is None or not may(actor, Do.PRACTISE):
        return page(request, "nobody", _("Growth is of somebody"))
    tries, wishes = queries.tries(actor), queries.wishes(actor)
    open_tries = [each for each in tries if each.state == "planned"]
    done = [each for each in tries if each.state == "done"]
    shown = {
        "planned": open_tries,
        "today": clock.today(),
        "done": done[:FEW],
        "more_done": len(done) - FEW,
        "seen": queries.seen_by(actor, [each.pk for each in done]),
        "wishes": [(each, wish_words(actor, each)) for each in wishes],
        "asked": queries.asked_of_me(actor),
        "buddies": queries.buddies(actor),
        "log": queries.log(actor)[:FEW],
        "shared": queries.shared_with_me(actor)[:FEW],
        "entry": EntryForm(auto_id="quick_%s"),
    }
    return page(request, "growth", _message(open_tries, bool(wishes)), shown, here="growth")


def _message(planned: list[Any], has_wish: bool) -> str:
    over = [each for each in planned if each.due_on and each.due_on < clock.today()]
    if over:
        return _("How did it go: %(what)s?") % {"what": over[0].name}
    if planned:
        first = planned[0]
        told = {"what": first.name, "day": day(first.due_on)}
        return _("You will try: %(what)s, %(day)s") % told if first.due_on else _("You will try: %(what)s") % told
    return _("Choose something small to try") if has_wish else _("In what would you like to grow?")


def wish_words(actor: Actor, wish: Any) -> str:
    """What somebody wishes for, as a line."""
    if wish.kind == "orientation":
        return _("Grow as %(role)s") % {"role": role_name(wish.what).lower()}
    if wish.kind == "pole":
        return _("More of this side: %(pole)s") % {"pole": growing.pole_words(actor.language)[wish.what].lower()}
    return growing.moment_words(actor.language).get(wish.what, str(wish.what))


@practising
@require_http_methods(["GET", "POST"])
def new_wish(request: NetworkRequest) -> HttpResponse:
    """Begun on the page of a mirror or a handle, the wish is chosen already: ?wish=pole:CC_hi."""
    actor = request.actor
    groups = _wishes_there_are(actor)
    flat = [choice for _title, choices in groups for choice in choices]
    form = WishForm(request.POST or None, choices={"wish": flat}, initial={"wish": request.GET.get("wish", "")})
    if request.method == "POST" and form.is_valid():
        kind, _colon, what = form.cleaned_data["wish"].partition(":")
        made = kept(form, lambda: wishing.wish(actor, kind, what, form.cleaned_data["why"]))
        if made:
            return _to(request, made.pk)
    picked = form["wish"].value() or ""
    return page(request, "wish_new", _("In what would you like to grow?"), _asked(form, groups, picked), here="growth")


def _asked(form: WishForm, groups: Any, picked: str) -> dict[str, Any]:
    return {"form": form, "groups": groups, "picked": picked}


def _wishes_there_are(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    poles, moments = growing.pole_words(actor.language), growing.moment_words(actor.language)
    return [
        (_("A way of leading"), [(f"orientation:{each}", role_name(each)) for each in ORIENTATIONS]),
        (_("A side that I use less"), [(f"pole:{key}", words) for key, words in poles.items()]),
        (_("A moment that I run into"), [(f"situation:{key}", words) for key, words in moments.items()]),
    ]


@practising
@require_GET
def wish(request: NetworkRequest, wish_id: UUID) -> HttpResponse:
    """Three things to try, with why, the first step and what to mind."""
    actor = request.actor
    found = queries.wish(actor, wish_id)
    tried: dict[int, list[Any]] = {}
    for each in queries.tries(actor):
        tried.setdefault(each.number, []).append(each)
    shown = {
        "wish": found,
        "wish_words": wish_words(actor, found),
        "ideas": growing.chosen_for(actor, found),
        "told": told(actor),
        "named": queries.how_often_named(actor),
        "tried": tried,
        "tries": [each for each in queries.tries(actor) if each.wish_id == found.pk],
    }
    return page(request, "wish", wish_words(actor, found), shown, here="growth")


@practising
@require_POST
def wish_does(request: NetworkRequest, wish_id: UUID, what: str) -> HttpResponse:
    """End it, take it up again, lay an idea aside, show all again."""
    actor, slug = request.actor, networks.network(request.actor).slug
    if what == "end":
        wishing.end(actor, wish_id)
        undo = reverse("web:growth_wish_does", args=[slug, wish_id, "again"])
        messages.success(request, _("That wish is at rest. What you tried for it stays."), extra_tags=undo)
        return redirect("web:growth", slug)
    if what == "again":
        wishing.take_up_again(actor, wish_id)
    elif what == "not-this":
        wishing.set_aside(actor, wish_id, _number(request))
        messages.success(request, _("Another one comes in its place."))
    elif what == "all":
        wishing.show_all_again(actor, wish_id)
    else:
        raise NotFound
    return _to(request, wish_id)


def _number(request: NetworkRequest) -> int:
    given = request.POST.get("number", "")
    if not given.isdecimal():
        raise NotFound
    return int(given)


@practising
@require_GET
def own(request: NetworkRequest) -> HttpResponse:
    """All of one's own as a file."""
    reply = HttpResponse(
        json.dumps(own_file.all_of_mine(request.actor), ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
    )
    reply.headers["Content-Disposition"] = f'attachment; filename="{_("growth")}-{clock.today():%Y-%m-%d}.json"'
    return reply


def _to(request: NetworkRequest, wish_id: UUID) -> HttpResponse:
    return redirect("web:growth_wish", networks.network(request.actor).slug, wish_id)


AT = "leadership/growth/"
urlpatterns = [
    path(AT, growth, name="growth"),
    path(f"{AT}mine.json", own, name="growth_own"),
    path(f"{AT}wishes/new/", new_wish, name="growth_wish_new"),
    path(f"{AT}wishes/<uuid:wish_id>/", wish, name="growth_wish"),
    path(f"{AT}wishes/<uuid:wish_id>/<slug:what>/", wish_does, name="growth_wish_does"),
    *leadership_growth_tries.urlpatterns,
    *leadership_growth_library.urlpatterns,
    *leadership_growth_log.urlpatterns,
    *leadership_growth_buddies.urlpatterns,
    *leadership_growth_seen.urlpatterns,
]
