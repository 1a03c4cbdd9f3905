"""Pages behind a personal link, without an account. Opening one changes nothing, also when a mail scanner does."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.web.access import open_to_all
from vierspan.workspace.web.language import COOKIE

Page = Callable[..., HttpResponse]


def by_link(purpose: str) -> Callable[[Page], Page]:
    """The view gets (request, token, link), in the language chosen here, else of the letter; never kept or found.

    A link that does not count (any more) is answered with one and the same page, which says nothing about why.
    """

    def guard(view: Page) -> Page:
        @wraps(view)
        def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
            try:
                link = keys.opened(token, purpose)
                speak(request, chosen_language(request) or link.language)
                reply = view(request, token, link, **kwargs)
            except NotFound:
                reply = render(request, "pages/answer/missing.html", status=404)
            return unkept(reply)

        return open_to_all(guarded)

    return guard


def unkept(reply: HttpResponse) -> HttpResponse:
    """Never kept by a browser or found by a search engine."""
    reply.headers["Cache-Control"] = "no-store"
    reply.headers["X-Robots-Tag"] = "noindex, nofollow"
    return reply


def chosen_language(request: HttpRequest) -> str:
    """The language that was chosen here; empty where the letter's counts."""
    is_chosen = request.user.is_authenticated or COOKIE in request.COOKIES
    return (translation.get_language() or "") if is_chosen else ""


def speak(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = language
