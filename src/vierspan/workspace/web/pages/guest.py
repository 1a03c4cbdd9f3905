"""The page behind a guest's personal link: no account. Opening it changes nothing, also when a mail scanner does."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions.meeting import answering, calendar, tokens
from vierspan.workspace.conditions.meeting.answering import Opened
from vierspan.workspace.conditions.meeting.calendar import Entry
from vierspan.workspace.conditions.meeting.errors import GatheringOver
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.by_link import chosen_language, speak, unkept
from vierspan.workspace.web.forms.gatherings import ANSWERS, PULSE, PULSE_SCALE, VOTES, AnswerForm
from vierspan.workspace.web.pages.conditions_gathering_calendar import calendar_file

Page = Callable[..., HttpResponse]


def by_link(view: Page) -> Page:
    """With what the link opens, in the language chosen here, else of the letter; never kept or found."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            opened = _opened(request, token)
            reply = view(request, token, opened, **kwargs)
        except NotFound:
            reply = render(request, "pages/answer/missing.html", status=404)
        except GatheringOver:
            reply = redirect("web:guest", token=token)
        return unkept(reply)

    return open_to_all(guarded)


def _opened(request: HttpRequest, token: str) -> Opened:
    opened = answering.opened(token)
    speak(request, chosen_language(request) or opened.guest.language)
    return opened


@by_link
@require_GET
def guest(request: HttpRequest, token: str, opened: Opened) -> HttpResponse:
    return _page(request, token, opened)


def _page(request: HttpRequest, token: str, opened: Opened, *, status: int = 200, **more: Any) -> HttpResponse:
    first = {"brings": opened.guest.brings, "needs": opened.guest.needs}
    shown = {
        "opened": opened,
        "guest": opened.guest,
        "plan": opened.plan,
        "gathering": opened.gathering,
        "answers": ANSWERS,
        "votes": VOTES,
        "asked": request.GET.get("says", ""),
        "form": AnswerForm(initial=first),
        "questions": [(key, label, getattr(opened.pulse, key, None)) for key, label in PULSE],
        "scale": PULSE_SCALE,
        "at": {name: reverse(f"web:guest_{name}", args=[token]) for name in ("answer", "dates", "here", "pulse")},
        "event_at": reverse("web:guest_event", args=[token]),
        "feed_at": reverse("web:guest_feed", args=[token]),
    }
    return render(request, "pages/gatherings/guest.html", shown | more, status=status)


def _back(token: str, at: str = "") -> HttpResponse:
    reply = redirect("web:guest", token=token)
    reply["Location"] += f"?kept={at}" if at else ""
    return reply


@by_link
@require_POST
def answer(request: HttpRequest, token: str, opened: Opened) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        slip = worded("say_yes_or_no") if "says" in form.errors else ""
        return _page(request, token, opened, status=422, form=form, slip=slip)
    given = form.cleaned_data
    more = {key: given[key] for key in ("brings", "needs") if key in request.POST}
    answering.answer(token, given["says"], **more)
    return _back(token, "answer")


@by_link
@require_POST
def dates(request: HttpRequest, token: str, opened: Opened) -> HttpResponse:
    votes = {
        option.pk: request.POST[key] for option, _said in opened.options if (key := f"on-{option.pk}") in request.POST
    }
    try:
        answering.vote(token, votes)
    except Invalid as slip:
        return _page(request, token, opened, status=422, slip=worded(slip.reason))
    return _back(token, "dates")


@by_link
@require_POST
def here(request: HttpRequest, token: str, opened: Opened) -> HttpResponse:
    answering.check_in(token)
    return _back(token, "here")


@by_link
@require_POST
def pulse(request: HttpRequest, token: str, opened: Opened) -> HttpResponse:
    values = {key: int(request.POST[key]) for key, _label in PULSE if request.POST.get(key, "").isdecimal()}
    try:
        answering.say_afterwards(token, values, request.POST.get("line", ""))
    except Invalid as slip:
        return _page(request, token, opened, status=422, slip=worded(slip.reason))
    return _back(token, "pulse")


@by_link
@require_GET
def event(request: HttpRequest, token: str, opened: Opened) -> HttpResponse:
    if calendar.day_of(opened.plan) is None:
        raise NotFound
    entry = Entry(plan=opened.plan, link=tokens.guest_link(token))
    return calendar_file(calendar.published([entry]), "event.ics")


@by_link
@require_POST
def feed(request: HttpRequest, token: str, opened: Opened) -> HttpResponse:
    """A calendar address of one's own, shown once."""
    return _page(request, token, opened, feed=tokens.feed_link(answering.subscribe(token)))


urlpatterns = [
    path("g/<str:token>/", guest, name="guest"),
    path("g/<str:token>/answer/", answer, name="guest_answer"),
    path("g/<str:token>/dates/", dates, name="guest_dates"),
    path("g/<str:token>/here/", here, name="guest_here"),
    path("g/<str:token>/after/", pulse, name="guest_pulse"),
    path("g/<str:token>/event.ics", event, name="guest_event"),
    path("g/<str:token>/calendar/", feed, name="guest_feed"),
]
