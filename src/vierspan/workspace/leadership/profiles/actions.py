"""Showing one's own mirror to somebody, taking that back, and saying that something in it is not right."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import held
from vierspan.workspace.leadership.profiles import letters, queries
from vierspan.workspace.leadership.profiles.jobs import end_in_time
from vierspan.workspace.leadership.profiles.models import PARTS, Reply, Share
from vierspan.workspace.networks.models import Membership

LONGEST = 2000
MOST_OPEN = 20
YEARS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """To whom, which parts, and a line to go with it. Either a person of the network, or a name and an address."""

    person: uuid.UUID | None = None
    name: str = ""
    email: str = ""
    parts: Sequence[str] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What is shown, in plain values, and the ids of what it was made from."""

    shown: Mapping[str, Any]
    sources: Sequence[str]


@transaction.atomic
def share(actor: Actor, wish: Wish, made: Made) -> Share:
    """From now on they see this, and nothing else; until it is taken back, at most two years."""
    mine = queries.me(actor)
    checked(actor, wish)
    if queries.open_shares(actor.network_id).filter(person=mine).count() >= MOST_OPEN:
        raise Invalid("person", "too_many")
    today = clock.today()
    row = Share(
        network_id=actor.network_id,
        person_id=mine,
        recipient_id=wish.person,
        outside_name="" if wish.person else wish.name.strip(),
        outside_email="" if wish.person else wish.email.strip(),
        language=actor.language,
        parts=[part for part in PARTS if part in wish.parts],
        shown=dict(made.shown),
        sources=list(made.sources),
        message=wish.message.strip(),
        shared_on=today,
        ends_on=in_two_years(today),
    )
    row.save()
    end_in_time(row)
    _tell(row)
    return row


def checked(actor: Actor, wish: Wish) -> None:
    """Raises Invalid where it could not be shared like this."""
    mine = queries.me(actor)
    if not set(wish.parts) & set(PARTS):
        raise Invalid("parts", "no_part_chosen")
    if len(wish.message) > LONGEST:
        raise Invalid("message", "too_long")
    if wish.person is None:
        _checked_outside(wish)
    elif wish.person == mine:
        raise Invalid("person", "not_of_yourself")
    elif not Membership.objects.of(actor.network_id).current().filter(person_id=wish.person).exists():
        raise Invalid("person", "cannot_read_it")
    elif queries.open_shares(actor.network_id).filter(person=mine, recipient=wish.person).exists():
        raise Invalid("person", "shared_already")


@transaction.atomic
def take_back(actor: Actor, share_id: uuid.UUID) -> None:
    """At once: neither page nor link opens any more, and what was shown is gone."""
    row = held(Share.objects.visible_to(actor).filter(person=queries.me(actor), ended_on=None), share_id)
    ended(row)


def ended(row: Share) -> None:
    row.ended_on, row.shown, row.sources, row.message, row.outside_email = clock.today(), {}, [], "", ""
    row.save()
    keys.end(row.network_id, letters.MIRROR, row.pk)


@transaction.atomic
def reply(actor: Actor, about: str, words: str) -> None:
    """Keep it beside the statement; without words it goes. `about` is checked by who knows the statements."""
    mine, words = queries.me(actor), words.strip()
    if len(words) > LONGEST:
        raise Invalid("words", "too_long")
    rows = Reply.objects.visible_to(actor).filter(person=mine, about=about)
    rows.delete()
    if words:
        Reply(network_id=actor.network_id, person_id=mine, about=about, words=words).save()


def in_two_years(since: date) -> date:
    try:
        return since.replace(year=since.year + YEARS)
    except ValueError:  # the 29th of February
        return since.replace(year=since.year + YEARS, day=28)


def _checked_outside(wish: Wish) -> None:
    if not wish.name.strip():
        raise Invalid("person", "say_who_it_is")
    try:
        validate_email(wish.email.strip())
    except ValidationError:
        raise Invalid("email", "no_address") from None


def _tell(row: Share) -> None:
    owner = Person.objects.of(row.network_id).filter(pk=row.person_id).first()
    if owner is None:
        raise NotFound
    if row.recipient is not None:
        letters.tell_inside(row, owner)
        return
    token = keys.made(row.network_id, letters.MIRROR, row.pk, good_until=row.ends_on)
    letters.tell_outside(row, owner, token)
