"""Answering questions about leadership by a personal link, without an account. Opening it changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.leadership.questions import answering
from vierspan.workspace.leadership.questions.answering import Sheet
from vierspan.workspace.leadership.questions.items import EVERYONE
from vierspan.workspace.web.questionnaire import CHECK, beside, screens
from vierspan.workspace.web.questionnaire_link import asked, by_link, filled_in, first_open, shown

AT = "link/lead/<str:token>/"


@by_link
@require_GET
def start(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    return render(request, "pages/lead/start.html", shown(sheet, token))


@by_link
@require_POST
def agree(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    """Whether the others may say something of the one who answers; then on to the first screen."""
    if sheet.kind != EVERYONE or request.POST.get("agrees") not in ("yes", "no"):
        raise NotFound
    answering.agree(token, agrees=request.POST["agrees"] == "yes")
    return redirect("web:lead_screen", token=token, screen=first_open(screens(asked(sheet))))


@by_link
@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, token: str, sheet: Sheet, screen: str) -> HttpResponse:
    """One screen; what it holds is kept on the way to the next or back."""
    pages = screens(asked(sheet))
    keys = [page.key for page in pages]
    if screen not in keys:
        raise NotFound
    if request.method == "POST":
        answering.keep(token, filled_in(sheet, request.POST))
        by = -1 if request.POST.get("go") == "back" else 1
        return redirect("web:lead_screen", token=token, screen=beside(pages, screen, by))
    place = keys.index(screen)
    at = reverse("web:lead_screen", kwargs={"token": token, "screen": screen})
    more = {"screen": pages[place], "place": place + 1, "of": len(pages), "at": at}
    return render(request, "pages/lead/screen.html", shown(sheet, token) | more)


@by_link
@require_POST
def keep(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    """What the page sends while somebody answers."""
    answering.keep(token, filled_in(sheet, request.POST))
    return HttpResponse(status=204)


@by_link
@require_GET
def check(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    return _check(request, token, sheet)


def _check(request: HttpRequest, token: str, sheet: Sheet, slip: str = "") -> HttpResponse:
    context: dict[str, Any] = shown(sheet, token) | {"slip": slip}
    return render(request, "pages/lead/check.html", context, status=422 if slip else 200)


@by_link
@require_POST
def hand_in(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    if not any(line.is_judged for page in screens(asked(sheet)) for line in page.lines):
        slip = _("You have not answered anything yet. Choose at least one answer.")
        return _check(request, token, sheet, slip)
    answering.hand_in(token)
    return redirect("web:lead_done", token=token)


@by_link
@require_GET
def done(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    if not sheet.is_handed_in:
        return redirect("web:lead_answer", token=token)
    return render(request, "pages/lead/done.html", shown(sheet, token))


urlpatterns = [
    path(AT, start, name="lead_answer"),
    path(f"{AT}agree/", agree, name="lead_agree"),
    path(f"{AT}keep/", keep, name="lead_keep"),
    path(f"{AT}{CHECK}/", check, name="lead_check"),
    path(f"{AT}hand-in/", hand_in, name="lead_hand_in"),
    path(f"{AT}done/", done, name="lead_done"),
    path(f"{AT}<str:screen>/", screen, name="lead_screen"),
]
