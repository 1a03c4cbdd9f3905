"""Behind the link of a letter about an opportunity: is your party interested, would you introduce? No account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.horizon.opportunities.actions import asking, doors, framing
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.opportunities import ANSWERS, AnswerForm
from vierspan.workspace.web.keeping import kept

DONE = ("initiative", "let_go")


@by_link(framing.PURPOSE)
@require_GET
def interest(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    row = asking.asked_by(link)
    form = AnswerForm(initial={key: getattr(row, key) for key in ("brings", "remark", "reason")})
    return _page(request, token, row, form)


def _page(request: HttpRequest, token: str, row: Any, form: AnswerForm) -> HttpResponse:
    shown = {
        "row": row,
        "found": row.opportunity,
        "network": row.network,
        "form": form,
        "answers": ANSWERS,
        "token": token,
        "is_over": row.opportunity.stage in DONE,
    }
    return render(request, "pages/horizon/interest_link.html", shown, status=422 if form.errors else 200)


@by_link(framing.PURPOSE)
@require_POST
def answer_interest(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    form = AnswerForm(request.POST)
    try:
        if form.is_valid() and kept(form, lambda: asking.answer(link, form.answer())):
            reply = redirect("web:interest", token)
            reply["Location"] += "?kept=1"
            return reply
    except Conflict:  # it is over by now: the page says so
        return redirect("web:interest", token)
    return _page(request, token, asking.asked_by(link), form)


@by_link(doors.PURPOSE)
@require_GET
def door(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    row = doors.asked_by(link)
    shown = {"row": row, "found": row.opportunity, "network": row.network, "token": token}
    return render(request, "pages/horizon/door_link.html", shown)


@by_link(doors.PURPOSE)
@require_POST
def answer_door(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    if request.POST.get("says") in ("yes", "no"):
        doors.answer(link, request.POST["says"])
    reply = redirect("web:door", token)
    reply["Location"] += "?kept=1"
    return reply


urlpatterns = [
    path("link/interest/<str:token>/", interest, name="interest"),
    path("link/interest/<str:token>/answer/", answer_interest, name="answer_interest"),
    path("link/door/<str:token>/", door, name="door"),
    path("link/door/<str:token>/answer/", answer_door, name="answer_door"),
]
