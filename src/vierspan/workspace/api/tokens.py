"""Who asks: somebody signed in with a browser, or a program with a token."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import User


class Token(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = tokens.owner(token)
        if user is not None:
            request.user = user
        return user
