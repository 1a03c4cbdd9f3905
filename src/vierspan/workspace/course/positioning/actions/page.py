"""What of the network outsiders may see, and when."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.course.positioning.actions.appearance import held_profile, profile_as_seen
from vierspan.workspace.course.positioning.agreements import leave_of
from vierspan.workspace.course.positioning.models import FIELDS, Profile, ShownGathering, ShownParty
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.versions import Changed, Difference, version
from vierspan.workspace.networks.queries import network

LONGEST = 2000
WORDS = ("motto", "about", "facts", "identity", "issue", "ambition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a leader lets be seen."""

    fields: Collection[str] = ()
    languages: Collection[str] = ()
    contact_email: str = ""
    contact_person: uuid.UUID | None = None
    is_found: bool = False
    parties: Collection[uuid.UUID] = ()
    gatherings: Collection[uuid.UUID] = ()


@transaction.atomic
def keep_words(actor: Actor, words: Mapping[str, str], *, seen: str) -> Profile:
    """The network in words of its own, per language: under "motto_nl" and the like."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    given = {key: text.strip() for key, text in words.items() if key in word_keys() and text.strip()}
    for key, text in given.items():
        if len(text) > LONGEST:
            raise Invalid(key, "too_long")
    found = profile_as_seen(actor, seen, {"words": given})
    found.words = given
    found.save()
    return found


def word_keys() -> list[str]:
    return [f"{word}_{language}" for language, _name in settings.LANGUAGES for word in WORDS]


@transaction.atomic
def choose_what_shows(actor: Actor, chosen: Chosen, *, seen: str) -> Profile:
    """From now on exactly this can be seen, where the page is public."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    values = _checked(actor, chosen)
    found = _as_seen(actor, seen, values, chosen)
    for column, value in values.items():
        setattr(found, column, value)
    found.save()
    _show(actor, chosen)
    return found


def _as_seen(actor: Actor, seen: str, values: Mapping[str, Any], chosen: Chosen) -> Profile:
    """The profile to put the choice in; Changed too where somebody else chose parties or gatherings meanwhile."""
    differences: tuple[Difference, ...] = ()
    try:
        found = profile_as_seen(actor, seen, values)
    except Changed as changed:
        found, differences = held_profile(actor), changed.differences
    if seen != version(found):
        differences += tuple(_lists_apart(actor, chosen))
    if differences:
        raise Changed(found, differences)
    return found


def _lists_apart(actor: Actor, chosen: Chosen) -> Iterator[Difference]:
    """What stands there and is not what was chosen now; where nothing stands, nothing is lost."""
    network_id = actor.network_id
    parties = ShownParty.objects.of(network_id).values_list("party", flat=True)
    gatherings = ShownGathering.objects.of(network_id).values_list("gathering", flat=True)
    for column, stands, yours in (("parties", parties, chosen.parties), ("gatherings", gatherings, chosen.gatherings)):
        theirs = set(stands)
        if theirs and theirs != set(yours):
            yield Difference(column, sorted(map(str, theirs)), sorted(map(str, yours)))


def _checked(actor: Actor, chosen: Chosen) -> dict[str, Any]:
    leave = leave_of(actor.network_id)
    if chosen.contact_email and not leave.clears_address(chosen.contact_email):
        raise Invalid("contact_email", "did_not_agree")
    if chosen.contact_person and chosen.contact_person not in leave.agreed:
        raise Invalid("contact_person", "did_not_agree")
    own = network(actor).language
    languages = [key for key, _name in settings.LANGUAGES if key in chosen.languages] or [own]
    return {
        "fields": [each for each in FIELDS if each in chosen.fields],
        "languages": languages,
        "contact_email": chosen.contact_email.strip(),
        "contact_person_id": chosen.contact_person,
        "is_found": chosen.is_found,
    }


def _show(actor: Actor, chosen: Chosen) -> None:
    """Exactly the chosen parties and gatherings, and no others."""
    network_id = actor.network_id
    ShownParty.objects.of(network_id).delete()
    ShownGathering.objects.of(network_id).delete()
    known = Party.objects.of(network_id).filter(pk__in=list(chosen.parties)).values_list("pk", flat=True)
    ShownParty.objects.bulk_create([ShownParty(network_id=network_id, party_id=each) for each in known])
    ShownGathering.objects.bulk_create(
        [ShownGathering(network_id=network_id, gathering=each) for each in dict.fromkeys(chosen.gatherings)]
    )


@transaction.atomic
def publish(actor: Actor) -> Profile:
    """Everybody can see it from now on."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    found = held_profile(actor)
    if not found.fields:
        raise Invalid("fields", "nothing_to_publish")
    found.published_on = found.published_on or clock.today()
    found.is_published = True
    found.save()
    return found


@transaction.atomic
def withdraw(actor: Actor) -> Profile:
    """Nobody outside can see it from now on; what was chosen stays."""
    authorise(actor, Do.PUBLISH_OUTWARD)
    found = held_profile(actor)
    found.is_published, found.published_on = False, None
    found.save()
    return found
