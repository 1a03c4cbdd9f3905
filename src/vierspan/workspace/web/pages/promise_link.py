"""Saying how a promise stands by the link in a letter, without an account. Opening it changes nothing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.initiatives.promises import answering, letters
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.commitments import DoneForm, MoveForm, WhyForm
from vierspan.workspace.web.keeping import kept


@by_link(letters.PURPOSE)
@require_GET
def promise(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    return _page(request, token, link)


def _page(request: HttpRequest, token: str, link: Any, **slipped: forms.Form) -> HttpResponse:
    opened = answering.opened(link)
    parts = ("done", "move", "withdraw", "quiet")
    shown = {
        "link": link,
        "opened": opened,
        "row": opened.row,
        "done": DoneForm(initial={"on": clock.today()}),
        "move": MoveForm(),
        "withdraw": WhyForm(auto_id="withdraw_%s"),
        "at": {part: reverse(f"web:promise_{part}", args=[token]) for part in parts},
    }
    return render(request, "pages/initiatives/promise_link.html", shown | slipped, status=422 if slipped else 200)


def _turned(request: HttpRequest, token: str, link: Any, form: forms.Form, name: str) -> HttpResponse:
    writes: dict[str, Callable[..., Any]] = {
        "done": answering.deliver,
        "move": answering.move,
        "withdraw": answering.withdraw,
    }
    try:
        if form.is_valid() and kept(form, lambda: writes[name](link, **form.cleaned_data)):
            return redirect("web:promise", token=token)
    except Conflict:  # it was said already: here, by somebody else, or by a second press
        return redirect("web:promise", token=token)
    return _page(request, token, link, **{name: form})


@by_link(letters.PURPOSE)
@require_POST
def done(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    return _turned(request, token, link, DoneForm(request.POST), "done")


@by_link(letters.PURPOSE)
@require_POST
def move(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    return _turned(request, token, link, MoveForm(request.POST), "move")


@by_link(letters.PURPOSE)
@require_POST
def withdraw(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    return _turned(request, token, link, WhyForm(request.POST, auto_id="withdraw_%s"), "withdraw")


@by_link(letters.PURPOSE)
@require_POST
def quiet(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    """No more letters about this one."""
    answering.be_quiet(link)
    return redirect("web:promise", token=token)


AT = "link/promise/<str:token>/"
urlpatterns = [
    path(AT, promise, name="promise"),
    path(f"{AT}done/", done, name="promise_done"),
    path(f"{AT}move/", move, name="promise_move"),
    path(f"{AT}withdraw/", withdraw, name="promise_withdraw"),
    path(f"{AT}quiet/", quiet, name="promise_quiet"),
]
