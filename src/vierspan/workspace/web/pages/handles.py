"""One handle with its facts, what was laid aside, and every answer one can give."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.insight import actions, queries
from vierspan.workspace.insight import facts as evidence
from vierspan.workspace.insight.handles import HandleView
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.handles import DismissForm, LaterForm, PassOnForm
from vierspan.workspace.web.pages import handle_cards, people_named
from vierspan.workspace.web.pages.acts import came_from
from vierspan.workspace.web.pages.asks import urlpatterns as asks
from vierspan.workspace.web.templatetags.vierspan import short_day

KEPT_TO_COMPARE = 8
ROWS = 20


@in_network(Do.READ_HANDLES)
@require_GET
def handle(request: NetworkRequest, key: str) -> HttpResponse:
    """One handle whole: its facts, everything one could do, and what was done with it."""
    return _handle_page(request, key)


def _handle_page(request: NetworkRequest, key: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    run = queries.current_run(request.actor)
    seen = queries.handle(request.actor, run, key)
    shown = {
        "card": handle_cards.card(request.actor, seen, **(wrong or {})),
        "proofs": _proofs(request, run, seen),
        "first_found": None if seen.place else _first_found(request, key),
        "run": run,
    }
    return render(request, "pages/handles/handle.html", shown, status=422 if wrong else 200)


def _proofs(request: NetworkRequest, run: Any, seen: HandleView) -> list[Any]:
    """The rows under the handle, table by table; the address says which table is turned to which page."""
    turned, number = request.GET.get("facts", ""), request.GET.get("page", "1")
    page = int(number) if number.isdecimal() else 1
    return [
        evidence.facts(request.actor, run, asked, evidence.Wanted(page=page if str(place) == turned else 1, size=ROWS))
        for place, asked in enumerate(seen.evidence)
    ]


def _first_found(request: NetworkRequest, key: str) -> Any:
    """The earliest day, of the mirrors kept lately, on which this was found already."""
    found = None
    for run_id, day in queries.runs_kept(request.actor)[:KEPT_TO_COMPARE]:
        try:
            queries.handle(request.actor, queries.run(request.actor, run_id), key)
        except NotFound:
            break
        found = day
    return found


@in_network(Do.READ_HANDLES)
@require_GET
def aside(request: NetworkRequest) -> HttpResponse:
    today = queries.today(request.actor, queries.current_run(request.actor))
    put_off = [each for each in today.laid_aside if each.state == "put_off"]
    dismissed = [each for each in today.laid_aside if each.state == "dismissed"]
    shown = {
        "put_off": [handle_cards.card(request.actor, each) for each in put_off],
        "dismissed": [handle_cards.card(request.actor, each) for each in dismissed],
        "count": len(today.laid_aside),
    }
    return render(request, "pages/handles/aside.html", shown)


@in_network(Do.ANSWER_HANDLE)
@require_POST
def take(request: NetworkRequest, key: str) -> HttpResponse:
    actions.take(request.actor, key)
    return _answered(request, key, _("You take this up"))


@in_network(Do.ANSWER_HANDLE)
@require_POST
def put_off(request: NetworkRequest, key: str) -> HttpResponse:
    form = LaterForm(request.POST)
    if not form.is_valid():
        return _wrong(request, key, {"until": str(form.errors["until"][0])})
    until = form.cleaned_data["until"]
    words = _("Put off until %(day)s") % {"day": short_day(until)}
    return _tried(request, key, words, lambda: actions.put_off(request.actor, key, until))


@in_network(Do.ANSWER_HANDLE)
@require_POST
def dismiss(request: NetworkRequest, key: str) -> HttpResponse:
    form = DismissForm(request.POST)
    if not form.is_valid():
        return _wrong(request, key, {"reason": str(form.errors["reason"][0])})
    reason = form.cleaned_data["reason"]
    return _tried(request, key, _("Laid aside"), lambda: actions.dismiss(request.actor, key, reason))


@in_network(Do.ANSWER_HANDLE)
@require_POST
def share(request: NetworkRequest, key: str) -> HttpResponse:
    actions.share(request.actor, key)
    return _answered(request, key, _("All participants can see this now"), undo="")


@in_network(Do.ANSWER_HANDLE)
@require_POST
def reopen(request: NetworkRequest, key: str) -> HttpResponse:
    actions.reopen(request.actor, key)
    return _answered(request, key, _("Put back"), undo="")


@in_network(Do.ANSWER_HANDLE)
@require_http_methods(["GET", "POST"])
def pass_on(request: NetworkRequest, key: str) -> HttpResponse:
    """Asks who; it reaches somebody else, so it is a dialog, or a page where there is no script."""
    form = PassOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _person_chosen(request, form)
        if person is not None:
            actions.pass_on(request.actor, key, person)
            return _answered(request, key, _("Passed on"))
    return _ask_whom(request, key, form)


def _person_chosen(request: NetworkRequest, form: PassOnForm) -> Any:
    given = form.cleaned_data
    if given["person"]:
        return given["person"]
    meant = people_named.person_meant(request.actor, given["name"]) if given["name"] else None
    if meant is None:
        form.add_error("name", _("Choose somebody of this network."))
        return None
    return meant.id


def _ask_whom(request: NetworkRequest, key: str, form: PassOnForm) -> HttpResponse:
    seen = queries.handle(request.actor, queries.current_run(request.actor), key)
    others = [ref for ref in seen.for_whom if ref.table == "people" and ref.id != str(request.actor.person_id)]
    shown = {"handle": seen, "form": form, "others": others}
    page = "parts/handles/pass_on.html" if request.htmx else "pages/handles/pass_on.html"
    reply = render(request, page, shown, status=422 if form.errors else 200)
    if form.errors:
        reply["HX-Retarget"], reply["HX-Reswap"] = "closest .ask-whom", "innerHTML"
    return reply


def _tried(request: NetworkRequest, key: str, words: str, answer: Callable[[], object]) -> HttpResponse:
    try:
        answer()
    except Invalid as slip:
        return _wrong(request, key, {slip.field: worded(slip.reason)})
    return _answered(request, key, words)


def _wrong(request: NetworkRequest, key: str, errors: dict[str, str]) -> HttpResponse:
    """The card again with what is wrong beside what was typed."""
    typed = {name: str(value) for name, value in request.POST.items() if name in ("until", "reason")}
    if not request.htmx:
        return _handle_page(request, key, {"errors": errors, "typed": typed})
    seen = queries.handle(request.actor, queries.current_run(request.actor), key)
    made = handle_cards.card(request.actor, seen, errors=errors, typed=typed)
    return render(request, "parts/handles/card.html", {"card": made}, status=422)


def _answered(request: NetworkRequest, key: str, words: str, undo: str = "reopen_handle") -> HttpResponse:
    """Only this card is drawn anew; the message on top and the counter follow."""
    if not request.htmx:
        messages.success(request, words)
        return _after(request)
    today = queries.today(request.actor, queries.current_run(request.actor))
    handle_cards.keep_count(request, today)
    seen = next(each for each in (*today.active, *today.laid_aside) if each.key == key)
    slug = networks.network(request.actor).slug
    shown = {
        "card": handle_cards.card(request.actor, seen),
        "message": handle_cards.message(today),
        "lead": handle_cards.lead(today),
        "toast": words,
        "undo": reverse(f"web:{undo}", kwargs={"slug": slug, "key": key}) if undo else "",
    }
    return render(request, "parts/handles/answered.html", shown)


def _after(request: NetworkRequest) -> HttpResponse:
    """Back to where the button stood, but never to a page that only asked something."""
    back = came_from(request)
    if "/pass-on/" in back["Location"]:
        return redirect("web:today", slug=networks.network(request.actor).slug)
    return back


urlpatterns = [
    path("handles/aside/", aside, name="handles_aside"),
    path("handles/<str:key>/", handle, name="handle"),
    path("handles/<str:key>/take/", take, name="take_handle"),
    path("handles/<str:key>/pass-on/", pass_on, name="pass_on_handle"),
    path("handles/<str:key>/put-off/", put_off, name="put_off_handle"),
    path("handles/<str:key>/dismiss/", dismiss, name="dismiss_handle"),
    path("handles/<str:key>/share/", share, name="share_handle"),
    path("handles/<str:key>/reopen/", reopen, name="reopen_handle"),
    *asks,
]
