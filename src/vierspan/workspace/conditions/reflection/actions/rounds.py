"""A round of the pulse: making it, opening it, reminding, closing it."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.reflection import closing, house, jobs, letters
from vierspan.workspace.conditions.reflection.errors import AlreadyOpen, RoundClosed
from vierspan.workspace.conditions.reflection.models import BREAKDOWNS, LEAST_K, MOST_K, Invitation, Round
from vierspan.workspace.conditions.reflection.queries.rounds import invitations, missing_from
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys.roster import reachable
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.networks.models import Membership

LANGUAGES = ("nl", "en")
LONGEST_QUESTION = 200
LONGEST_INTRO = 1000
MOST_OWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it is to stand in the round: one of the house by its key, or one of the network's own."""

    key: str = ""
    nl: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a round asks, until when, and how it is told."""

    title: str
    intro: str = ""
    language: str = "nl"
    k: int = LEAST_K
    breakdown: str = ""
    questions: Sequence[Asked] = ()
    open_nl: str = ""
    open_en: str = ""
    closes_on: date | None = None


@transaction.atomic
def create(actor: Actor, shape: Shape) -> Round:
    """A draft; everybody who can be reached is asked, until others are chosen."""
    authorise(actor, Do.RUN_REFLECTION)
    made = Round(network_id=actor.network_id, **_checked(shape, []))
    made.save()
    _ask(made, list(reachable(actor.network_id)))
    return made


@transaction.atomic
def follow(actor: Actor, round_id: uuid.UUID) -> Round:
    """A draft of the next wave: the same questions and the same people as the round that it follows."""
    authorise(actor, Do.RUN_REFLECTION)
    old = held(Round.objects.visible_to(actor), round_id)
    if old.state != "closed":
        raise Invalid("round", "wave_not_closed")
    kept = ("title", "intro", "language", "k", "breakdown", "questions", "open_nl", "open_en")
    new = Round(network_id=actor.network_id, follows=old, **{column: getattr(old, column) for column in kept})
    new.save()
    people = invitations(old).values_list("person_id", flat=True)
    _ask(new, list(reachable(actor.network_id).filter(pk__in=list(people))))
    return new


@transaction.atomic
def change(actor: Actor, round_id: uuid.UUID, shape: Shape, *, seen: str) -> Round:
    found = drafted(actor, round_id)
    values = _checked(shape, found.questions)
    unchanged_since(found, seen, values)
    for column, value in values.items():
        setattr(found, column, value)
    found.save()
    return found


@transaction.atomic
def choose_people(actor: Actor, round_id: uuid.UUID, people: Collection[uuid.UUID]) -> int:
    """Ask these people and nobody else; who has no e-mail address cannot be asked."""
    found = drafted(actor, round_id)
    invitations(found).delete()
    return _ask(found, list(reachable(actor.network_id).filter(pk__in=people)))


@transaction.atomic
def discard(actor: Actor, round_id: uuid.UUID) -> None:
    """Throw a draft away."""
    drafted(actor, round_id).delete()


@transaction.atomic
def open_round(actor: Actor, round_id: uuid.UUID) -> int:
    """Fix everything and send the invitations; how many went out."""
    found = drafted(actor, round_id)
    if missing := missing_from(found):
        raise Invalid("round", missing[0])
    start(found)
    record(actor, "reflection.opened", subject=str(found.pk), note=found.title)
    jobs.close_in_time(found)
    return letters.send(found, invitations(found), "invitation")


def start(of: Round) -> None:
    """What opening means, letters and acts aside."""
    of.secret, of.state, of.opened_on = keys.new_secret(), "open", clock.today()
    of.save()
    rows = list(invitations(of))
    for each in rows:
        each.group = _group(of, each.person)
        each.token_hash = keys.hashed(keys.token(of, each))
    Invitation.objects.of(of.network_id).bulk_update(rows, ["group", "token_hash"])


@transaction.atomic
def remind(actor: Actor, round_id: uuid.UUID) -> None:
    """Write once more to who did not answer, at most once a day. How many that are is told to nobody."""
    found = running(actor, round_id)
    letters.remind(found)


@transaction.atomic
def postpone(actor: Actor, round_id: uuid.UUID, closes_on: date) -> Round:
    """Give everybody more time, or less."""
    found = running(actor, round_id)
    found.closes_on = _not_past(closes_on)
    found.save()
    jobs.close_in_time(found)
    return found


@transaction.atomic
def close(actor: Actor, round_id: uuid.UUID) -> Round:
    """No more answers from now on; what may be shown is worked out once."""
    found = running(actor, round_id)
    closing.close(found)
    return found


@transaction.atomic
def hide_text(actor: Actor, round_id: uuid.UUID, place: int, reason: str) -> None:
    """Show one of the texts no longer, and say why in its place; the words of others are never changed."""
    authorise(actor, Do.RUN_REFLECTION)
    found = held(Round.objects.visible_to(actor), round_id)
    if found.snapshot is None or not 0 <= place < len(found.snapshot["texts"]):
        raise NotFound
    if not tidy(reason):
        raise Invalid("reason", "reason_missing")
    found.snapshot["hidden"] = {**found.snapshot.get("hidden", {}), str(place): tidy(reason)[:LONGEST_QUESTION]}
    found.save()


def drafted(actor: Actor, round_id: uuid.UUID) -> Round:
    """The round, held, while it can still be changed."""
    authorise(actor, Do.RUN_REFLECTION)
    found = held(Round.objects.visible_to(actor), round_id)
    if found.state != "draft":
        raise AlreadyOpen
    return found


def running(actor: Actor, round_id: uuid.UUID) -> Round:
    """The round, held, while it takes answers."""
    authorise(actor, Do.RUN_REFLECTION)
    found = held(Round.objects.visible_to(actor).select_related("network"), round_id)
    if found.state != "open":
        raise RoundClosed
    return found


def _ask(of: Round, people: Sequence[Person]) -> int:
    spoken = _languages(of, people)
    Invitation.objects.bulk_create(
        [
            Invitation(network_id=of.network_id, round=of, person=person, language=spoken.get(person.pk, of.language))
            for person in people
        ]
    )
    return len(people)


def _languages(of: Round, people: Sequence[Person]) -> Mapping[uuid.UUID, str]:
    """In what language those read who have an account."""
    ids = [person.pk for person in people]
    members = Membership.objects.of(of.network_id).current().filter(person_id__in=ids)
    found = members.values_list("person_id", "user__language")
    return {person_id: language for person_id, language in found if person_id is not None}


def _group(of: Round, person: Person) -> str:
    if of.breakdown == "ring":
        return person.ring
    return person.party.sector if of.breakdown == "sector" and person.party else ""


def _not_past(day: date | None) -> date | None:
    if day is not None and day < clock.today():
        raise Invalid("closes_on", "day_past")
    return day


def _checked(shape: Shape, stand: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    if not tidy(shape.title):
        raise Invalid("title", "needs_a_name")
    if shape.breakdown not in BREAKDOWNS:
        raise Invalid("breakdown", "unknown_choice")
    if not LEAST_K <= shape.k <= MOST_K:
        raise Invalid("k", "k_out_of_range")
    return {
        "title": tidy(shape.title)[:120],
        "intro": shape.intro.replace("\r\n", "\n").strip()[:LONGEST_INTRO],
        "language": shape.language if shape.language in LANGUAGES else "nl",
        "k": shape.k,
        "breakdown": shape.breakdown,
        "questions": _questions(shape.questions, {each["key"] for each in stand}),
        "open_nl": tidy(shape.open_nl)[:LONGEST_QUESTION],
        "open_en": tidy(shape.open_en)[:LONGEST_QUESTION],
        "closes_on": _not_past(shape.closes_on),
    }


def _questions(asked: Sequence[Asked], stand: Collection[str]) -> list[dict[str, str]]:
    """Those of the house in their own order and words, then the network's own under a key that they keep."""
    wanted = {each.key for each in asked}
    of_house = [each for each in house.questions() if each["key"] in wanted]
    known = {each["key"] for each in house.questions()}
    own = [each for each in asked if each.key not in known and tidy(each.nl + each.en)]
    if len(own) > MOST_OWN:
        raise Invalid("questions", "too_many_own")
    return of_house + [
        {
            "key": each.key if each.key in stand else f"own_{uuid.uuid4().hex[:8]}",
            "nl": tidy(each.nl)[:LONGEST_QUESTION],
            "en": tidy(each.en)[:LONGEST_QUESTION],
        }
        for each in own
    ]
