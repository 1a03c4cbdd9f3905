"""Looking back: the pulse, boards, and what is done better since."""

from collections.abc import Mapping
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.conditions.reflection.queries import boards, improvements, rounds
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.web import pulse_figures
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.downloads import download
from vierspan.workspace.web.pages import (
    conditions_reflection_board,
    conditions_reflection_boards,
    conditions_reflection_improvements,
    conditions_reflection_rounds,
)
from vierspan.workspace.web.reflection_frame import slug_of
from vierspan.workspace.web.rooms import Place
from vierspan.workspace.web.templatetags.vierspan import day

LATEST = 5


def _message(actor: Actor) -> str:
    running = [each for each in rounds.rounds(actor) if each.state == "open"]
    if running:
        title, until = running[0].title, running[0].closes_on
        return _("%(title)s: answers are welcome until %(day)s") % {"title": title, "day": day(until)}
    under_way = [each for each in _boards(actor) if each.stage != "done"]
    if under_way:
        return _("You are looking back on %(title)s") % {"title": under_way[0].title}
    late = improvements.improvements(actor, state="late") if may(actor, Do.JOIN_REFLECTION) else []
    if late:
        n = len(late)
        told = ngettext("One improvement is past its day", "%(n)s improvements are past their day", n)
        return told % {"n": n}
    if not any(each.state == "closed" for each in rounds.rounds(actor)) and not _boards(actor):
        return _("Look back together, and get better at it")
    return _("Nothing is open: time to look back again?")


def _boards(actor: Actor) -> list[boards.Board]:
    return boards.boards(actor) if may(actor, Do.JOIN_REFLECTION) else []


def _overview(request: NetworkRequest) -> Mapping[str, Any]:
    actor = request.actor
    is_in = may(actor, Do.JOIN_REFLECTION)
    found = rounds.rounds(actor)
    return {
        "asking": [_asking(actor, each) for each in found if each.state == "open"],
        "drafts": [each for each in found if each.state == "draft"],
        "closed": [each for each in found if each.state == "closed"][:LATEST],
        "boards": _boards(actor),
        "todo": [(each, improvements.is_late(each)) for each in improvements.improvements(actor, state="open")]
        if is_in
        else [],
        "trends": pulse_figures.all_trends(actor),
        "is_in": is_in,
    }


def _asking(actor: Actor, of: rounds.Round) -> dict[str, Any]:
    """A round that is open: one's own way in, and for who runs it how far it is."""
    token = rounds.own_link(actor, of.pk)
    return {
        "round": of,
        "link": reverse("web:pulse_answer", args=[token]) if token else "",
        "is_done": bool(token) and rounds.has_answered(actor, of.pk),
        "progress": rounds.progress(actor, of.pk) if may(actor, Do.RUN_REFLECTION) else None,
    }


def _pulse_message(actor: Actor) -> str:
    return pulse_figures.trends_message(pulse_figures.all_trends(actor))


def _pulse(request: NetworkRequest) -> Mapping[str, Any]:
    return {"trends": pulse_figures.all_trends(request.actor)}


@in_network(Do.READ_ROOMS)
@require_GET
def pulse_file(request: NetworkRequest, form: str) -> Any:
    """The released figures over time as a file."""
    lines = pulse_figures.trend_lines(pulse_figures.all_trends(request.actor))
    return download(list_file(request.actor, f"{slug_of(request)}-pulse", form, lines))


def _improvements_message(actor: Actor) -> str:
    if not may(actor, Do.JOIN_REFLECTION):
        return _("What is done better is for participants of this network")
    found = improvements.improvements(actor)
    if not found:
        return _("Nothing was noted to do better yet")
    still = sum(each.state == "open" for each in found)
    done = sum(each.state == "done" for each in found)
    told = ngettext("%(done)s of %(n)s improvement is done", "%(done)s of %(n)s improvements are done", still + done)
    return told % {"done": done, "n": still + done}


def _improvements(request: NetworkRequest) -> Mapping[str, Any]:
    if not may(request.actor, Do.JOIN_REFLECTION):
        return {"rows": [], "states": []}
    state, search = request.GET.get("state", ""), request.GET.get("q", "")
    found = improvements.improvements(request.actor, state=state, search=search)
    return {
        "rows": [(each, improvements.is_late(each)) for each in found],
        "states": conditions_reflection_improvements.picks(state, search),
        "search": search,
        "is_filtered": bool(state or search),
    }


PLACES: tuple[Place, ...] = (
    Place(
        name="reflection",
        at="reflection/",
        label=gettext_lazy("Reflection"),
        message=_message,
        lead=gettext_lazy("How working together goes, what you want to keep, stop or start, and what became of it."),
        template="pages/reflection/overview.html",
        more=_overview,
    ),
    Place(
        name="pulse",
        at="pulse/",
        label=gettext_lazy("Pulse"),
        message=_pulse_message,
        lead=gettext_lazy("How people find it goes, from 1 to 5. You see means only, never what one person answered."),
        template="pages/reflection/trends.html",
        more=_pulse,
        under="reflection",
        empty_title=gettext_lazy("No pulse yet"),
        empty_text=gettext_lazy(
            "Ask everybody twelve short questions now and then, and you see here how working together goes."
        ),
    ),
    Place(
        name="improvements",
        at="reflection/improvements/",
        label=gettext_lazy("Improvements"),
        message=_improvements_message,
        lead=gettext_lazy("What you do differently since you looked back, who takes it up, and before when."),
        template="pages/reflection/improvements.html",
        more=_improvements,
        under="reflection",
    ),
)

urlpatterns: list[URLPattern] = [
    path("conditions/pulse/file/<slug:form>/", pulse_file, name="pulse_file"),
    *conditions_reflection_rounds.urlpatterns,
    *conditions_reflection_boards.urlpatterns,
    *conditions_reflection_board.urlpatterns,
    *conditions_reflection_improvements.urlpatterns,
]
