"""Personal links: only the hash of what stands in a letter is kept."""

import hashlib
import secrets
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.meeting.models import Feed, Guest, Key

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike on a screen across the room
CODE_LENGTH = 6


def new_key(guest: Guest) -> str:
    token = secrets.token_urlsafe(24)
    Key.objects.create(network_id=guest.network_id, guest=guest, token_hash=hashed(token))
    return token


def guest_of(token: str) -> Guest:
    """Whom the link was sent to; NotFound where it was taken back."""
    rows = Key.objects.of_token(hashed(token)).select_related(
        "guest__gathering__initiative", "guest__gathering__organiser", "guest__person__party", "guest__network"
    )
    key = rows.first()
    if key is None or key.guest.withdrawn:
        raise NotFound
    return key.guest


def new_feed(network_id: UUID, person_id: UUID) -> str:
    """A new calendar address of this person; the one before it ends."""
    Feed.objects.of(network_id).filter(person=person_id).delete()
    token = secrets.token_urlsafe(24)
    Feed.objects.create(network_id=network_id, person_id=person_id, token_hash=hashed(token), made_on=clock.today())
    return token


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def guest_link(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('web:guest', args=[token])}"


def feed_link(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('web:calendar_feed', args=[token])}"


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
