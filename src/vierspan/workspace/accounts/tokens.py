"""Keys with which a program asks in somebody's name; only their hash and last letters are kept."""

import hashlib
import secrets
from uuid import UUID

from vierspan.workspace.accounts.models import ApiToken, User
from vierspan.workspace.common import clock, text
from vierspan.workspace.common.errors import NotFound

LETTERS_KEPT = 4  # of the 43: enough to tell one's keys apart, far too few to guess the rest


def make(user: User, *, name: str) -> str:
    """A new key; it is shown once and cannot be read back."""
    token = secrets.token_urlsafe(32)
    ApiToken.objects.create(
        user=user, name=text.tidy(name)[:80], token_hash=_hashed(token), ending=token[-LETTERS_KEPT:]
    )
    return token


def listed(user: User) -> list[ApiToken]:
    """Their keys that still count, the newest first."""
    return list(ApiToken.objects.filter(user=user, revoked=None).order_by("-created"))


def one(user: User, token_id: UUID) -> ApiToken:
    """One of their own keys that still counts."""
    kept = ApiToken.objects.filter(user=user, pk=token_id, revoked=None).first()
    if kept is None:
        raise NotFound
    return kept


def owner(token: str) -> User | None:
    """Whose key it is, when it still counts."""
    kept = ApiToken.objects.select_related("user").filter(token_hash=_hashed(token), revoked=None).first()
    return kept.user if kept and kept.user.is_active else None


def revoke(user: User, token_id: UUID) -> None:
    """End one of their own keys, at once."""
    kept = one(user, token_id)
    kept.revoked = clock.now()
    kept.save(update_fields=["revoked"])


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
