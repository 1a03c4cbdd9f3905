"""Growing, as far as it is yours: your own, and what others let you read. A leader reads no more than that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Cell, Snapshot
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.growth.models import (
    Entry,
    OwnIntervention,
    Pair,
    Seen,
    Shared,
    TryOut,
    Wish,
    Worked,
)
from vierspan.workspace.networks.models import Membership


@dataclass(frozen=True, slots=True)
class Experience:
    """What was told of those who tried one: how many, how much it did (1-5) and whether they would do it again."""

    released_on: date
    effect: Cell
    again: Cell


@dataclass(frozen=True, slots=True)
class Buddy:
    """Somebody with whom one practises, or will when the other says yes."""

    pair: Pair
    person: Person
    state: str  # together, waits (for the other), asked (of the reader)


def me(actor: Actor) -> UUID:
    """Who the actor is among the people; NotFound for an account that stands for nobody."""
    authorise(actor, Do.PRACTISE)
    if actor.person_id is None:
        raise NotFound
    return actor.person_id


def wishes(actor: Actor) -> list[Wish]:
    """Those that still hold, the latest first."""
    return list(Wish.objects.visible_to(actor).filter(person=me(actor), ended_on=None).order_by("-made_on", "-id"))


def wish(actor: Actor, wish_id: UUID) -> Wish:
    found = Wish.objects.visible_to(actor).filter(person=me(actor), pk=wish_id).first()
    if found is None:
        raise NotFound
    return found


def tries(actor: Actor, *, number: int | None = None) -> list[TryOut]:
    """Your own: what is planned first, by day, then what was done, the latest first."""
    rows = _tries(actor).filter(person=me(actor))
    rows = rows.filter(number=number) if number else rows
    planned = rows.filter(state="planned").order_by(F("due_on").asc(nulls_last=True), "made_on")
    return [*planned, *rows.exclude(state="planned").order_by("-done_on", "-changed_at")]


def planned(actor: Actor) -> list[TryOut]:
    return [each for each in tries(actor) if each.state == "planned"]


def try_out(actor: Actor, try_id: UUID) -> TryOut:
    """One of yours, or one that somebody lets you read."""
    mine = me(actor)
    shared = Shared.objects.visible_to(actor).filter(person=mine).values("try_out")
    found: TryOut | None = _tries(actor).filter(Q(person=mine) | Q(pk__in=shared), pk=try_id).first()
    if found is None:
        raise NotFound
    return found


def tried_at(actor: Actor, *, gathering: UUID | None = None, initiative: UUID | None = None) -> list[TryOut]:
    """What you yourself planned for this gathering or initiative; nothing for who has no part in growth."""
    if actor.person_id is None or (gathering is None and initiative is None):
        return []
    rows = _tries(actor).filter(person=actor.person_id, state="planned")
    rows = rows.filter(gathering=gathering) if gathering else rows.filter(initiative=initiative)
    return list(rows.order_by("made_on"))


def seen(actor: Actor, try_id: UUID) -> list[Seen]:
    """Whom you asked what they saw of it, with their answers; only who tried it reads them."""
    rows = Seen.objects.visible_to(actor).filter(try_out=try_id, try_out__person=me(actor))
    return list(rows.select_related("person").order_by("asked_on", "person__name"))


def seen_by(actor: Actor, try_ids: Iterable[UUID]) -> set[UUID]:
    """Of which of these tries you got an answer."""
    rows = Seen.objects.visible_to(actor).filter(try_out__in=list(try_ids), try_out__person=me(actor))
    return set(rows.exclude(answered_on=None).values_list("try_out", flat=True))


def asked_of_me(actor: Actor) -> list[Seen]:
    """Who waits for what you saw."""
    rows = Seen.objects.visible_to(actor).filter(person=me(actor), answered_on=None, declined_on=None)
    return list(rows.select_related("try_out__person", "try_out__gathering").order_by("asked_on"))


def asked(actor: Actor, seen_id: UUID) -> Seen:
    """One question to you; NotFound when it is somebody else's."""
    rows = Seen.objects.visible_to(actor).filter(person=me(actor))
    found: Seen | None = rows.select_related("try_out__person", "try_out__gathering").filter(pk=seen_id).first()
    if found is None:
        raise NotFound
    return found


def log(actor: Actor) -> list[Entry]:
    rows = Entry.objects.visible_to(actor).filter(person=me(actor)).select_related("try_out")
    return list(rows.order_by("-written_on", "-changed_at"))


def entry(actor: Actor, entry_id: UUID) -> Entry:
    """A line of yours; who it is shared with reads it in the list of what others share."""
    rows = Entry.objects.visible_to(actor).filter(person=me(actor)).select_related("try_out")
    found: Entry | None = rows.filter(pk=entry_id).first()
    if found is None:
        raise NotFound
    return found


def readers(actor: Actor, *, entry: UUID | None = None, try_out: UUID | None = None) -> list[Shared]:
    """With whom you share a line or a try; nobody but you knows."""
    rows = Shared.objects.visible_to(actor)
    mine = me(actor)
    rows = rows.filter(entry=entry, entry__person=mine) if entry else rows.filter(try_out=try_out, try_out__person=mine)
    return list(rows.select_related("person").order_by("person__name"))


def shared_with_me(actor: Actor) -> list[Shared]:
    """Lines and tries that others let you read, the latest first."""
    mine = me(actor)
    rows = Shared.objects.visible_to(actor).filter(person=mine).select_related("entry__person", "try_out__person")
    others = rows.exclude(entry__person=mine).exclude(try_out__person=mine)  # after two were found to be one person
    return list(others.order_by("-shared_on", "-id"))


def buddies(actor: Actor) -> list[Buddy]:
    """With whom you practise; who asks you, and whom you asked, come first."""
    mine = me(actor)
    rows = Pair.objects.visible_to(actor).filter(Q(asker=mine) | Q(asked=mine), ended_on=None)
    pairs = rows.exclude(asker=F("asked")).select_related("asker__party", "asked__party")  # two who were one person
    found = [_buddy(row, mine) for row in pairs]
    order = {"asked": 0, "waits": 1, "together": 2}
    return sorted(found, key=lambda each: (order[each.state], each.person.name))


def may_be_buddy(actor: Actor) -> list[Person]:
    """Who take part here with an account, for another party than yours, and are not with you already."""
    mine = me(actor)
    party = Person.objects.visible_to(actor).filter(pk=mine).values_list("party", flat=True).first()
    known = {each.person.pk for each in buddies(actor)}
    rows = who_read(actor).exclude(pk__in=[mine, *known]).exclude(party=None)
    return list((rows.exclude(party=party) if party else rows).select_related("party"))


def people(actor: Actor) -> list[Person]:
    """Everybody but you, by name."""
    return list(Person.objects.visible_to(actor).exclude(pk=me(actor)).filter(left_on=None).order_by("name"))


def who_read(actor: Actor) -> "QuerySet[Person]":
    """Those who can sign in here, so that sharing reaches them."""
    held = Membership.objects.visible_to(actor).current().exclude(person_id=None).values("person_id")
    return Person.objects.visible_to(actor).filter(pk__in=held).order_by("name")


def own_interventions(actor: Actor) -> list[OwnIntervention]:
    """Those of this network that still stand; for everybody who may look into its directory."""
    authorise(actor, Do.READ_DIRECTORY)
    rows = OwnIntervention.objects.visible_to(actor).filter(removed_on=None)
    return list(rows.select_related("author").order_by("number"))


def own_intervention(actor: Actor, own_id: UUID) -> OwnIntervention:
    found = next((each for each in own_interventions(actor) if each.pk == own_id), None)
    if found is None:
        raise NotFound
    return found


def experiences(actor: Actor) -> dict[int, tuple[Experience, ...]]:
    """What was told of five or more at a time, by intervention, the latest first."""
    authorise(actor, Do.READ_DIRECTORY)
    found: dict[int, tuple[Experience, ...]] = {}
    for row in Worked.objects.visible_to(actor).order_by("-released_on", "-id"):
        kept = Snapshot.from_plain(row.snapshot)
        told = Experience(row.released_on, kept.cell("effect"), kept.cell("again"))
        found[row.number] = (*found.get(row.number, ()), told)
    return found


def told_by_name(actor: Actor, number: int) -> list[TryOut]:
    """What people chose to tell with their name; members only."""
    authorise(actor, Do.PRACTISE)
    rows = _tries(actor).filter(number=number, state="done", counts="named")
    return list(rows.order_by("-done_on"))


def how_often_named(actor: Actor) -> dict[int, int]:
    """Per intervention how many tell of it with their name."""
    authorise(actor, Do.PRACTISE)
    found: dict[int, int] = {}
    for number in _tries(actor).filter(state="done", counts="named").values_list("number", flat=True):
        found[number] = found.get(number, 0) + 1
    return found


def to_note(actor: Actor) -> list[TryOut]:
    """Planned for a day that is over: what came of it?"""
    return [each for each in planned(actor) if each.due_on and each.due_on < clock.today()]


def _buddy(row: Pair, mine: UUID) -> Buddy:
    asks = row.asker_id == mine
    state = "together" if row.began_on else "waits" if asks else "asked"
    return Buddy(row, row.asked if asks else row.asker, state)


def _tries(actor: Actor) -> "QuerySet[TryOut]":
    return TryOut.objects.visible_to(actor).select_related("person", "gathering", "initiative", "wish")
