"""A talk of the team on the screen of the room, and what it brought."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError, NotFound
from vierspan.workspace.initiatives.deciding import queries as deciding
from vierspan.workspace.initiatives.promises import queries as promises
from vierspan.workspace.insight import charts, queries
from vierspan.workspace.insight.our_mirror import our_mirror as looked
from vierspan.workspace.leadership.team import actions
from vierspan.workspace.leadership.team import queries as talks
from vierspan.workspace.web import our_mirror_words as words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.our_mirror import LineForm
from vierspan.workspace.web.keeping import kept, slips
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.pages.initiatives_commitment import empty_form, wish_of
from vierspan.workspace.web.pages.leadership_role import slug_of

WRITES = {"note": talks.NOTE, "decide": talks.AGREED}


def _to(request: NetworkRequest, session_id: UUID) -> HttpResponse:
    return redirect("web:team_talk", slug_of(request), session_id)


@in_network(Do.READ_MEMBERS)
@require_http_methods(["GET", "POST"])
def screen(request: NetworkRequest, session_id: UUID, place: int) -> HttpResponse:
    """One step of one topic; places count from 1."""
    actor, found = request.actor, talks.session(request.actor, session_id)
    last = len(found.topics) * len(talks.STEPS)
    if not 1 <= place <= last:
        raise Http404
    topic, step = found.topics[(place - 1) // len(talks.STEPS)], talks.STEPS[(place - 1) % len(talks.STEPS)]
    form = LineForm(request.POST or None)
    if request.method == "POST":
        kind = WRITES.get(step, talks.NOTE)
        if form.is_valid() and kept(
            form, lambda: actions.write(actor, session_id, topic, kind, form.cleaned_data["text"])
        ):
            return redirect("web:team_screen", slug_of(request), session_id, place)
    shown = _screen(request, found, place, (topic, step)) | {"slip": slips(form) if form.is_bound else ""}
    return render(request, "pages/leadership/team_screen.html", shown, status=422 if shown["slip"] else 200)


def _screen(request: NetworkRequest, found: Any, place: int, at: tuple[str, str]) -> dict[str, Any]:
    topic, step = at
    alone, talk = words.asks(topic)
    slug, count = slug_of(request), len(talks.STEPS)
    whole = reverse("web:team_talk", args=[slug, found.pk])

    def address(to: int) -> str:
        return reverse("web:team_screen", args=[slug, found.pk, to])

    return {
        "session": found,
        "place": place,
        "topic": words.TOPICS[topic],
        "topic_number": (place - 1) // count + 1,
        "step": step,
        "steps": [
            (words.STEPS[each], address(place - talks.STEPS.index(step) + n), each == step)
            for n, each in enumerate(talks.STEPS)
        ],
        "alone": alone,
        "talk": talk,
        "minutes": words.MINUTES.get(step, 0),
        "lines": talks.lines(request.actor, found.pk, [WRITES[step]], topic) if step in WRITES else [],
        "writes": step in WRITES and not found.closed_on and may(request.actor, Do.EDIT_ROOMS),
        "before": address(place - 1) if place > 1 else "",
        "after": address(place + 1) if place < len(found.topics) * count else whole,
        "is_last": place == len(found.topics) * count,
        "whole": whole,
        **(_revealed(request, topic) if step in ("reveal", "talk") else {}),
    }


def _revealed(request: NetworkRequest, topic: str) -> dict[str, Any]:
    try:
        run = queries.current_run(request.actor)
    except DomainError:
        return {"said": [], "picture": ""}
    found, language = looked(request.actor, run), request.actor.language
    levels = words.levels(found) if topic == "need" else []
    picture = charts.palette(queries.mirror(request.actor, run), language) if topic == "palette" else ""
    has_said = any(each.said for each in found.levels)
    return {"said": words.shown(topic, found), "picture": picture, "levels": levels, "has_said": has_said}


@in_network(Do.READ_MEMBERS)
@require_GET
def talk(request: NetworkRequest, session_id: UUID) -> HttpResponse:
    """What the talk brought: notes and agreements per topic."""
    actor = request.actor
    found = talks.session(actor, session_id)
    lines = talks.lines(actor, session_id)
    topics = [
        (
            words.TOPICS[key],
            number * len(talks.STEPS) + 1,
            [(each, _way(request, each)) for each in lines if each.topic == key],
        )
        for number, key in enumerate(found.topics)
    ]
    shown = frame(request, "our_mirror", found.title) | {
        "session": found,
        "topics": topics,
        "agreed": sum(each.kind == talks.AGREED for each in lines),
        "may_write": may(actor, Do.EDIT_ROOMS),
        "runs": talks.runs(actor, found),
        "back": reverse("web:our_mirror", args=[slug_of(request)]),
        "back_text": _("Our mirror"),
    }
    return render(request, "pages/leadership/team_talk.html", shown)


def _way(request: NetworkRequest, line: talks.Line) -> str:
    """To what it became; empty where that is gone, or a draft of somebody else."""
    try:
        if line.became == "commitment" and line.became_id:
            promises.standing(request.actor, line.became_id)
            return reverse("web:commitment", args=[slug_of(request), line.became_id])
        if line.became == "question" and line.became_id:
            deciding.question(request.actor, line.became_id)
            return reverse("web:decision", args=[slug_of(request), line.became_id])
    except NotFound:
        pass
    return ""


@in_network(Do.EDIT_ROOMS)
@require_POST
def wipe(request: NetworkRequest, line_id: UUID) -> HttpResponse:
    line = talks.line(request.actor, line_id)
    actions.take_off(request.actor, line_id)
    place = request.POST.get("place", "")
    if place.isdecimal():
        return redirect("web:team_screen", slug_of(request), line.session_id, int(place))
    return _to(request, line.session_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def close(request: NetworkRequest, session_id: UUID) -> HttpResponse:
    if "reopen" in request.POST:
        actions.reopen(request.actor, session_id)
    else:
        actions.close(request.actor, session_id)
        messages.success(request, _("Closed. You find it again under Our mirror."))
    return _to(request, session_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def throw_away(request: NetworkRequest, session_id: UUID) -> HttpResponse:
    actions.throw_away(request.actor, session_id)
    messages.success(request, _("Gone, with its notes. Commitments and questions that came of it stay."))
    return redirect("web:our_mirror", slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def promise(request: NetworkRequest, line_id: UUID) -> HttpResponse:
    """An agreement becomes a commitment: who does it, by when."""
    actor, line = request.actor, talks.line(request.actor, line_id)
    form = empty_form(actor, request.POST or None, what=line.text)
    if request.method == "POST" and form.is_valid():
        wish = wish_of(actor, form)
        if wish and kept(form, lambda: actions.promise(actor, line_id, wish)):
            messages.success(request, _("Now a commitment, among the others"))
            return _to(request, line.session_id)
    shown = frame(request, "our_mirror", _("Who does this, and by when?")) | {"form": form, "line": line}
    return render(request, "pages/leadership/team_promise.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def put(request: NetworkRequest, line_id: UUID) -> HttpResponse:
    made = actions.put(request.actor, line_id)
    messages.success(request, _("A draft of a question for decision. Say who has a voice, and open it."))
    return redirect("web:edit_question", slug_of(request), made.pk)


AT = "leadership/ours/talks/<uuid:session_id>/"
LINE = "leadership/ours/lines/<uuid:line_id>/"
urlpatterns = [
    path(AT, talk, name="team_talk"),
    path(f"{AT}<int:place>/", screen, name="team_screen"),
    path(f"{AT}close/", close, name="close_team_talk"),
    path(f"{AT}throw-away/", throw_away, name="throw_away_team_talk"),
    path(f"{LINE}wipe/", wipe, name="wipe_team_line"),
    path(f"{LINE}commitment/", promise, name="promise_team_line"),
    path(f"{LINE}question/", put, name="put_team_line"),
]
