"""What went wrong, as JSON: a code for programs and a message for people, in their language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from vierspan.workspace.common.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from vierspan.workspace.common.reasons import worded

STATUS: Mapping[type[DomainError], int] = {NotFound: 404, NotAllowed: 403, Conflict: 409, Invalid: 422}
FORBIDDEN = 403


def problem(status: int, code: str, message: str, fields: Iterable[Mapping[str, str]] = ()) -> HttpResponse:
    return JsonResponse({"code": code, "message": message, "fields": list(fields)}, status=status)


def refused(request: HttpRequest, error: Any) -> HttpResponse:
    """A domain said no."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    if isinstance(error, Invalid):
        message = worded(error.reason)
        known = [{"field": "knowing", "message": str(each.pk)} for each in getattr(error, "known", ())]
        return problem(status, error.reason, message, [{"field": error.field, "message": message}, *known])
    if isinstance(error, NotAllowed):
        return problem(status, error.reason, worded(error.reason))
    if isinstance(error, Conflict):
        return problem(status, "conflict", _("Somebody was before you: it is no longer as you saw it."))
    return missing(request, error)


def missing(request: HttpRequest, error: Any = None) -> HttpResponse:
    return problem(404, "not_found", _("This is not here, or not for you."))


def unknown(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(401, "not_signed_in", _("Send a token that still counts, or sign in."))


def unfit(request: HttpRequest, error: Any) -> HttpResponse:
    """What was sent does not have the form that the description asks for."""
    fields = [{"field": ".".join(str(part) for part in one["loc"]), "message": one["msg"]} for one in error.errors]
    return problem(422, "invalid", _("What was sent does not have the right form."), fields)


def other(request: HttpRequest, error: Any) -> HttpResponse:
    if error.status_code == FORBIDDEN:
        return problem(FORBIDDEN, "form_is_stale", _("This request does not come from a page of this site."))
    return problem(error.status_code, "bad_request", _("This request cannot be read."))


def say_errors(api: NinjaAPI) -> None:
    """Let every refusal of the API have the same form."""
    for kind, reply in (
        (DomainError, refused),
        (AuthenticationError, unknown),
        (ValidationError, unfit),
        (HttpError, other),
    ):
        api.add_exception_handler(kind, reply)
