"""What fits in the time that there really is: the robust view, the ranked bars, and what each party carries."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.course import queries as course
from vierspan.workspace.course.priorities.quarters import quarter_of
from vierspan.workspace.insight import portfolio
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import slug_of
from vierspan.workspace.web.lists import Listing
from vierspan.workspace.web.pages import (
    course_choices_capacity,
    course_choices_limits,
    course_choices_made,
    course_choices_votes,
)
from vierspan.workspace.web.pages import course_choices_shown as shown
from vierspan.workspace.web.pages import course_choices_words as words
from vierspan.workspace.web.rooms import Place


def asked_quarter(request: NetworkRequest) -> date:
    """The quarter that the address names, else this one."""
    try:
        return quarter_of(date.fromisoformat(request.GET.get("quarter", "")))
    except ValueError:
        return quarter_of(clock.today())


def _more(request: NetworkRequest) -> dict[str, Any]:
    sight = shown.Sight(request.actor, asked_quarter(request))
    answer = sight.answer
    chosen = request.GET.getlist("in") if "try" in request.GET else sight.best()
    return {
        "message": words.headline(answer, activities=len(sight.activities)),
        "sight": sight,
        "answer": answer,
        "groups": shown.groups(sight),
        "proof": words.proof_words(answer, request.actor.language) if answer else "",
        "draws": words.draws_words(answer) if answer and answer.core else "",
        "is_under_way": bool(sight.activities) and (answer is None or not answer.is_current),
        "done": round(100 * (answer.progress or 0)) if answer else 0,
        "clash": words.broken_words(answer.clash, sight.names) if answer else [],
        "bought": shown.bought(sight),
        "quarters": shown.quarters(clock.today(), sight.quarter),
        "tried": shown.tried(sight, chosen),
        "has_worth": sight.whole > 0,
        "has_capacity": bool(sight.question.capacity),
        "stand": course_choices_votes.last_stand(request.actor),
        "choices": course_choices_made.history(request.actor)[:5],
        "waiting": course_choices_made.waiting(request.actor),
        "may_edit": may(request.actor, Do.EDIT_ROOMS),
        "today": clock.today(),
    }


@in_network(Do.READ_ROOMS)
@require_GET
def tried(request: NetworkRequest) -> HttpResponse:
    """What another choice yields and asks, at once."""
    sight = shown.Sight(request.actor, asked_quarter(request))
    context = {
        "sight": sight,
        "tried": shown.tried(sight, request.GET.getlist("in")),
        "answer": sight.answer,
        "may_edit": may(request.actor, Do.EDIT_ROOMS),
    }
    answer = render(request, "parts/course/choices_tried.html", context)
    # What is tried has an address of its own, that can be sent to somebody.
    answer["HX-Replace-Url"] = f"{reverse('web:choices', args=[slug_of(request)])}?{request.GET.urlencode()}"
    return answer


@in_network(Do.READ_ROOMS)
@require_GET
def progress(request: NetworkRequest) -> HttpResponse:
    """How far the answer is; once it is there, the page comes anew."""
    quarter = asked_quarter(request)
    share = portfolio.progress(request.actor, quarter)
    answer = render(
        request, "parts/course/choices_progress.html", {"done": round(100 * (share or 0)), "quarter": quarter}
    )
    if share is None:
        answer["HX-Refresh"] = "true"
    return answer


def _message(actor: Actor) -> str:
    return _("What fits in your time")


def _capacity_message(actor: Actor) -> str:
    n = len({row.party_id for row in course.capacity(actor)})
    if not n:
        return _("Nobody said yet what they can put in")
    return ngettext("%(n)s party said what it can put in", "%(n)s parties said what they can put in", n) % {"n": n}


PLACES: tuple[Place, ...] = (
    Place(
        name="choices",
        at="choices/",
        label=gettext_lazy("Choices"),
        message=_message,
        template="pages/course/choices.html",
        more=_more,
    ),
    Place(
        name="capacity",
        at="capacity/",
        under="choices",
        label=gettext_lazy("Capacity"),
        message=_capacity_message,
        lead=gettext_lazy("How many hours each party can put in, quarter by quarter."),
        template="pages/course/capacity.html",
        more=course_choices_capacity.more,
        listing=Listing(
            table="capacity",
            columns=("party", "since", "hours", "energy"),
            selects=("party",),
            numbers=("hours", "energy"),
            sort="-since",
            has_pages=False,
        ),
        empty_title=gettext_lazy("Nobody said yet what they can put in"),
        empty_text=gettext_lazy("With the hours of each party you see what fits in your time, and what does not."),
    ),
)

urlpatterns: list[URLPattern] = [
    path("course/choices/tried/", tried, name="choices_tried"),
    path("course/choices/progress/", progress, name="choices_progress"),
    *course_choices_made.urlpatterns,
    *course_choices_limits.urlpatterns,
    *course_choices_votes.urlpatterns,
    *course_choices_capacity.urlpatterns,
]
