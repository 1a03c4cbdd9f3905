"""How allauth behaves here."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

# Without letters and figures that look alike.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
CODE_LENGTH = 8


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by mailed code only; allauth's own notices stay away, our pages say what happened."""

    def generate_login_code(self) -> str:
        return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows says it."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {"base_url": settings.BASE_URL, **context})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An account comes from the first code, never from allauth's form with a password."""
        return False
