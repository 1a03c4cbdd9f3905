"""Writing down what was said outside for the network."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record, take_back
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.course.positioning import queries
from vierspan.workspace.course.positioning.models import MEDIA, Communication
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import held, unchanged_since

SPOKE = "network.represented"
LONGEST = 500
ADDRESS = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said, when, by what, where, to whom, by whom and for which party."""

    what: str
    said_on: date | None = None
    medium: str = "other"
    place: str = ""
    audience: str = ""
    person: uuid.UUID | None = None
    party: uuid.UUID | None = None
    link: str = ""


@transaction.atomic
def log(actor: Actor, told: Told) -> Communication:
    """Write it down; it counts as an act of who spoke."""
    authorise(actor, Do.LOG_OUTWARD)
    made = Communication(network_id=actor.network_id, noted_by_id=actor.user_id, **_checked(actor, told))
    made.save()
    _count(actor, made)
    return made


@transaction.atomic
def change(actor: Actor, communication_id: uuid.UUID, told: Told, *, seen: str) -> Communication:
    found = _theirs(actor, communication_id)
    values = _checked(actor, told)
    unchanged_since(found, seen, values)
    for column, value in values.items():
        setattr(found, column, value)
    found.save()
    take_back(actor, found.act)
    _count(actor, found)
    return found


@transaction.atomic
def remove(actor: Actor, communication_id: uuid.UUID) -> None:
    """It was not so: gone, with the act that stood for it."""
    found = _theirs(actor, communication_id)
    take_back(actor, found.act)
    Communication.objects.of(actor.network_id).filter(pk=found.pk).delete()


def _theirs(actor: Actor, communication_id: uuid.UUID) -> Communication:
    authorise(actor, Do.LOG_OUTWARD)
    found = held(Communication.objects.of(actor.network_id), communication_id)
    if not queries.may_change(actor, found):
        raise NotAllowed("needs_lead_or_owner")
    return found


def _count(actor: Actor, found: Communication) -> None:
    act = record(
        actor,
        SPOKE,
        person=found.person_id,
        party=found.party_id,
        subject=str(found.pk),
        done_on=found.said_on,
        note=found.what,
    )
    found.act = act.pk
    found.save()


def _checked(actor: Actor, told: Told) -> dict[str, Any]:
    texts = {column: tidy(getattr(told, column)) for column in ("what", "place", "audience", "link")}
    if not texts["what"]:
        raise Invalid("what", "say_what")
    for column, text in texts.items():
        if len(text) > LONGEST:
            raise Invalid(column, "too_long")
    said_on = told.said_on or clock.today()
    if said_on > clock.today():
        raise Invalid("said_on", "day_in_future")
    if told.medium not in MEDIA:
        raise Invalid("medium", "unknown_choice")
    return {
        **texts,
        "link": _address(texts["link"]),
        "said_on": said_on,
        "medium": told.medium,
        **_by_whom(actor, told),
    }


def _by_whom(actor: Actor, told: Told) -> dict[str, uuid.UUID | None]:
    """Who spoke, and their party unless another is named."""
    asked = asdict(told)
    person = Person.objects.of(actor.network_id).filter(pk=asked["person"]).first()
    if asked["person"] and person is None:
        raise Invalid("person", "nobody_by_that_name")
    party = asked["party"] or (person.party_id if person else None)
    if party and not Party.objects.of(actor.network_id).filter(pk=party).exists():
        raise Invalid("party", "unknown_party")
    return {"person_id": person.pk if person else None, "party_id": party}


def _address(link: str) -> str:
    """Only addresses of the web: a link stands on a page and is pressed by others."""
    if not link:
        return ""
    found = link if "://" in link else f"https://{link}"
    try:
        ADDRESS(found)
    except ValidationError as wrong:
        raise Invalid("link", "no_website") from wrong
    return found
