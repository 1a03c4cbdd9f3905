"""Writing news and letting it out."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.common.text import slug, tidy
from vierspan.workspace.course.positioning import queries
from vierspan.workspace.course.positioning.actions import appearance
from vierspan.workspace.course.positioning.agreements import leave_of
from vierspan.workspace.course.positioning.models import Picture, Post
from vierspan.workspace.course.positioning.pictures import picture_of
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST_TITLE, LONGEST_TEXT = 160, 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A piece of news as somebody writes it. `picture` is a file; None leaves the picture as it is."""

    title: str
    text: str
    language: str = "nl"
    author: uuid.UUID | None = None
    party: uuid.UUID | None = None
    shown_on: date | None = None
    picture: bytes | None = None
    picture_words: str = ""


@transaction.atomic
def write(actor: Actor, written: Written) -> Post:
    """A draft: only participants see it."""
    authorise(actor, Do.LOG_OUTWARD)
    values = _checked(actor, written)
    made = Post(
        network_id=actor.network_id,
        address=_free_address(actor, values["title"]),
        written_by_id=actor.user_id,
        **values,
    )
    made.picture = _kept(actor, written)
    made.save()
    return made


@transaction.atomic
def rewrite(actor: Actor, post_id: uuid.UUID, written: Written, *, seen: str) -> Post:
    """Put it right. What is outside already stays free of names that may not be there."""
    found = held(Post.objects.of(actor.network_id), post_id)
    _may_change(actor, found)
    values = _checked(actor, written)
    unchanged_since(found, seen, values)
    for column, value in values.items():
        setattr(found, column, value)
    if found.state == "published":
        _refuse_names(found)
    if written.picture is not None:
        appearance.drop_picture(found.network_id, found.picture_id)
        found.picture = _kept(actor, written)
    found.save()
    return found


@transaction.atomic
def drop_picture(actor: Actor, post_id: uuid.UUID) -> Post:
    found = held(Post.objects.of(actor.network_id), post_id)
    _may_change(actor, found)
    appearance.drop_picture(found.network_id, found.picture_id)
    found.picture, found.picture_words = None, ""
    found.save()
    return found


@transaction.atomic
def publish(actor: Actor, post_id: uuid.UUID) -> Post:
    """Outside from its day on, or from today; refused while it names people who did not agree."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    found = held(Post.objects.of(actor.network_id), post_id)
    _refuse_names(found)
    found.state, found.shown_on = "published", found.shown_on or clock.today()
    found.save()
    return found


@transaction.atomic
def withdraw(actor: Actor, post_id: uuid.UUID) -> Post:
    """A draft again: nobody outside sees it any more."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    found = held(Post.objects.of(actor.network_id), post_id)
    found.state = "draft"
    found.save()
    return found


@transaction.atomic
def remove(actor: Actor, post_id: uuid.UUID) -> None:
    found = held(Post.objects.of(actor.network_id), post_id)
    _may_change(actor, found)
    appearance.drop_picture(found.network_id, found.picture_id)
    Post.objects.of(actor.network_id).filter(pk=found.pk).delete()


def _may_change(actor: Actor, found: Post) -> None:
    authorise(actor, Do.LOG_OUTWARD)
    if not queries.may_change_post(actor, found):
        raise NotAllowed("needs_lead" if found.state == "published" else "needs_lead_or_owner")


def _refuse_names(found: Post) -> None:
    if leave_of(found.network_id).named(found.title, found.text, found.picture_words):
        raise Invalid("text", "names_somebody")


def _checked(actor: Actor, written: Written) -> dict[str, Any]:
    title, text = tidy(written.title), written.text.strip()
    if not title:
        raise Invalid("title", "needs_a_name")
    if len(title) > LONGEST_TITLE:
        raise Invalid("title", "too_long")
    if not text:
        raise Invalid("text", "needs_a_text")
    if len(text) > LONGEST_TEXT:
        raise Invalid("text", "too_long")
    _known(actor, Person, written.author)
    _known(actor, Party, written.party)
    return {
        "title": title,
        "text": text,
        "language": written.language if written.language in dict(settings.LANGUAGES) else "nl",
        "author_id": written.author,
        "party_id": written.party,
        "shown_on": written.shown_on,
        "picture_words": tidy(written.picture_words),
    }


def _known(actor: Actor, model: type[Person] | type[Party], row_id: uuid.UUID | None) -> None:
    if row_id is not None and not model.objects.of(actor.network_id).filter(pk=row_id).exists():
        raise NotFound


def _kept(actor: Actor, written: Written) -> Picture | None:
    return appearance.keep_picture(actor, picture_of(written.picture)) if written.picture else None


def _free_address(actor: Actor, title: str) -> str:
    """The title as part of an address; with a number behind it when another post has that address."""
    start = slug(title) or "news"
    taken = set(Post.objects.of(actor.network_id).filter(address__startswith=start).values_list("address", flat=True))
    found, number = start, 2
    while found in taken:
        found, number = f"{start}-{number}", number + 1
    return found
