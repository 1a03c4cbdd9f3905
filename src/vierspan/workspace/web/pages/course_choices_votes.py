"""Rounds in which the parties say which themes matter most, and how far they agree."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course import queries as course
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.actions import rounds as actions
from vierspan.workspace.course.priorities.actions.rounds import Plan
from vierspan.workspace.directory import speaking
from vierspan.workspace.insight import portfolio
from vierspan.workspace.insight.words import written
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import frame, slug_of
from vierspan.workspace.web.forms.choices import RoundForm, VoteForm
from vierspan.workspace.web.pages import course_choices_words as words

APART = 2  # themes named where the parties do not agree


def stand(actor: Actor, found: Any) -> dict[str, Any]:
    """How a round stands: agreement in words, and each theme with all that it got."""
    agreed = portfolio.agreement(actor, found)
    themes = {str(each.pk): each.name for each in queries.themes_of(actor, found)}
    most = max((each.total for each in agreed.stands), default=0.0)
    lines = [
        {
            "name": themes[each.thing],
            "total": int(each.total),
            "rank": written(each.mean_rank, "number", actor.language),
            "width": _width(
                each.total if found.way == "dots" else _score(each.mean_rank, len(themes)), most, found, themes
            ),
            "is_apart": each in agreed.apart[:APART] and agreed.is_agreed is False,
        }
        for each in agreed.stands
    ]
    return {
        "round": found,
        "is_open": queries.is_open(found),
        "lines": lines,
        "judges": agreed.judges,
        "is_agreed": agreed.is_agreed,
        "w": written(agreed.w, "number", actor.language) if agreed.w is not None else "",
        "w_percent": None if agreed.w is None else round(100 * agreed.w),
        "words": _words(agreed, themes),
    }


def _score(rank: float, size: int) -> float:
    return size + 1 - rank


def _width(number: float, most: float, found: Any, themes: dict[str, str]) -> int:
    whole = most if found.way == "dots" else len(themes)
    return round(100 * number / whole) if whole else 0


def _words(agreed: Any, themes: dict[str, str]) -> str:
    if agreed.w is None:
        missing = 3 - agreed.judges
        if missing <= 0:
            return _("Nobody told the themes apart, so there is nothing to compare.")
        return ngettext(
            "One more party has to speak before we can say how far you agree.",
            "%(n)s more parties have to speak before we can say how far you agree.",
            missing,
        ) % {"n": words.number(missing)}
    names = words.together([themes[each.thing] for each in agreed.apart[:APART]])
    if not agreed.is_agreed:
        return _("You do not agree yet on %(names)s: talk about that first.") % {"names": names}
    return _("You agree well enough to choose. You lie furthest apart on %(names)s.") % {"names": names}


def last_stand(actor: Actor) -> dict[str, Any] | None:
    """Of the last round in which anybody spoke, else of the last."""
    rounds = queries.rounds(actor)
    spoken = [each for each in rounds if queries.votes(actor, each.pk)]
    return stand(actor, (spoken or rounds)[0]) if rounds else None


@in_network(Do.READ_ROOMS)
@require_GET
def votes(request: NetworkRequest) -> HttpResponse:
    rounds = [stand(request.actor, each) for each in queries.rounds(request.actor)]
    n = sum(each["is_open"] for each in rounds)
    message = ngettext("One round is open", "%(n)s rounds are open", n) % {"n": n} if n else _("No round is open now")
    if not rounds:
        message = _("Which themes matter most to whom?")
    shown = frame(request, "choices", message=message, rounds=rounds, may_edit=may(request.actor, Do.EDIT_ROOMS))
    return render(request, "pages/course/votes.html", shown)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new_round(request: NetworkRequest) -> HttpResponse:
    themes = [(str(each.pk), each.name) for each in course.themes(request.actor)]
    first = {"themes": [key for key, _name in themes], "title": _("Which themes matter most to us?")}
    form = RoundForm(request.POST or None, themes=themes, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan = Plan(**{**given, "themes": tuple(given["themes"])})
        try:
            made = actions.open_round(request.actor, plan)
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        else:
            messages.success(request, _("The round is open. Each party has one voice."))
            return redirect("web:vote_round", slug=slug_of(request), ballot_id=made.pk)
    shown = frame(request, "choices", message=_("A new round"), form=form, has_themes=len(themes) > 1)
    return render(request, "pages/course/new_round.html", shown, status=422 if form.errors else 200)


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET", "POST"])
def vote_round(request: NetworkRequest, ballot_id: UUID) -> HttpResponse:
    """What the parties said so far; a POST is the voice of one of them."""
    found = queries.round_(request.actor, ballot_id)
    party = _party(request)
    form = _vote_form(request, found, party)
    status = 200
    if request.method == "POST":
        if party is None:
            raise NotAllowed("not_your_party")
        if form.is_valid() and _voted(request, found, party, form):
            messages.success(request, _("Your voice is kept. You can change it until the round closes."))
            return redirect("web:vote_round", slug=slug_of(request), ballot_id=ballot_id)
        status = 422
    return render(request, "pages/course/vote_round.html", _shown(request, found, party, form), status=status)


def _shown(request: NetworkRequest, found: Any, party: str | None, form: VoteForm) -> dict[str, Any]:
    actor = request.actor
    rows = queries.votes(actor, found.pk)
    speaks = _parties(request)
    return frame(
        request,
        "choices",
        message=found.title,
        stand=stand(actor, found),
        form=form,
        party=party,
        parties=[(key, name, any(str(row.party_id) == key for row in rows)) for key, name in speaks],
        votes=rows if may(actor, Do.READ_DIRECTORY) else [],
        may_vote=may(actor, Do.EDIT_ROOMS) and queries.is_open(found) and bool(speaks),
        may_edit=may(actor, Do.EDIT_ROOMS),
        may_close=may(actor, Do.TAKE_FROM_COURSE, owner_id=found.opener_id),
        places=range(1, len(form.keys) + 1),
    )


def _parties(request: NetworkRequest) -> list[tuple[str, str]]:
    if not may(request.actor, Do.EDIT_ROOMS):
        return []
    return [(str(each.pk), each.name) for each in speaking.spoken_for(request.actor)]


def _party(request: NetworkRequest) -> str | None:
    """For whom is spoken: who is named, else one's own, else the first."""
    keys = [key for key, _name in _parties(request)]
    named = request.POST.get("party") or request.GET.get("party", "")
    own = str(speaking.own_party(request.actor) or "")
    return next((key for key in (named, own, *keys) if key in keys), None)


def _vote_form(request: NetworkRequest, found: Any, party: str | None) -> VoteForm:
    themes = [(str(each.pk), each.name) for each in queries.themes_of(request.actor, found)]
    said = queries.vote_of(request.actor, found.pk, UUID(party)) if party else None
    most = found.dots if found.way == "dots" else len(themes)
    return VoteForm(request.POST or None, themes=themes, most=most, initial=said.given if said else {})


def _voted(request: NetworkRequest, found: Any, party: str, form: VoteForm) -> bool:
    try:
        actions.vote(request.actor, found.pk, UUID(party), form.given())
    except Invalid as slip:
        form.add_error(None, worded(slip.reason))
        return False
    except Conflict:
        form.add_error(None, _("This round is closed. Your voice did not change."))
        return False
    return True


@in_network(Do.EDIT_ROOMS)
@require_POST
def close_round(request: NetworkRequest, ballot_id: UUID) -> HttpResponse:
    actions.close_round(request.actor, ballot_id)
    messages.success(request, _("The round is closed."))
    return redirect("web:vote_round", slug=slug_of(request), ballot_id=ballot_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def reopen_round(request: NetworkRequest, ballot_id: UUID) -> HttpResponse:
    actions.reopen_round(request.actor, ballot_id)
    messages.success(request, _("The round is open again, without a last day."))
    return redirect("web:vote_round", slug=slug_of(request), ballot_id=ballot_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove_round(request: NetworkRequest, ballot_id: UUID) -> HttpResponse:
    actions.remove_round(request.actor, ballot_id)
    messages.success(request, _("The round is gone, with every voice in it."))
    return redirect("web:votes", slug=slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_over(request: NetworkRequest, ballot_id: UUID) -> HttpResponse:
    """What came out becomes what the themes weigh."""
    found = queries.round_(request.actor, ballot_id)
    agreed = portfolio.agreement(request.actor, found)
    size = len(agreed.stands)
    shares = {
        each.thing: each.total if found.way == "dots" else round(_score(each.mean_rank, size), 2)
        for each in agreed.stands
    }
    actions.take_over(request.actor, ballot_id, shares)
    messages.success(request, _("The themes now weigh what the parties gave them."))
    return redirect("web:choices", slug=slug_of(request))


urlpatterns = [
    path("course/votes/", votes, name="votes"),
    path("course/votes/new/", new_round, name="new_round"),
    path("course/votes/<uuid:ballot_id>/", vote_round, name="vote_round"),
    path("course/votes/<uuid:ballot_id>/close/", close_round, name="close_round"),
    path("course/votes/<uuid:ballot_id>/reopen/", reopen_round, name="reopen_round"),
    path("course/votes/<uuid:ballot_id>/remove/", remove_round, name="remove_round"),
    path("course/votes/<uuid:ballot_id>/take-over/", take_over, name="take_over_round"),
]
