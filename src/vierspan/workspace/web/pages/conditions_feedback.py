"""Feedback: asked of whom you choose, offered and welcomed, and the receiver's own."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.feedback import queries
from vierspan.workspace.conditions.feedback.actions import asking, owning
from vierspan.workspace.conditions.feedback.actions.asking import Said, Wanted
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.feedback import AskForm, OfferForm, ReplyForm, SayForm
from vierspan.workspace.web.rooms import tabs
from vierspan.workspace.web.templatetags.vierspan import room_name

ORIENTATIONS = ("strategist", "explorer", "developer", "process_manager")
LATEST_GATHERINGS = 8


def summary(actor: Actor) -> Mapping[str, Any]:
    """How much waits, for the page of what is between us; nothing for who has no part in it."""
    if actor.person_id is None or not may(actor, Do.TALK_IN_CONFIDENCE):
        return {}
    return {
        "feedback": {
            "offered": len(queries.offered(actor)),
            "waiting": len(queries.waiting(actor)),
            "received": len(queries.received(actor)),
        }
    }


@in_network(Do.TALK_IN_CONFIDENCE)
@never_cache
@require_GET
def overview(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    if actor.person_id is None:
        return _nobody(request)
    offered, waiting = queries.offered(actor), queries.waiting(actor)
    shown = {
        "message": _message(len(offered), len(waiting)),
        "offered": offered,
        "waiting": waiting,
        "received": queries.received(actor),
        "shared": queries.shared_with(actor),
        "given": queries.given(actor),
        "asks": queries.asks(actor),
    }
    return _page(request, "feedback", shown)


def _message(offered: int, waiting: int) -> str:
    if offered:
        return ngettext(
            "%(n)s person would like to tell you something", "%(n)s people would like to tell you something", offered
        ) % {"n": offered}
    if waiting:
        told = ngettext("%(n)s person asks for your feedback", "%(n)s people ask for your feedback", waiting)
        return told % {"n": waiting}
    return _("Feedback, from one to another")


@in_network(Do.TALK_IN_CONFIDENCE)
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    if actor.person_id is None:
        return _nobody(request)
    about = _about(actor)
    form = AskForm(request.POST or None, people=_people(actor), about=about, initial={"about": "free:"})
    if request.method == "POST" and form.is_valid():
        made = _kept(form, lambda: asking.ask(actor, _wanted(form, about)))
        if made:
            messages.success(request, _("Asked. Each of them gets a letter with a link of their own."))
            return _home(request)
    return _page(request, "feedback_ask", {"message": _("Ask for feedback"), "form": form}, form)


def _about(actor: Actor) -> list[tuple[str, Any]]:
    """What one can ask about; the key is the kind, and what it is called."""
    roles = [(f"orientation:{key}", room_name(key)) for key in ORIENTATIONS]
    gatherings = conditions.gatherings(actor).rows[:LATEST_GATHERINGS]
    moments = [(f"gathering:{each.pk}", each.name) for each in gatherings]
    found: list[tuple[str, Any]] = [
        ("free:", _("Something in my own words")),
        ("act:", _("Something that I did")),
        (_("How I work for a room"), roles),
    ]
    return [*found, (_("A gathering"), moments)] if moments else found


def _wanted(form: AskForm, about: list[tuple[str, Any]]) -> Wanted:
    given = form.cleaned_data
    named = {key: label for _group, choices in about if isinstance(choices, list) for key, label in choices}
    return Wanted(
        about=given["about"].partition(":")[0],
        subject=given["subject"] or named.get(given["about"], ""),
        people=[UUID(each) for each in given["people"]],
        message=given["message"],
        questions=form.questions(),
    )


@in_network(Do.TALK_IN_CONFIDENCE)
@never_cache
@require_http_methods(["GET", "POST"])
def give(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    if actor.person_id is None:
        return _nobody(request)
    form = OfferForm(request.POST or None, people=_people(actor), initial={"receiver": request.GET.get("to", "")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = Said(helped=given["helped"], wished=given["wished"])
        receiver = UUID(given["receiver"])
        if _kept(form, lambda: owning.offer(actor, receiver, said, given["subject"])):
            messages.success(request, _("They are asked whether they want it. Until then nobody reads it."))
            return _home(request)
    return _page(request, "feedback_give", {"message": _("Give feedback"), "form": form}, form)


@in_network(Do.TALK_IN_CONFIDENCE)
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: NetworkRequest, asked_id: UUID) -> HttpResponse:
    """What somebody asked of you."""
    found = queries.asked(request.actor, asked_id)
    form = SayForm(request.POST or None, questions=found.ask.questions)
    if request.method == "POST" and form.is_valid() and _kept(form, lambda: asking.answer(found, said_in(form))):
        messages.success(request, _("Given. Only %(name)s reads it.") % {"name": found.ask.by.name})
        return _home(request)
    shown = {
        "message": _("%(name)s asks for your feedback") % {"name": found.ask.by.name},
        "form": form,
        "asked": found,
    }
    return _page(request, "feedback_say", shown, form)


def said_in(form: SayForm) -> Said:
    return Said(helped=form.cleaned_data["helped"], wished=form.cleaned_data["wished"], more=form.more())


@in_network(Do.TALK_IN_CONFIDENCE)
@require_POST
def not_now(request: NetworkRequest, asked_id: UUID) -> HttpResponse:
    asking.decline(queries.asked(request.actor, asked_id))
    messages.success(request, _("Noted, without a reason."))
    return _home(request)


@in_network(Do.TALK_IN_CONFIDENCE)
@require_POST
def close(request: NetworkRequest, ask_id: UUID) -> HttpResponse:
    asking.close(request.actor, ask_id)
    messages.success(request, _("Closed. The links no longer work."))
    return _home(request)


@in_network(Do.TALK_IN_CONFIDENCE)
@never_cache
@require_GET
def item(request: NetworkRequest, feedback_id: UUID) -> HttpResponse:
    return _item(request, feedback_id)


def _item(request: NetworkRequest, feedback_id: UUID, **more: Any) -> HttpResponse:
    found = queries.feedback(request.actor, feedback_id)
    mine = request.actor.person_id
    giver = found.giver.name if found.giver else _("somebody who is not here any more")
    shown = {
        "message": found.subject or _("Feedback"),
        "feedback": found,
        "giver": giver,
        "is_mine": found.receiver_id == mine,
        "is_from_me": found.giver_id == mine,
        "readers": queries.readers(request.actor, feedback_id),
        "people": _people(request.actor),
        "form": ReplyForm(initial={"reply": found.reply}),
        **more,
    }
    return _page(request, "feedback_item", shown, more.get("form"))


@in_network(Do.TALK_IN_CONFIDENCE)
@require_POST
def does(request: NetworkRequest, feedback_id: UUID, what: str) -> HttpResponse:
    """Welcome, turn down, take back, reply, share, stop sharing, delete."""
    if what not in DOES:
        raise NotFound
    act, told, is_gone = DOES[what]
    try:
        act(request, feedback_id)
    except Invalid as slip:
        return _item(request, feedback_id, **_slip(request, slip))
    messages.success(request, str(told()))
    slug = networks.network(request.actor).slug
    return _home(request) if is_gone else redirect("web:feedback_item", slug=slug, feedback_id=feedback_id)


def _slip(request: NetworkRequest, slip: Invalid) -> dict[str, Any]:
    form = ReplyForm(request.POST)
    form.is_valid()
    form.add_error("reply" if slip.field == "reply" else None, worded(slip.reason))
    return {"form": form, "share_slip": "" if slip.field == "reply" else worded(slip.reason)}


def _person(request: NetworkRequest) -> UUID:
    try:
        return UUID(request.POST.get("person", ""))
    except ValueError as slip:
        raise Invalid("person", "nobody_by_that_name") from slip


Act = Callable[[NetworkRequest, UUID], Any]
DOES: Mapping[str, tuple[Act, Callable[[], str], bool]] = {
    "welcome": (lambda request, pk: owning.welcome(request.actor, pk), lambda: _("It is yours now."), False),
    "turn-down": (
        lambda request, pk: owning.turn_down(request.actor, pk),
        lambda: _("Not received. Its words are gone, unread."),
        True,
    ),
    "take-back": (lambda request, pk: owning.take_back(request.actor, pk), lambda: _("Taken back"), True),
    "reply": (
        lambda request, pk: owning.reply(request.actor, pk, request.POST.get("reply", "")),
        lambda: _("Your reply is with them"),
        False,
    ),
    "share": (
        lambda request, pk: owning.share(request.actor, pk, _person(request)),
        lambda: _("They can read it, until you take that back"),
        False,
    ),
    "unshare": (
        lambda request, pk: owning.unshare(request.actor, pk, _person(request)),
        lambda: _("They cannot read it any more"),
        False,
    ),
    "delete": (lambda request, pk: owning.delete(request.actor, pk), lambda: _("Gone, for everybody"), True),
}


def _people(actor: Actor) -> list[tuple[str, str]]:
    """Everybody but the one who asks, by name."""
    found: list[tuple[str, str]] = []
    number, last = 1, 1
    while number <= last:
        page = directory.people(actor, directory.Wanted(sort="name"), page=number)
        found += [(str(each.pk), each.name) for each in page.rows if each.pk != actor.person_id]
        number, last = number + 1, page.last
    return found


def _kept(form: Any, write: Callable[[], Any]) -> Any:
    try:
        return write()
    except Invalid as slip:
        form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
    except Conflict:
        form.add_error(None, _("This was answered already, or is no longer asked."))
    return None


def _nobody(request: NetworkRequest) -> HttpResponse:
    """For an account that stands for nobody among the people."""
    return _page(request, "feedback_nobody", {"message": _("Feedback is between people")})


def _home(request: NetworkRequest) -> HttpResponse:
    return redirect("web:feedback", slug=networks.network(request.actor).slug)


def _page(request: NetworkRequest, name: str, shown: Mapping[str, Any], form: Any = None) -> HttpResponse:
    from vierspan.workspace.web.pages.conditions import ROOM  # its parts are gathered there

    slug = networks.network(request.actor).slug
    context = {"room": ROOM, "tabs": tabs(ROOM, slug, "talks"), **shown}
    status = 422 if form is not None and form.errors else 200
    return render(request, f"pages/conditions/{name}.html", context, status=status)


AT = "conditions/feedback/"
urlpatterns = [
    path(AT, overview, name="feedback"),
    path(f"{AT}ask/", ask, name="ask_feedback"),
    path(f"{AT}give/", give, name="give_feedback"),
    path(f"{AT}asked/<uuid:asked_id>/", answer, name="answer_feedback"),
    path(f"{AT}asked/<uuid:asked_id>/not-now/", not_now, name="decline_feedback"),
    path(f"{AT}asks/<uuid:ask_id>/close/", close, name="close_feedback_ask"),
    path(f"{AT}<uuid:feedback_id>/", item, name="feedback_item"),
    path(f"{AT}<uuid:feedback_id>/<slug:what>/", does, name="feedback_does"),
]
