"""The page behind a personal link of a round of questions: the sheet, in the right language, never kept or found."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.reflection.errors import RoundClosed
from vierspan.workspace.leadership.questions import answering
from vierspan.workspace.leadership.questions.answering import Sheet
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.by_link import chosen_language, speak, unkept
from vierspan.workspace.web.questionnaire import Asked, Named, Screen, given, minutes, screens

Page = Callable[..., HttpResponse]


def by_link(view: Page) -> Page:
    """The view gets (request, token, sheet), in the language chosen here, else that of the letter."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            sheet = _opened(request, token)
            reply = _shut(request, sheet) if sheet.is_closed else _open(request, token, sheet, **kwargs)
        except NotFound:
            reply = render(request, "pages/answer/missing.html", status=404)
        return unkept(reply)

    def _open(request: HttpRequest, token: str, sheet: Sheet, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, token, sheet, **kwargs)
        except RoundClosed:  # in the meantime
            return _shut(request, sheet)

    return open_to_all(guarded)


def _opened(request: HttpRequest, token: str) -> Sheet:
    sheet = answering.opened(token, chosen_language(request))
    speak(request, sheet.language)
    return sheet


def _shut(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What comes too late is not taken, and the reply says so to programs too."""
    status = 409 if request.method == "POST" else 200
    return render(request, "pages/lead/closed.html", {"sheet": _named(sheet)}, status=status)


def asked(sheet: Sheet) -> Asked:
    return Asked(
        kind=sheet.kind,
        language=sheet.language,
        about=sheet.about.name if sheet.about else "",
        roster=tuple(Named(str(each.pk), each.name, each.party.name if each.party else "") for each in sheet.roster),
        answers=sheet.answers,
    )


def _named(sheet: Sheet) -> dict[str, str]:
    """What stands at the top of every page: the network, and what it is about, without a name."""
    titles = {
        "about": _("How somebody leads"),
        "everyone": _("Who takes the lead"),
        "need": _("What the network needs"),
    }
    return {"network": sheet.network, "title": titles[sheet.kind]}


def filled_in(sheet: Sheet, form: QueryDict) -> dict[str, int]:
    """What this form says; what was said before is kept beside it."""
    return given(screens(asked(sheet)), form)


def shown(sheet: Sheet, token: str) -> dict[str, Any]:
    """What every page of a sheet shows."""
    what = asked(sheet)
    pages = screens(what)
    return {
        "sheet": _named(sheet),
        "kind": sheet.kind,
        "voice": sheet.voice,
        "intro": sheet.round.intro,
        "intro_language": sheet.round.language,
        "about": what.about,
        "agrees": sheet.agrees,
        "k": sheet.round.k,
        "closes_on": sheet.round.closes_on,
        "is_in": sheet.is_handed_in,
        "has_begun": bool(sheet.answers),
        "pages": pages,
        "first": first_open(pages),
        "last": pages[-1].key,
        "minutes": minutes(what),
        "address": reverse("web:lead_answer", kwargs={"token": token}),
    }


def first_open(pages: Sequence[Screen]) -> str:
    """The first screen on which something is still open; the first of all when nothing is."""
    return next((page.key for page in pages if page.said < len(page.lines)), pages[0].key)
