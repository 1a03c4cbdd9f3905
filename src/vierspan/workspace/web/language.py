"""In which language somebody reads: what they chose, else what their browser asks for, else Dutch."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from vierspan.workspace.web.headers import Reply

COOKIE = settings.LANGUAGE_COOKIE_NAME
OFFERED = frozenset(code for code, _ in settings.LANGUAGES)


def language_for(request: HttpRequest) -> str:
    """The account's choice before the browser's: it goes along to every device."""
    if request.user.is_authenticated:
        return request.user.language
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in OFFERED else translation.get_language_from_request(request)


def chosen_language(reply: Reply) -> Reply:
    def in_language(request: HttpRequest) -> HttpResponseBase:
        language = language_for(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = reply(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return in_language
