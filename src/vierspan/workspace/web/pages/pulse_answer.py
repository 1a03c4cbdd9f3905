"""The page behind a personal link of the pulse: no account. Opening it changes nothing, also when a scanner does."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.conditions.reflection import answering
from vierspan.workspace.conditions.reflection.answering import CANNOT_JUDGE, HIGHEST, LOWEST, Said, Sheet
from vierspan.workspace.conditions.reflection.errors import RoundClosed
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.by_link import chosen_language, speak, unkept

Page = Callable[..., HttpResponse]


def by_link(view: Page) -> Page:
    """With the sheet of the link, in the language chosen here, else of the letter; never kept or found."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        try:
            reply = view(request, token, _opened(request, token))
        except NotFound:
            reply = render(request, "pages/answer/missing.html", status=404)
        except RoundClosed:
            reply = redirect("web:pulse_answer", token=token)
        return unkept(reply)

    return open_to_all(guarded)


def _opened(request: HttpRequest, token: str) -> Sheet:
    sheet = answering.opened(token, chosen_language(request))
    speak(request, sheet.language)
    return sheet


@by_link
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    if sheet.is_closed:
        return render(request, "pages/reflection/answer_closed.html", {"sheet": sheet}, status=_status(request))
    if request.method == "GET":
        return render(request, "pages/reflection/answer.html", _shown(sheet, token, sheet.said))
    said = _said(sheet, request.POST)
    missing = [each.key for each in sheet.questions if each.key not in said.answers]
    if len(missing) == len(sheet.questions) and not said.words:
        slip = _("You have not answered anything yet. Choose at least one, or say that you cannot judge.")
        return render(request, "pages/reflection/answer.html", _shown(sheet, token, said, slip), status=422)
    try:
        answering.hand_in(token, said)
    except Invalid:
        slip = _("Something went wrong with an answer. Look at what you chose.")
        return render(request, "pages/reflection/answer.html", _shown(sheet, token, said, slip), status=422)
    return redirect("web:pulse_thanks", token=token)


def _status(request: HttpRequest) -> int:
    """What comes too late is not taken, and the reply says so to programs too."""
    return 409 if request.method == "POST" else 200


@by_link
@require_POST
def keep(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    """What the page sends while somebody answers."""
    if sheet.is_closed:
        return HttpResponse(status=409)
    try:
        answering.keep(token, _said(sheet, request.POST))
    except RoundClosed:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@by_link
@require_GET
def thanks(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    if sheet.is_closed or not sheet.is_done:
        return redirect("web:pulse_answer", token=token)
    return render(request, "pages/reflection/answer_thanks.html", {"sheet": sheet, "address": _address(token)})


def _said(sheet: Sheet, given: QueryDict) -> Said:
    """What the form holds; what is no answer is left out, as if it was not touched."""
    allowed = {str(value): value for value in range(CANNOT_JUDGE, HIGHEST + 1)}
    chosen = {each.key: given.get(f"q-{each.key}", "") for each in sheet.questions}
    answers = {key: allowed[value] for key, value in chosen.items() if value in allowed}
    return Said(answers=answers, words=given.get("words", ""), may_show_words="summary" not in given)


def _shown(sheet: Sheet, token: str, said: Said, slip: str = "") -> dict[str, Any]:
    low, high = answering.scale(sheet.language)
    lines = [{"question": each, "value": said.answers.get(each.key)} for each in sheet.questions]
    return {
        "sheet": sheet,
        "address": _address(token),
        "lines": lines,
        "said": said,
        "slip": slip,
        "values": range(LOWEST, HIGHEST + 1),
        "cannot_judge": CANNOT_JUDGE,
        "low": low,
        "high": high,
        "answered": len(said.answers),
    }


def _address(token: str) -> str:
    return reverse("web:pulse_answer", kwargs={"token": token})


urlpatterns = [
    path("pulse/<str:token>/", answer, name="pulse_answer"),
    path("pulse/<str:token>/keep/", keep, name="pulse_keep"),
    path("pulse/<str:token>/thanks/", thanks, name="pulse_thanks"),
]
