"""Signing in by a mailed code or link, on top of allauth; the code works only in the browser that asked for it."""

import hmac
from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vierspan.workspace.accounts import actions
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common.errors import DomainError, NotFound

DEMO_SALT = "vierspan.demo-link"
DEMO_LINK_SECONDS = 24 * 3600


class TooManyCodes(DomainError):
    """So many codes were asked for that the next has to wait."""


class CodeOver(DomainError):
    """The code was used, tried too often, older than ten minutes, or asked for in another browser."""


class WrongCode(DomainError):
    """Not the code that was mailed; there are attempts left."""


def ask(request: HttpRequest, email: str, *, language: str) -> None:
    """Mail a code to this address; known and unknown addresses are treated alike."""
    email = email.strip().lower()
    if not ratelimit.consume(request, action="request_login_code", key=email):
        raise TooManyCodes
    user = actions.account_of(email, language=language)
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=email)


def _pending(request: HttpRequest) -> LoginCodeVerificationProcess | None:
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return LoginCodeVerificationProcess.resume(stage) if stage else None


def pending_address(request: HttpRequest) -> str | None:
    """To which address this browser's code went; None when no code is waited for."""
    process = _pending(request)
    return str(process.state["email"]) if process else None


def enter(request: HttpRequest, code: str, *, then: str) -> HttpResponse:
    """Sign in with the code and go on to `then`, by way of a second factor when the account has one."""
    process = _pending(request)
    if process is None:
        raise CodeOver
    if not hmac.compare_digest(_plain(code), _plain(process.code)):
        raise WrongCode if process.record_invalid_attempt() else CodeOver
    response: HttpResponse = process.finish(then)
    return response


def _plain(code: str) -> str:
    """As typed, without the spaces, hyphens and small letters that people and mail programs add."""
    return "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())


def leave(request: HttpRequest) -> None:
    logout(request)


@dataclass(frozen=True, slots=True)
class DemoLink:
    """The way into the demo for who started it on this machine."""

    token: str

    @property
    def address(self) -> str:
        return f"{settings.BASE_URL}{reverse('web:demo')}?{urlencode({'token': self.token})}"


def demo_link(user: User, slug: str) -> DemoLink:
    """A link that opens the demo network of this slug once; only a site that runs as demo makes one."""
    if not settings.DEMO:
        raise NotFound
    return DemoLink(signing.dumps([str(user.id), slug], salt=DEMO_SALT))


def open_demo(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in as the demo's co-ordinator, and go to what asks attention there today."""
    if not settings.DEMO:
        raise NotFound
    try:
        user_id, slug = signing.loads(token, salt=DEMO_SALT, max_age=DEMO_LINK_SECONDS)
    except signing.BadSignature as slip:
        raise CodeOver from slip
    user = User.objects.filter(pk=user_id).first()
    if user is None or not cache.add(f"demo-link-{token}"[-200:], "used", DEMO_LINK_SECONDS):
        raise CodeOver
    today = reverse("web:today", kwargs={"slug": slug})
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=today))
    return response
