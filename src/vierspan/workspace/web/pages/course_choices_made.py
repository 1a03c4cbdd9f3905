"""The choice that is recorded, the ones before it, and looking again at what waits."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.actions import choosing
from vierspan.workspace.course.priorities.actions.choosing import Chosen
from vierspan.workspace.course.priorities.quarters import last_day, quarter_of
from vierspan.workspace.harvest.actions import portfolio as harvest
from vierspan.workspace.insight.words import choice_labels
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import frame, slug_of
from vierspan.workspace.web.course_names import parties_named
from vierspan.workspace.web.forms.choices import ChooseForm
from vierspan.workspace.web.pages import course_choices_shown as shown
from vierspan.workspace.web.pages import course_choices_words as words

LATER = timedelta(days=90)


def history(actor: Actor) -> list[dict[str, Any]]:
    """The choices that were recorded, last first."""
    return [_told(actor, each) for each in queries.choices(actor)]


def _told(actor: Actor, choice: Any) -> dict[str, Any]:
    rows = queries.picked(actor, choice.pk)
    return {
        "choice": choice,
        "quarter": words.quarter_words(choice.quarter),
        "now": sum(each.verdict == "now" for each in rows),
        "later": sum(each.verdict == "not_now" for each in rows),
        "by": choice.by.name if choice.by and may(actor, Do.READ_DIRECTORY) else "",
    }


def waiting(actor: Actor) -> list[dict[str, Any]]:
    """The list of what is not now, with what is due."""
    today = clock.today()
    return [
        {"row": each, "is_due": each.revisit_on is not None and each.revisit_on <= today}
        for each in queries.not_now(actor)
    ]


def _quarter(request: NetworkRequest) -> date:
    given = request.POST.get("quarter") or request.GET.get("quarter", "")
    try:
        return quarter_of(date.fromisoformat(given))
    except ValueError:
        return quarter_of(clock.today())


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def choose(request: NetworkRequest) -> HttpResponse:
    """What is chosen, with the reasons; on record as a decision."""
    sight = shown.Sight(request.actor, _quarter(request))
    source = request.POST if request.method == "POST" else request.GET
    chosen = [each for each in source.getlist("in") if each in sight.activities]
    form = _form(request, sight, chosen)
    if request.method == "POST" and form.is_valid():
        try:
            made = _chosen(request, sight, chosen, form)
        except Invalid as slip:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        else:
            messages.success(request, _("The choice is on record, as a decision."))
            return redirect("web:made_choice", slug=slug_of(request), choice_id=made.pk)
    context = frame(
        request,
        "choices",
        message=_("Record the choice for %(quarter)s") % {"quarter": words.quarter_words(sight.quarter)},
        form=form,
        quarter=sight.quarter,
        tried=shown.tried(sight, chosen),
        chosen=chosen,
    )
    return render(request, "pages/course/choose.html", context, status=422 if form.errors else 200)


def _form(request: NetworkRequest, sight: shown.Sight, chosen: list[str]) -> ChooseForm:
    out = sorted(((key, sight.names[key]) for key in sight.activities if key not in chosen), key=lambda each: each[1])
    first = {
        "name": _("What we do in %(quarter)s") % {"quarter": words.quarter_words(sight.quarter)},
        "revisit_on": max(last_day(sight.quarter), clock.today() + timedelta(days=1)),
    }
    methods = list(choice_labels("decision_methods", request.actor.language).items())
    given = request.POST if request.method == "POST" else None
    return ChooseForm(given, methods=methods, waiting=out, initial=first)


def _chosen(request: NetworkRequest, sight: shown.Sight, chosen: list[str], form: ChooseForm) -> Any:
    given = form.cleaned_data
    wish = Chosen(
        quarter=sight.quarter,
        activities=frozenset(UUID(each) for each in chosen),
        reason=given["reason"],
        revisit_on=given["revisit_on"],
        reasons={UUID(key): given[f"why-{key}"] for key in form.keys},
        figures=shown.figures_now(sight, chosen),
    )
    return harvest.decide_portfolio(request.actor, wish, name=given["name"], method=given["method"])


@in_network(Do.READ_ROOMS)
@require_GET
def made_choice(request: NetworkRequest, choice_id: UUID) -> HttpResponse:
    found = queries.choice(request.actor, choice_id)
    rows = queries.picked(request.actor, choice_id)
    hours, stated = found.figures.get("hours", {}), found.figures.get("stated", {})
    names = parties_named(request.actor, [hours])
    context = frame(
        request,
        "choices",
        message=_("What you chose for %(quarter)s") % {"quarter": words.quarter_words(found.quarter)},
        choice=found,
        told=_told(request.actor, found),
        now=[each for each in rows if each.verdict == "now"],
        later=[_later(each) for each in rows if each.verdict == "not_now"],
        hours=sorted((names[party], asked, stated.get(party)) for party, asked in hours.items() if party in names),
        may_take_back=may(request.actor, Do.TAKE_FROM_COURSE, owner_id=found.by_user_id),
        may_edit=may(request.actor, Do.EDIT_ROOMS),
    )
    return render(request, "pages/course/made_choice.html", context)


def _later(row: Any) -> dict[str, Any]:
    is_due = row.revisited_on is None and row.revisit_on is not None and row.revisit_on <= clock.today()
    return {"row": row, "is_due": is_due}


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_back_choice(request: NetworkRequest, choice_id: UUID) -> HttpResponse:
    harvest.take_back_portfolio(request.actor, choice_id)
    messages.success(request, _("The choice and its decision are taken back."))
    return redirect("web:choices", slug=slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_POST
def look_again(request: NetworkRequest, picked_id: UUID) -> HttpResponse:
    says = request.POST.get("says", "")
    if says not in ("later", "done"):
        raise NotFound
    until = clock.today() + LATER if says == "later" else None
    choosing.look_again(request.actor, picked_id, until=until)
    told = _("It waits three months more.") if until else _("It is off the list of what waits.")
    messages.success(request, told)
    return redirect("web:choices", slug=slug_of(request))


urlpatterns = [
    path("course/choices/choose/", choose, name="choose"),
    path("course/choices/made/<uuid:choice_id>/", made_choice, name="made_choice"),
    path("course/choices/made/<uuid:choice_id>/take-back/", take_back_choice, name="take_back_choice"),
    path("course/choices/waiting/<uuid:picked_id>/", look_again, name="look_again"),
]
