"""What ties a personal link to an invitation and to a response while a round runs, all from the round's secret.

Without the secret none of the three can be worked out from another. Closing destroys it.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Protocol
from uuid import UUID

ROUND_BYTES, PROOF_BYTES = 16, 23  # together a number of threes, so that base 64 needs no padding


class Asking(Protocol):
    """A round of questions, as far as keys go."""

    pk: UUID
    secret: str


class Asked(Protocol):
    """An invitation to it."""

    pk: UUID


def new_secret() -> str:
    return secrets.token_hex(32)


def token(of: Asking, invitation: Asked) -> str:
    """The token in the link of this invitation: the same in every letter, and kept nowhere."""
    return urlsafe_b64encode(of.pk.bytes + _mac(of.secret, "link", invitation.pk.hex)[:PROOF_BYTES]).decode()


def round_of(given: str) -> UUID | None:
    """Which round a token is of; None where it cannot be a token."""
    try:
        raw = urlsafe_b64decode(given.encode())
    except ValueError:
        return None
    return UUID(bytes=raw[:ROUND_BYTES]) if len(raw) == ROUND_BYTES + PROOF_BYTES else None


def hashed(given: str) -> str:
    return hashlib.sha256(given.encode()).hexdigest()


def response_key(of: Asking, given: str) -> str:
    return _mac(of.secret, "response", given).hex()


def own_key(secret: str, user_id: object) -> str:
    """Whose card or dots these are, told only to who holds the secret of the board."""
    return _mac(secret, "board", str(user_id)).hex()


def _mac(secret: str, purpose: str, about: str) -> bytes:
    if not secret:
        raise ValueError("The secret has been destroyed.")
    return hmac.new(secret.encode(), f"{purpose}:{about}".encode(), hashlib.sha256).digest()
