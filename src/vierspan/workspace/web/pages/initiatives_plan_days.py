"""Days proposed for all steps at once: asked, looked at, taken over or not."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.insight import planning_proposal, planning_taken
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.pages.plan_words import CLASHES, WHY_MOVED
from vierspan.workspace.web.rooms import Place

TELLING = 0.5  # a bound further off says nothing


def _message(actor: Actor) -> str:
    found = planning_proposal.shown(actor) if may(actor, Do.READ_TABLE_PLAN) else None
    if found is None or not found.is_current:
        return _("Better days for all steps at once")
    if found.proof == "impossible":
        return _("This can not all be: some things clash")
    n = len(found.moves)
    if not n:
        return _("The days are good as they stand")
    return ngettext("%(n)s thing could be on a better day", "%(n)s things could be on better days", n) % {"n": n}


def _more(request: NetworkRequest) -> Mapping[str, Any]:
    authorise(request.actor, Do.READ_TABLE_PLAN)
    found = planning_proposal.shown(request.actor)
    return {"found": found, "edits": may(request.actor, Do.EDIT_ROOMS), "sub": "days", **_told(found)}


def _told(found: Any) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "moves": [(each, WHY_MOVED[each.why] % {"who": each.who}) for each in found.moves],
        "clashes": [_clash(kind, about) for kind, about in found.clash],
        "done": round(100 * (found.progress or 0)),
        "sums": _sums(found),
        "gap": max(1, round(100 * found.gap)) if found.proof == "gap" and found.gap < TELLING else 0,
    }


def _clash(kind: str, about: tuple[str, ...]) -> str:
    return CLASHES[kind] % {"first": about[0], "then": about[-1]}


def _sums(found: Any) -> list[tuple[str, Any, Any]]:
    """What it costs as it stands and as proposed; less is better."""
    if found.before is None or found.after is None:
        return []
    names = {
        "late": _("Workdays past a deadline"),
        "overload": _("Hours a week more than people have"),
        "peaks": _("Hours in everybody's busiest week, together"),
        "moved": _("Workdays away from what was agreed"),
        "waited": _("Workdays of waiting, together"),
    }
    return [(label, getattr(found.before, key), getattr(found.after, key)) for key, label in names.items()]


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask(request: NetworkRequest) -> HttpResponse:
    planning_proposal.ask(request.actor)
    return _back(request)


@in_network(Do.READ_TABLE_PLAN)
@require_GET
def progress(request: NetworkRequest) -> HttpResponse:
    """How far it is; the page itself comes back when it is done."""
    found = planning_proposal.shown(request.actor)
    if found is None or found.progress is None:
        reply = HttpResponse(status=204)
        reply.headers["HX-Refresh"] = "true"
        return reply
    return render(request, "parts/plan/progress.html", {"found": found, "done": round(100 * found.progress)})


@in_network(Do.EDIT_ROOMS)
@require_POST
def take(request: NetworkRequest, plan_id: UUID) -> HttpResponse:
    """All of it, or what is ticked."""
    wanted = None if "all" in request.POST else request.POST.getlist("step")
    made = planning_taken.take(request.actor, plan_id, wanted)
    told = _counted(
        made,
        ngettext("%(n)s step stands on its new day", "%(n)s steps stand on their new days", made.steps),
        ngettext("%(n)s gathering has a day", "%(n)s gatherings have a day", made.gatherings),
    )
    messages.success(request, told or _("Nothing was ticked, so nothing moved"))
    return _back(request)


@in_network(Do.EDIT_ROOMS)
@require_POST
def undo(request: NetworkRequest, plan_id: UUID) -> HttpResponse:
    try:
        made = planning_taken.undo(request.actor, plan_id)
        told = _counted(
            made,
            ngettext("%(n)s step is back on its day", "%(n)s steps are back on their days", made.steps),
            ngettext("%(n)s gathering has no day again", "%(n)s gatherings have no day again", made.gatherings),
        )
        messages.success(request, told or _("What moved since stays where it is"))
    except Conflict:
        messages.error(request, _("There is nothing to take back any more"))
    return _back(request)


def _counted(made: planning_taken.Taken, of_steps: str, of_gatherings: str) -> str:
    told = [of_steps % {"n": made.steps}] if made.steps else []
    told += [of_gatherings % {"n": made.gatherings}] if made.gatherings else []
    letters = ngettext("%(n)s guest gets a letter", "%(n)s guests get a letter", made.told)
    return "; ".join([*told, letters % {"n": made.told}] if made.told else told)


def _back(request: NetworkRequest) -> HttpResponse:
    return redirect("web:tables_proposal", slug=networks.network(request.actor).slug)


PLACES: tuple[Place, ...] = (
    Place(
        name="tables_proposal",
        at="tables/days/",
        label=gettext_lazy("Better days"),
        message=_message,
        lead=gettext_lazy("Days for all steps and gatherings at once, in their order and within the time people have."),
        template="pages/plan/days.html",
        more=_more,
        under="tables",
    ),
)
urlpatterns = [
    path("initiatives/tables/days/ask/", ask, name="ask_days"),
    path("initiatives/tables/days/progress/", progress, name="days_progress"),
    path("initiatives/tables/days/<uuid:plan_id>/take/", take, name="take_days"),
    path("initiatives/tables/days/<uuid:plan_id>/undo/", undo, name="undo_days"),
]
