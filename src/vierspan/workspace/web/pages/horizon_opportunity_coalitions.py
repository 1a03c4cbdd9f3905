"""Which parties together: alternatives side by side, whom one misses, and what if one were in it or not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.horizon.opportunities.actions import asking
from vierspan.workspace.insight import coalitions
from vierspan.workspace.insight.coalitions import Answer, Asked
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.coalition_drawing import drawn
from vierspan.workspace.web.gathering_frame import tried
from vierspan.workspace.web.opportunity_frame import found_of, frame, slug_of, to
from vierspan.workspace.web.opportunity_words import (
    Told,
    front_words,
    member,
    message,
    missing_words,
    name_of,
    proof_words,
    told,
)

COVERS_SHOWN = 6


@in_network(Do.READ_DIRECTORY)
@require_GET
def shown(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    actor = request.actor
    found = found_of(request, opportunity_id)
    asked = coalitions.asked_of(actor, found)
    answer = coalitions.answer(actor, asked) if asked.requirements else None
    told_ = frame(request, found, "coalitions") | {
        "asked": asked,
        "answer": answer,
        "message": message(asked, answer),
        "proof": proof_words(asked, answer) if answer else "",
        "front": front_words(answer) if answer else "",
        **_alternatives(request, asked, answer),
        **_what_if(request, asked, answer),
    }
    return render(request, "pages/horizon/coalitions.html", told_)


def _alternatives(request: NetworkRequest, asked: Asked, answer: Answer | None) -> dict[str, Any]:
    actor, slug = request.actor, slug_of(request)
    if answer is None:
        return {"picks": [], "covers": [], "nearest": None, "misses": []}
    picks = [told(actor, slug, asked, key, each) for key, each in answer.picks.items()]
    names = {str(row.pk): row for row in asked.requirements}
    covers = [[member(actor, slug, asked, one) for one in each.members] for each in answer.covers[:COVERS_SHOWN]]
    nearest = told(actor, slug, asked, "", answer.nearest) if answer.nearest else None
    return {
        "picks": [(each, _picture(each)) for each in picks],
        "rows": _side_by_side(picks),
        "covers": covers,
        "cover_count": len(answer.covers),
        "misses": [(names[key], short) for key, short in answer.missing.items() if key in names],
        "nearest": (nearest, _picture(nearest)) if nearest else None,
        "chosen": frozenset(key for key, row in asked.partners.items() if row.is_chosen),
    }


def _side_by_side(picks: list[Told]) -> list[tuple[str, list[float]]]:
    """The figures, a row each, with a cell for every alternative."""
    if not picks:
        return []
    labels = [label for label, _value in picks[0].figures]
    return [(label, [each.figures[at][1] for each in picks]) for at, label in enumerate(labels)]


def _picture(each: Told) -> Any:
    return drawn(each.members, each.bonds, each.knows or _("One party"))


def _what_if(request: HttpRequest, asked: Asked, answer: Answer | None) -> dict[str, Any]:
    """What would come out with some in it in any case and others not at all."""
    here = set(asked.candidates)
    within = [each for each in request.GET.getlist("in") if each in here]
    without = [each for each in request.GET.getlist("out") if each in here and each not in within]
    parties = sorted(asked.candidates, key=lambda each: name_of(asked, each))
    shown_ = {"if_parties": [(each, name_of(asked, each), each in within, each in without) for each in parties]}
    if not (within or without) or answer is None:
        return shown_ | {"tried": None}
    found = coalitions.tried(asked, within=within, without=without)
    return shown_ | {
        "tried": found,
        "tried_words": _difference(asked, answer, found),
        "tried_pick": _first(request, asked, found),
    }


def _first(request: HttpRequest, asked: Asked, found: Answer) -> Any:
    best = found.picks.get("best")
    if best is None:
        return None
    each = told(request.actor, slug_of(request), asked, "best", best)  # type: ignore[attr-defined, arg-type]
    return each, _picture(each)


def _difference(asked: Asked, before: Answer, after: Answer) -> str:
    """What changes against the best there is."""
    if after.proof == "impossible":
        return missing_words(asked, after) + "."
    best, was = after.picks["best"], before.picks.get("best")
    if was is None:
        return ""
    if best.members == was.members:
        return _("It stays the same: this is the strongest already.")
    points = round(100 * (best.score - was.score))
    change = (
        _("As strong as before.")
        if points == 0
        else ngettext("%(n)s point weaker of 100.", "%(n)s points weaker of 100.", -points) % {"n": -points}
        if points < 0
        else ngettext("%(n)s point stronger of 100.", "%(n)s points stronger of 100.", points) % {"n": points}
    )
    comes = ", ".join(sorted(name_of(asked, each) for each in set(best.members) - set(was.members)))
    goes = ", ".join(sorted(name_of(asked, each) for each in set(was.members) - set(best.members)))
    words = [change]
    if comes:
        words.append(_("Comes in: %(names)s.") % {"names": comes})
    if goes:
        words.append(_("Goes out: %(names)s.") % {"names": goes})
    return " ".join(words)


@in_network(Do.EDIT_ROOMS)
@require_POST
def choose(request: NetworkRequest, opportunity_id: UUID) -> HttpResponse:
    parties = [UUID(each) for each in request.POST.getlist("party") if _is_id(each)]
    if tried(request, lambda: asking.choose(request.actor, opportunity_id, parties)):
        if parties:
            messages.success(request, _("This coalition stands. Now ask them."))
            return to(request, "next_partners", opportunity_id)
        messages.success(request, _("No coalition stands any more."))
    return to(request, "opportunity", opportunity_id)


def _is_id(typed: str) -> bool:
    try:
        UUID(typed)
    except ValueError:
        return False
    return True


AT = "horizon/opportunities/<uuid:opportunity_id>/"
urlpatterns = [
    path(f"{AT}coalitions/", shown, name="coalitions"),
    path(f"{AT}coalitions/choose/", choose, name="choose_coalition"),
]
