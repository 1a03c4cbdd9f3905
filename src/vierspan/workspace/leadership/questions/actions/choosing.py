"""Making a round and choosing who is asked. About a person two choose together, and any change asks both again."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys.roster import reachable
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.leadership.questions import checks, letters, together
from vierspan.workspace.leadership.questions.actions.running import drafted
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.models import (
    LEAST_K,
    LEAST_K_ABOUT,
    MOST_K,
    Invitation,
    Round,
)
from vierspan.workspace.networks.models import Membership

LANGUAGES = ("nl", "en")
LONGEST_INTRO = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Until when, in what words, and from how many answers on something is told; `second` chooses along."""

    closes_on: date | None
    intro: str = ""
    k: int = LEAST_K
    language: str = "nl"
    second: uuid.UUID | None = None


@transaction.atomic
def ask_about_me(actor: Actor, shape: Shape) -> Round:
    """A draft about who asks. Nobody else sees it but the second person, who is asked to choose along."""
    authorise(actor, Do.ASK_ABOUT_SELF)
    if actor.person_id is None:
        raise NotAllowed("needs_person")
    made = Round(network_id=actor.network_id, kind=ABOUT, about_id=actor.person_id, **_checked(actor, ABOUT, shape))
    made.save()
    letters.ask_to_choose_along(made)
    return made


@transaction.atomic
def ask_all(actor: Actor, kind: str, shape: Shape) -> Round:
    """A draft of a round about everybody, or of what the network needs; all who can be reached are asked at first."""
    authorise(actor, Do.RUN_QUESTIONS)
    if kind not in (EVERYONE, NEED):
        raise Invalid("kind", "unknown_choice")
    made = Round(network_id=actor.network_id, kind=kind, **_checked(actor, kind, shape))
    made.save()
    _ask(made, list(reachable(actor.network_id)))
    return made


@transaction.atomic
def change(actor: Actor, round_id: uuid.UUID, shape: Shape, *, seen: str) -> Round:
    """Another day, other words; with another second person the choosing starts anew."""
    found = drafted(actor, round_id)
    values = _checked(actor, found.kind, shape)
    unchanged_since(found, seen, values)
    is_other = values["second_id"] != found.second_id
    for column, value in values.items():
        setattr(found, column, value)
    if is_other:
        found.is_agreed_by_first = found.is_agreed_by_second = False
    found.save()
    if is_other and found.kind == ABOUT:
        letters.ask_to_choose_along(Round.objects.visible_to(actor).select_related("about", "second").get(pk=found.pk))
    return found


@transaction.atomic
def choose_people(actor: Actor, round_id: uuid.UUID, people: Collection[uuid.UUID]) -> int:
    """Ask these people and nobody else; who has no e-mail address cannot be asked."""
    found = choosable(actor, round_id)
    chosen = list(reachable(actor.network_id).filter(pk__in=people))
    if found.kind == ABOUT:
        _refuse_unfit(found, chosen)
    before = set(_invited(found).values_list("person_id", flat=True))
    _invited(found).exclude(person__in=chosen).delete()
    _ask(found, [person for person in chosen if person.pk not in before])
    if before != {person.pk for person in chosen}:
        found.is_agreed_by_first = found.is_agreed_by_second = False
        found.save()
    return len(chosen)


@transaction.atomic
def agree(actor: Actor, round_id: uuid.UUID) -> Round:
    """Say, as one of the two, that these are the people to ask."""
    found = choosable(actor, round_id)
    if found.kind != ABOUT:
        raise NotFound
    if _invited(found).count() < found.k:
        raise Invalid("round", "too_few_asked")
    if checks.is_mine(actor, found):
        found.is_agreed_by_first = True
    else:
        found.is_agreed_by_second = True
        letters.tell_both_agree(found)
    found.save()
    return found


def choosable(actor: Actor, round_id: uuid.UUID) -> Round:
    """The draft, held, for who may choose: about a person the two of them."""
    found: Round = held(Round.objects.visible_to(actor).select_related("network", "about", "second"), round_id)
    if found.state == "draft" and checks.is_second(actor, found):
        return found
    return drafted(actor, round_id)


def _invited(of: Round) -> Any:
    return Invitation.objects.of(of.network_id).filter(round=of)


def _refuse_unfit(of: Round, chosen: Sequence[Person]) -> None:
    assert of.about is not None  # noqa: S101 - the database sees to it
    shared, busy = together.shared_with(of.about), checks.busy(of.network_id, of)
    for person in chosen:
        if person.pk == of.about_id:
            raise Invalid("people", "asked_of_oneself")
        if together.is_too_new(of.about, person) or not shared.get(person.pk, together.Shared()).is_long_enough:
            raise Invalid("people", "too_short_together")
        if person.pk in busy:
            raise Invalid("people", "asked_enough")


def _ask(of: Round, people: Sequence[Person]) -> None:
    spoken = _languages(of, people)
    Invitation.objects.bulk_create(
        Invitation(network_id=of.network_id, round=of, person=person, language=spoken.get(person.pk, of.language))
        for person in people
    )


def _languages(of: Round, people: Sequence[Person]) -> Mapping[uuid.UUID, str]:
    """In what language those read who have an account."""
    ids = [person.pk for person in people]
    members = Membership.objects.of(of.network_id).current().filter(person_id__in=ids)
    found = members.values_list("person_id", "user__language")
    return {person_id: language for person_id, language in found if person_id is not None}


def _checked(actor: Actor, kind: str, shape: Shape) -> dict[str, Any]:
    if not (LEAST_K_ABOUT if kind == ABOUT else LEAST_K) <= shape.k <= MOST_K:
        raise Invalid("k", "k_out_of_range")
    if shape.closes_on is not None and shape.closes_on < clock.today():
        raise Invalid("closes_on", "day_past")
    return {
        "closes_on": shape.closes_on,
        "intro": shape.intro.replace("\r\n", "\n").strip()[:LONGEST_INTRO],
        "k": shape.k,
        "language": shape.language if shape.language in LANGUAGES else "nl",
        "second_id": _second(actor, shape.second) if kind == ABOUT else None,
    }


def _second(actor: Actor, person_id: uuid.UUID | None) -> uuid.UUID:
    """Somebody with an account here, so that they can look along."""
    if person_id is None:
        raise Invalid("second", "second_missing")
    if person_id == actor.person_id:
        raise Invalid("second", "second_is_first")
    if not Membership.objects.of(actor.network_id).current().filter(person_id=person_id).exists():
        raise Invalid("second", "cannot_read_it")
    return person_id
