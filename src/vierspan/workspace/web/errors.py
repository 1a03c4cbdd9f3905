"""Domain errors as pages: each kind is turned into a reply here and nowhere else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vierspan.workspace.common.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from vierspan.workspace.common.reasons import worded

ErrorPage = Callable[[HttpRequest, DomainError], HttpResponse]


def _page(request: HttpRequest, name: str, status: int, reason: str = "") -> HttpResponse:
    return render(request, f"pages/errors/{name}.html", {"reason": reason}, status=status)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "missing", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "forbidden", 403, worded(getattr(exception, "reason", "")))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "bad_request", 400, worded(getattr(exception, "reason", "")))


def conflict(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "conflict", 409)


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, "broken", 500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stood open too long, or came from elsewhere."""
    return _page(request, "stale_form", 403)


PAGES: dict[type[DomainError], ErrorPage] = {
    NotFound: missing,
    NotAllowed: forbidden,
    Conflict: conflict,
    Invalid: bad_request,
}


class domain_errors:  # noqa: N801 - middleware is named as what it does
    """Middleware: a domain error that a page did not catch becomes the page for its kind."""

    def __init__(self, reply: Callable[[HttpRequest], HttpResponse]) -> None:
        self.reply = reply

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.reply(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        for kind, page in PAGES.items():
            if isinstance(exception, kind):
                return page(request, exception)
        return None
