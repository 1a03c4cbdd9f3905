"""One square of the matrix: who finds what and why, and what the reader finds; and one square after another."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course import coherence, queries
from vierspan.workspace.course.actions import judging
from vierspan.workspace.course.actions.judging import Said
from vierspan.workspace.course.coherence import Cell, Judgement, Square
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import with_query
from vierspan.workspace.web.course_frame import frame, slug_of
from vierspan.workspace.web.course_names import judge_choices, judge_key, mark, parties_named, square_at, who_judged
from vierspan.workspace.web.forms.course import JudgeForm
from vierspan.workspace.web.pages.course_activity_pages import as_judge


@dataclass(frozen=True, slots=True)
class Judging:
    """In whose name, out of whose names it could be."""

    chosen: UUID | None
    choices: list[tuple[str, str]]

    @property
    def key(self) -> str:
        return str(self.chosen) if self.chosen else "-"


def _judging(request: NetworkRequest) -> Judging | None:
    """None for who may not judge."""
    if not may(request.actor, Do.EDIT_ROOMS):
        return None
    judges = coherence.judges(request.actor)
    asked = request.POST.get("as") or request.GET.get("as") or judge_key(judges[0])
    judging.may_judge_as(request.actor, as_judge(asked))
    return Judging(as_judge(asked), judge_choices(judges))


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET", "POST"])
def square(request: NetworkRequest, activity_id: UUID, theme_id: UUID) -> HttpResponse:
    said = coherence.judgements(request.actor, activity_id, theme_id)
    judging_as = _judging(request)
    form = JudgeForm(request.POST or None, initial=_own(said, judging_as))
    if request.method == "POST" and form.is_valid() and _kept(request, (activity_id, theme_id), form, judging_as):
        messages.success(request, _("Your score is kept"))
        return redirect("web:square", slug=slug_of(request), activity_id=activity_id, theme_id=theme_id)
    shown = _shown(request, (activity_id, theme_id), said) | {"form": form, "judging": judging_as}
    shown["has_own"] = bool(form.initial)
    return render(request, "pages/course/square.html", shown, status=422 if form.errors else 200)


def _own(said: list[Judgement], judging_as: Judging | None) -> dict[str, Any]:
    mine = next((each for each in said if judging_as and each.judge == judging_as.chosen), None)
    return {"score": str(mine.score), "reason": mine.reason} if mine else {}


def _kept(request: NetworkRequest, at: Square, form: JudgeForm, judging_as: Judging | None) -> bool:
    given = form.cleaned_data
    as_judge = judging_as.chosen if judging_as else None
    try:
        judging.judge(request.actor, at, Said(judge=as_judge, score=int(given["score"]), reason=given["reason"]))
    except Invalid as slip:
        form.add_error(slip.field, worded(slip.reason))
        return False
    return True


def _shown(request: NetworkRequest, at: Square, said: list[Judgement]) -> dict[str, Any]:
    """Raises NotFound where the activity or the theme is not of this network."""
    actor, slug = request.actor, slug_of(request)
    activity, theme = queries.activity(actor, at[0]), queries.theme(actor, at[1])
    cell = Cell(tuple((each.judge, each.score) for each in said)) if said else None
    who = who_judged(actor, slug, (each.judge for each in said))
    parties = parties_named(actor, [activity.parties])
    return frame(
        request,
        "coherence",
        activity=activity,
        theme=theme,
        parties=", ".join(parties.values()),
        mark=mark("", cell, coherence.own_judges(actor)),
        cell=cell,
        said=[(who[each.judge], each) for each in said],
        message=_message(activity.name, theme.name, cell),
    )


def _message(activity: str, theme: str, cell: Cell | None) -> str:
    named = {"activity": activity, "theme": theme}
    if cell is None:
        return _("Does %(activity)s serve %(theme)s?") % named
    if cell.is_disputed:
        return _("You judge differently whether %(activity)s serves %(theme)s") % named
    return (
        _("%(activity)s does not serve %(theme)s"),
        _("%(activity)s serves %(theme)s a little"),
        _("%(activity)s clearly serves %(theme)s"),
        _("%(theme)s is the core of %(activity)s"),
    )[cell.level] % named


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_back(request: NetworkRequest, activity_id: UUID, theme_id: UUID) -> HttpResponse:
    key = request.POST.get("as") or judge_key(coherence.judges(request.actor)[0])
    gone = judging.take_back(request.actor, (activity_id, theme_id), as_judge(key))
    messages.success(request, _("Your score is taken back") if gone else _("There was nothing to take back"))
    return redirect("web:square", slug=slug_of(request), activity_id=activity_id, theme_id=theme_id)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def one_after_another(request: NetworkRequest) -> HttpResponse:
    """The next square that this judge said nothing of yet."""
    judging_as = _judging(request)
    assert judging_as is not None  # noqa: S101 - who comes here may judge
    form = JudgeForm(request.POST or None)
    before = _square_of(request.POST.get("square", ""))
    if request.method == "POST" and before and form.is_valid() and _kept(request, before, form, judging_as):
        return redirect(_next_at(request, judging_as, before))
    after = _square_of(request.GET.get("after", ""))
    waiting = coherence.waiting(request.actor, judging_as.chosen, after)
    found = before if form.errors else waiting.next
    shown = _shown(request, found, []) if found else frame(request, "coherence", message=_("You judged everything"))
    shown |= {"form": form, "judging": judging_as, "waiting": waiting, "square": _key(found) if found else ""}
    if after:
        shown["previous"] = with_query(square_at(slug_of(request), *after), **{"as": judging_as.key})
    shown["skip"] = _next_at(request, judging_as, found) if found else ""
    return render(request, "pages/course/next_square.html", shown, status=422 if form.errors else 200)


def _next_at(request: NetworkRequest, judging_as: Judging, after: Square) -> str:
    here = reverse("web:next_square", args=[slug_of(request)])
    return with_query(here, **{"as": judging_as.key, "after": _key(after)})


def _key(square: Square) -> str:
    return f"{square[0]}.{square[1]}"


def _square_of(key: str) -> Square | None:
    try:
        activity, theme = key.split(".")
        return UUID(activity), UUID(theme)
    except ValueError:
        return None


urlpatterns = [
    path("course/coherence/next/", one_after_another, name="next_square"),
    path("course/coherence/<uuid:activity_id>/<uuid:theme_id>/", square, name="square"),
    path("course/coherence/<uuid:activity_id>/<uuid:theme_id>/take-back/", take_back, name="take_back_score"),
]
