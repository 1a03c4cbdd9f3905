"""Making, opening and ending a personal link."""

import hashlib
import secrets
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse

from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Membership, Network


def made(
    network_id: UUID, purpose: str, subject: UUID, *, person: Person | None = None, good_until: date | None = None
) -> str:
    """A new link; what is given back stands in the letter and is kept nowhere. Earlier ones stay good."""
    token = secrets.token_urlsafe(24)
    language = language_of(person) if person else Network.objects.get(pk=network_id).language
    Link.objects.create(
        network_id=network_id,
        purpose=purpose,
        subject=subject,
        person=person,
        language=language,
        token_hash=_hashed(token),
        made_on=clock.today(),
        good_until=good_until,
    )
    return token


def opened(token: str, purpose: str) -> Link:
    """What the link is about; NotFound where it was ended, is past its day, or was made for something else."""
    rows = Link.objects.of_token(_hashed(token)).filter(purpose=purpose, ended_on=None)
    link = rows.select_related("person__party", "network").first()
    if link is None or (link.good_until and link.good_until < clock.today()):
        raise NotFound
    return link


def open_links(network_id: UUID, purpose: str, subject: UUID) -> "models.QuerySet[Link]":
    """Those that still open, for who manages them."""
    rows = Link.objects.of(network_id).filter(purpose=purpose, subject=subject, ended_on=None)
    return rows.exclude(good_until__lt=clock.today()).select_related("person")


def end(network_id: UUID, purpose: str, subject: UUID, *, person: UUID | None = None) -> int:
    """End those of one thing, or only those of one person; how many that were."""
    rows = Link.objects.of(network_id).filter(purpose=purpose, subject=subject, ended_on=None)
    return (rows.filter(person=person) if person else rows).update(ended_on=clock.today())


def address(page: str, token: str) -> str:
    """The whole address, as it stands in a letter; `page` is the name of a page that takes a token."""
    return f"{settings.BASE_URL}{reverse(f'web:{page}', args=[token])}"


def language_of(person: Person) -> str:
    """In which language somebody reads a letter: that of their account, else of the network."""
    held = Membership.objects.of(person.network_id).current().filter(person_id=person.pk).values("user")
    user = User.objects.filter(pk__in=held).first()
    return user.language if user else Network.objects.get(pk=person.network_id).language


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
