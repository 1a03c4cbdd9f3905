"""Who asks: a program with a token, or somebody signed in with a browser."""

from django.http import HttpRequest
from django.utils import translation
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import User


class Token(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The token's owner. One that no longer counts is refused, whatever session comes with it."""
        user = tokens.owner(token)
        if user is None:
            raise AuthenticationError
        request.user = user
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        return user
