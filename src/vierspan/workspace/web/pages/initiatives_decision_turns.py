"""What one does with a decision: speaking, reminding, another round, closing, and what follows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Conflict, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.initiatives.actions.commitments import Promise
from vierspan.workspace.initiatives.deciding import queries
from vierspan.workspace.initiatives.deciding.actions import closing, drafting, running, saying
from vierspan.workspace.initiatives.deciding.actions.closing import Shown, Verdict
from vierspan.workspace.initiatives.deciding.actions.running import Amended
from vierspan.workspace.initiatives.deciding.queries import Heard, Standing
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.decision_said import word_forms, words_of
from vierspan.workspace.web.forms.commitments import PromiseForm
from vierspan.workspace.web.forms.decisions import (
    AskForm,
    CloseForm,
    DayForm,
    InterestForm,
    ShowForm,
    WhyForm,
)
from vierspan.workspace.web.keeping import kept, meant
from vierspan.workspace.web.pages import initiatives_decision as shown
from vierspan.workspace.web.pages.initiatives_decision import room_frame
from vierspan.workspace.web.pages.position_link import kept_all


def _to(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    return redirect("web:decision", networks.network(request.actor).slug, decision_id)


def _turned(request: NetworkRequest, decision_id: UUID, form: forms.Form, name: str, write: Callable[[], str]) -> Any:
    """Do it and say so; a slip is told on the page of the decision."""
    if form.is_valid():
        try:
            said = kept(form, write)
        except Conflict:
            messages.error(request, _("It is not open any more, or not so far yet. Look how it stands."))
            return _to(request, decision_id)
        if said is not None:
            messages.success(request, said)
            return _to(request, decision_id)
    return shown.page(request, decision_id, **{name: form})


def _heard(standing: Standing, of_voice_id: UUID) -> Heard:
    found = next((each for each in standing.voices if each.voice.pk == of_voice_id), None)
    if found is None:
        raise NotFound
    return found


@in_network(Do.EDIT_ROOMS)
@require_GET
def voice(request: NetworkRequest, decision_id: UUID, of_voice_id: UUID) -> HttpResponse:
    return _voice_page(request, decision_id, of_voice_id)


def _voice_page(request: NetworkRequest, decision_id: UUID, of_voice_id: UUID, **slipped: Any) -> HttpResponse:
    """One voice: what it says, who gets a link, and stepping aside; for who runs it, and for who has that voice."""
    standing = queries.standing(request.actor, decision_id)
    heard = _heard(standing, of_voice_id)
    if not standing.is_open or not (standing.runs or heard.is_mine):
        raise NotFound
    context = {
        **room_frame(request),
        "standing": standing,
        "question": standing.question,
        "heard": heard,
        "voice": heard.voice,
        "forms": word_forms(standing, heard),
        "ask": AskForm(initial={"who": heard.voice.name if heard.voice.person_id else ""}),
        "interest": InterestForm(),
        "message": heard.voice.name,
        **slipped,
    }
    return render(request, "pages/initiatives/decision_voice.html", context, status=422 if slipped else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def say(request: NetworkRequest, decision_id: UUID, of_voice_id: UUID) -> HttpResponse:
    standing = queries.standing(request.actor, decision_id)
    heard = _heard(standing, of_voice_id)
    made = word_forms(standing, heard, request.POST)
    if all([form.is_valid() for _key, form in made]):  # noqa: C419 - every form tells its own slips
        try:
            if kept_all(made, lambda: saying.say(request.actor, of_voice_id, words_of(made))):
                messages.success(request, _("Your word stands. You can change it until it is closed."))
                return _to(request, decision_id)
        except Conflict:
            messages.error(request, _("It was closed in the meantime, so this was not kept."))
            return _to(request, decision_id)
    if heard.is_mine:
        mine = [(each, made if each.voice.pk == of_voice_id else word_forms(standing, each)) for each in standing.mine]
        return shown.page(request, decision_id, mine=mine)
    return _voice_page(request, decision_id, of_voice_id, forms=made)


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_back(request: NetworkRequest, decision_id: UUID, of_voice_id: UUID) -> HttpResponse:
    saying.take_back(request.actor, of_voice_id)
    messages.success(request, _("Taken back: it is as if nothing was said."))
    return _to(request, decision_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def ask(request: NetworkRequest, decision_id: UUID, of_voice_id: UUID) -> HttpResponse:
    form = AskForm(request.POST)
    if form.is_valid():
        who = meant(request.actor, form, "who", kind="person")
        if who and (sent := kept(form, lambda: running.ask(request.actor, decision_id, of_voice_id, who.id))):
            messages.success(request, _("Sent to %(name)s") % {"name": sent.name})
            return _to(request, decision_id)
    return _voice_page(request, decision_id, of_voice_id, ask=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def step_aside(request: NetworkRequest, decision_id: UUID, of_voice_id: UUID) -> HttpResponse:
    form = InterestForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["interest"]
        if kept(form, lambda: running.step_aside(request.actor, decision_id, of_voice_id, text)):
            messages.success(request, _("This voice is not counted; why stands with it."))
            return _to(request, decision_id)
    return _voice_page(request, decision_id, of_voice_id, interest=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def step_in(request: NetworkRequest, decision_id: UUID, of_voice_id: UUID) -> HttpResponse:
    running.step_in(request.actor, decision_id, of_voice_id)
    messages.success(request, _("This voice counts again."))
    return _to(request, decision_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remind(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    n = running.remind(request.actor, decision_id)
    told = ngettext("One letter was sent.", "%(n)s letters were sent.", n) % {"n": n}
    messages.success(request, told if n else _("Nobody to write to: reminded today already, or no e-mail address."))
    return _to(request, decision_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def move(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    form = DayForm(request.POST, auto_id="move_%s")

    def write() -> str:
        running.move(request.actor, decision_id, form.cleaned_data["due_on"])
        return _("The last day has moved.")

    return _turned(request, decision_id, form, "move", write)  # type: ignore[no-any-return]


@in_network(Do.EDIT_ROOMS)
@require_POST
def amend(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    form = shown.amend_form(queries.standing(request.actor, decision_id), request.POST)

    def write() -> str:
        given = form.cleaned_data
        meets = [UUID(each) for each in given["meets"]]
        wish = Amended(proposal=given["proposal"], options=form.became(), meets=meets, how=given["how"])
        found = running.amend(request.actor, decision_id, wish)
        return _("Round %(n)s has begun. Everybody with a voice gets a letter.") % {"n": found.round}

    return _turned(request, decision_id, form, "amend", write)  # type: ignore[no-any-return]


@in_network(Do.EDIT_ROOMS)
@require_POST
def decide(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    form = shown.verdict_form(queries.standing(request.actor, decision_id), request.POST)

    def write() -> str:
        given = form.cleaned_data
        verdict = Verdict(
            decided=given["decided"],
            explanation=given["explanation"],
            option=UUID(given["option"]) if given["option"] else None,
            is_within=not given["is_beyond"],
        )
        closing.decide(request.actor, decision_id, verdict)
        return _("Your word stands. Close it once everything is there.")

    return _turned(request, decision_id, form, "verdict", write)  # type: ignore[no-any-return]


@in_network(Do.EDIT_ROOMS)
@require_POST
def close(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    form = CloseForm(request.POST)

    def write() -> str:
        closing.close(request.actor, decision_id, **form.cleaned_data)
        return _("Closed. Everybody with a voice hears the outcome.")

    return _turned(request, decision_id, form, "close", write)  # type: ignore[no-any-return]


@in_network(Do.EDIT_ROOMS)
@require_POST
def word(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    form = CloseForm(request.POST)

    def write() -> str:
        closing.word_outcome(request.actor, decision_id, **form.cleaned_data)
        return _("Kept as you put it.")

    return _turned(request, decision_id, form, "close", write)  # type: ignore[no-any-return]


@in_network(Do.EDIT_ROOMS)
@require_POST
def call_off(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    form = WhyForm(request.POST, auto_id="call_off_%s")

    def write() -> str:
        closing.call_off(request.actor, decision_id, form.cleaned_data["why"])
        return _("Called off, with the reason.")

    return _turned(request, decision_id, form, "call_off", write)  # type: ignore[no-any-return]


@in_network(Do.EDIT_ROOMS)
@require_POST
def follow_up(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    actor = request.actor
    form = PromiseForm(request.POST, auto_id="promise_%s")
    who = meant(actor, form, "who") if form.is_valid() else None

    def write() -> str:
        if who is None:
            return None  # type: ignore[return-value]
        given, found = form.cleaned_data, queries.question(actor, decision_id)
        wish = Promise(
            what=given["what"],
            person=who.id if who.kind == "person" else None,
            party=who.id if who.kind == "party" else None,
            due_on=given["due_on"],
            initiative=found.initiative_id,
            hours=given["hours"],
            means=given["means"],
            reminds=given["reminds"],
        )
        closing.follow_up(actor, decision_id, wish)
        return _("Written down. It stands among the commitments too.")

    return _turned(request, decision_id, form, "promise", write)  # type: ignore[no-any-return]


@in_network(Do.EDIT_ROOMS)
@require_POST
def anew(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    made = drafting.put_anew(request.actor, decision_id)
    messages.success(request, _("A new question, which follows the old one. Look at it before you open it."))
    return redirect("web:edit_question", networks.network(request.actor).slug, made.pk)


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def show(request: NetworkRequest, decision_id: UUID) -> HttpResponse:
    form = ShowForm(request.POST)
    if not form.is_valid():
        messages.error(request, worded("unknown_choice"))
        return _to(request, decision_id)
    is_public = request.POST.get("do") == "show"
    closing.show(request.actor, decision_id, Shown(is_public, tuple(form.cleaned_data["parts"])))
    told = (
        _("It stands on the public page, once that is public itself.")
        if is_public
        else _("Outsiders do not see it any more.")
    )
    messages.success(request, told)
    return _to(request, decision_id)


AT = "initiatives/decisions/<uuid:decision_id>/"
VOICE = f"{AT}voices/<uuid:of_voice_id>/"
urlpatterns = [
    path(f"{AT}remind/", remind, name="remind_question"),
    path(f"{AT}move/", move, name="move_question"),
    path(f"{AT}amend/", amend, name="amend_question"),
    path(f"{AT}decide/", decide, name="decide_question"),
    path(f"{AT}close/", close, name="close_question"),
    path(f"{AT}outcome/", word, name="word_outcome"),
    path(f"{AT}call-off/", call_off, name="call_off_question"),
    path(f"{AT}follow-up/", follow_up, name="follow_up_question"),
    path(f"{AT}anew/", anew, name="put_question_anew"),
    path(f"{AT}show/", show, name="show_decision"),
    path(VOICE, voice, name="decision_voice"),
    path(f"{VOICE}say/", say, name="say_position"),
    path(f"{VOICE}take-back/", take_back, name="take_back_position"),
    path(f"{VOICE}ask/", ask, name="ask_voice"),
    path(f"{VOICE}aside/", step_aside, name="voice_aside"),
    path(f"{VOICE}in/", step_in, name="voice_in"),
]
