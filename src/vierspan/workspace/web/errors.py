"""Domain errors as pages: each kind is turned into a reply here and nowhere else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.common.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound

REASONS = {
    "needs_lead": _("Only the leaders of this network can do that. Ask one of them."),
    "needs_lead_or_owner": _("Only who made this, or a leader of this network, can do that."),
    "needs_member": _("Only participants of this network can do that. Ask a leader to make you one."),
    "needs_observer": _("This is not open to guests. Ask a leader of this network for more."),
    "last_lead": _("A network needs at least one leader. Make somebody else a leader first."),
    "already_member": _("This person takes part already."),
    "already_invited": _("This person has an invitation already."),
    "invitation_over": _("This invitation is no longer valid. Ask for a new one."),
    "needs_name": _("Give the network a name."),
    "unknown_role": _("Choose one of the roles."),
    "out_of_range": _("Choose a number from 0 to 4."),
    "note_empty": _("Write what you did, in a few words."),
    "note_too_long": _("This note is too long. Keep it under 2,000 characters."),
    "day_in_future": _("This day has yet to come. Choose today or an earlier day."),
    "unknown_orientation": _("Choose one of the four orientations."),
    "day_not_in_future": _("Choose a day after today."),
    "reason_missing": _("Say in a few words why."),
    "file_too_large": _("This file is too large. Send at most 30 MB."),
    "file_unreadable": _("This file cannot be read as it is."),
}

ErrorPage = Callable[[HttpRequest, DomainError], HttpResponse]


def worded(reason: str) -> str:
    """A reason of the domain in the reader's language; the key itself when nobody worded it yet."""
    return str(REASONS.get(reason, reason))


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
