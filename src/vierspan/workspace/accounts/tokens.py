"""Keys with which a program asks in somebody's name; only their hash is kept."""

import hashlib
import secrets

from vierspan.workspace.accounts.models import ApiToken, User
from vierspan.workspace.common import clock, text


def make(user: User, *, name: str) -> str:
    """A new key; it is shown once and cannot be read back."""
    token = secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, name=text.tidy(name)[:80], token_hash=_hashed(token))
    return token


def owner(token: str) -> User | None:
    """Whose key it is, when it still counts."""
    kept = ApiToken.objects.select_related("user").filter(token_hash=_hashed(token), revoked=None).first()
    return kept.user if kept and kept.user.is_active else None


def revoke(user: User, *, name: str) -> None:
    """End every key of that name, at once."""
    ApiToken.objects.filter(user=user, name=name, revoked=None).update(revoked=clock.now())


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
