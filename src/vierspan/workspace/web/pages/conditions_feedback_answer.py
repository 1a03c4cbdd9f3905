"""Answering a question for feedback by a personal link, without an account. Opening it changes nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions.feedback import letters, queries
from vierspan.workspace.conditions.feedback.actions import asking
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.by_link import chosen_language, speak, unkept
from vierspan.workspace.web.forms.feedback import SayForm
from vierspan.workspace.web.pages.conditions_feedback import said_in

Page = Callable[..., HttpResponse]


def by_link(view: Page) -> Page:
    """With who was asked, in the language chosen here, else in that of the letter; never kept or found."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        try:
            asked = queries.asked_by_link(token)
            speak(request, chosen_language(request) or letters.language_of(asked.person))
            reply = view(request, token, asked)
        except NotFound:
            reply = render(request, "pages/answer/missing.html", status=404)
        except Conflict:
            reply = redirect("web:feedback_answer", token=token)
        return unkept(reply)

    return open_to_all(guarded)


@by_link
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str, asked: Any) -> HttpResponse:
    is_over = bool(asked.answered_on or asked.declined_on or asked.ask.closed_on)
    form = SayForm(None if is_over else request.POST or None, questions=asked.ask.questions)
    if request.method == "POST" and not is_over and form.is_valid():
        try:
            asking.answer(asked, said_in(form))
        except Invalid as slip:
            form.add_error(slip.field if slip.field in form.fields else None, worded(slip.reason))
        else:
            return redirect("web:feedback_answer", token=token)
    shown = {
        "eyebrow": asked.network.name,
        "lead": "" if is_over else _lead(asked),
        "asked": asked,
        "form": form,
        "is_over": is_over,
        "message": _message(asked),
        "token": token,
    }
    return render(request, "pages/conditions/feedback_link.html", shown, status=422 if form.errors else 200)


def _lead(asked: Any) -> str:
    names = {"subject": asked.ask.subject, "you": asked.person.name, "name": asked.ask.by.name}
    return _("It is about: %(subject)s. You answer as %(you)s; only %(name)s reads it.") % names


def _message(asked: Any) -> str:
    if asked.answered_on:
        return _("Thank you. Only %(name)s reads it.") % {"name": asked.ask.by.name}
    if asked.declined_on:
        return _("Noted, without a reason.")
    if asked.ask.closed_on:
        return _("This is no longer asked")
    return _("%(name)s asks for your feedback") % {"name": asked.ask.by.name}


@by_link
@require_POST
def not_now(request: HttpRequest, token: str, asked: Any) -> HttpResponse:
    asking.decline(asked)
    return redirect("web:feedback_answer", token=token)


urlpatterns = [
    path("feedback/<str:token>/", answer, name="feedback_answer"),
    path("feedback/<str:token>/not-now/", not_now, name="feedback_not_now"),
]
