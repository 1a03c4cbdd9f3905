"""The page behind a personal link: no account. Opening it changes nothing, also when a mail scanner does."""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.surveys import answering
from vierspan.workspace.directory.surveys.errors import SurveyClosed
from vierspan.workspace.directory.surveys.sheet import Sheet
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.answering import cells as kept
from vierspan.workspace.web.answering import course, forms, own, questions, shown
from vierspan.workspace.web.answering.said import said
from vierspan.workspace.web.by_link import chosen_language, speak, unkept

Page = Callable[..., HttpResponse]
WORKER = "vierspan/answer-worker.js"


def by_link(view: Page) -> Page:
    """With the sheet of the link, in the language chosen here, else of the letter; never kept or found."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            sheet = _opened(request, token)
            reply = view(request, token, sheet, **kwargs)
        except NotFound:
            reply = render(request, "pages/answer/missing.html", status=404)
        except SurveyClosed:
            reply = _closed(request, token)
        return unkept(reply)

    return open_to_all(guarded)


def _opened(request: HttpRequest, token: str) -> Sheet:
    sheet = answering.opened(token, chosen_language(request))
    speak(request, sheet.language)
    return sheet


def _closed(request: HttpRequest, token: str) -> HttpResponse:
    if _is_script(request):
        return JsonResponse({"closed": True}, status=409)
    return redirect("web:answer", token=token)


def _is_script(request: HttpRequest) -> bool:
    return request.content_type == "application/json"


@by_link
@require_GET
def start(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    if sheet.is_closed:
        page = own.own(answering.own_page(token, sheet.language))
        return render(request, "pages/answer/own.html", {**shown.frame(sheet, _address(token)), **page})
    if not sheet.roster:
        return render(request, "pages/answer/nobody.html", shown.frame(sheet, _address(token)))
    return render(request, "pages/answer/start.html", shown.start(sheet, _address(token)))


@by_link
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, token: str, sheet: Sheet, step: str) -> HttpResponse:
    if sheet.is_closed or not sheet.roster:
        return redirect("web:answer", token=token)
    known = {each.id: each for each in questions.steps(sheet)}
    if step not in (*known, questions.CHECK):
        raise NotFound
    if request.method == "POST" and step in known:
        return _next(request, token, sheet, step)
    return render(request, "pages/answer/step.html", shown.step(sheet, kept.cells_of(sheet), step, _address(token)))


def _address(token: str) -> str:
    return reverse("web:answer", kwargs={"token": token})


def _next(request: HttpRequest, token: str, sheet: Sheet, at: str) -> HttpResponse:
    """Keep what the form of this step holds, and go on or back."""
    given = forms.cells_from(sheet, at, request.POST)
    counting, _before = kept.keep(token, kept.read_cells(sheet, given))
    by = -1 if request.POST.get("go") == "back" else 1
    return redirect("web:answer_step", token=token, step=course.beside(sheet, counting, at, by) or at)


@by_link
@require_POST
def keep(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    """What the script of the page sends while somebody answers."""
    sent = _sent(request)
    if sent.get("edition") != kept.edition(sheet):
        return JsonResponse({"edition": kept.edition(sheet)}, status=409)
    counting, before = kept.keep(token, kept.read_cells(sheet, sent.get("cells")))
    return JsonResponse({"cells": counting, "before": before})


@by_link
@require_POST
def hand_in(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    if not _is_script(request):
        if request.POST.get("go") == "back":
            back = course.beside(sheet, kept.cells_of(sheet), questions.CHECK, -1)
            return redirect("web:answer_step", token=token, step=back or questions.CHECK)
        answering.hand_in(token, said(sheet, kept.cells_of(sheet)), "opted_in" in request.POST)
        return redirect("web:answer_done", token=token)
    sent = _sent(request)
    if sent.get("edition") != kept.edition(sheet):
        return JsonResponse({"edition": kept.edition(sheet)}, status=409)
    cells = kept.newest(kept.read_cells(sheet, sent.get("cells")), kept.cells_of(sheet))
    answering.hand_in(token, said(sheet, cells), sent.get("opted_in") is True)
    return JsonResponse({"next": reverse("web:answer_done", kwargs={"token": token})})


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except ValueError as error:
        raise Invalid("answers", "unknown_question") from error
    if not isinstance(sent, dict):
        raise Invalid("answers", "unknown_question")
    return sent


@by_link
@require_GET
def done(request: HttpRequest, token: str, sheet: Sheet) -> HttpResponse:
    if sheet.is_closed or not sheet.is_done:
        return redirect("web:answer", token=token)
    return render(request, "pages/answer/done.html", shown.start(sheet, _address(token)))


@open_to_all
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps an open page at hand; it may only serve pages under its own address."""
    found = finders.find(WORKER)
    if found is None:
        raise NotFound
    content = Path(found).read_bytes()
    reply = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    reply.headers["Cache-Control"] = "no-cache"
    return reply


urlpatterns = [
    path("answer/offline.js", worker, name="answer_worker"),
    path("answer/<str:token>/", start, name="answer"),
    path("answer/<str:token>/keep/", keep, name="answer_keep"),
    path("answer/<str:token>/hand-in/", hand_in, name="answer_hand_in"),
    path("answer/<str:token>/done/", done, name="answer_done"),
    path("answer/<str:token>/<str:step>/", step, name="answer_step"),
]
