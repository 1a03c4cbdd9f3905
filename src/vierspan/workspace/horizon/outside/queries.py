"""Reading whom the network knows outside."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory import notes
from vierspan.workspace.directory.models import Party, Person, PrivateNote
from vierspan.workspace.directory.queries import one
from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside.models import Event, Keeper, Stakeholder, Stance, Story, Visit
from vierspan.workspace.horizon.outside.names import known_as, likeliest

__all__ = ["Contact", "Event", "Keeper", "Stakeholder", "Stance", "Story", "Visit"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One contact, as warmth needs it."""

    contact: UUID
    on: date
    kind: str
    person: UUID | None


@dataclass(frozen=True, slots=True)
class Loose:
    """A name in the contacts that is nobody on the list yet."""

    name: str
    contacts: int
    last_on: date | None
    likely: Stakeholder | None


def stakeholders(actor: Actor) -> list[Stakeholder]:
    """Everybody outside that the network keeps an eye on, by name; also who came to take part since."""
    authorise(actor, Do.READ_OUTSIDE)
    rows = Stakeholder.objects.visible_to(actor).select_related("party", "checked_by", "felt_by")
    return sorted(rows, key=lambda row: folded(row.name))


def stakeholder(actor: Actor, stakeholder_id: UUID) -> Stakeholder:
    authorise(actor, Do.READ_OUTSIDE)
    rows = Stakeholder.objects.visible_to(actor).select_related("party", "checked_by", "felt_by")
    return one(rows, stakeholder_id)


def stakeholder_of(actor: Actor, party_id: UUID) -> Stakeholder | None:
    """As whom a party stands, or stood, outside."""
    if not may(actor, Do.READ_OUTSIDE):
        return None
    return Stakeholder.objects.visible_to(actor).filter(party=party_id).order_by("created_at").first()


def stances(actor: Actor, stakeholder_id: UUID | None = None) -> list[Stance]:
    authorise(actor, Do.READ_OUTSIDE)
    rows = Stance.objects.visible_to(actor).select_related("theme").order_by("theme__name")
    return list(rows.filter(stakeholder=stakeholder_id) if stakeholder_id else rows)


def keepers(actor: Actor, stakeholder_id: UUID | None = None) -> list[Keeper]:
    """Who keeps contacts warm today, longest first."""
    authorise(actor, Do.READ_OUTSIDE)
    rows = Keeper.objects.visible_to(actor).filter(until=None).select_related("person__party")
    rows = rows.filter(stakeholder=stakeholder_id) if stakeholder_id else rows
    return list(rows.order_by(F("since").asc(nulls_first=True), "person__name"))


def keepers_before(actor: Actor, stakeholder_id: UUID) -> list[Keeper]:
    authorise(actor, Do.READ_OUTSIDE)
    rows = Keeper.objects.visible_to(actor).filter(stakeholder=stakeholder_id).exclude(until=None)
    return list(rows.select_related("person").order_by("-until", "person__name"))


def kept_by(actor: Actor, person_id: UUID) -> list[Stakeholder]:
    """Whom this person keeps warm."""
    if not may(actor, Do.READ_OUTSIDE):
        return []
    held = Keeper.objects.visible_to(actor).filter(person=person_id, until=None).values("stakeholder")
    return list(Stakeholder.objects.visible_to(actor).filter(pk__in=held, joined_on=None).order_by("name"))


def kept_from(actor: Actor, party_id: UUID) -> list[Keeper]:
    """Whom the people of this party keep warm."""
    if not may(actor, Do.READ_OUTSIDE):
        return []
    rows = Keeper.objects.visible_to(actor).filter(person__party=party_id, until=None, stakeholder__joined_on=None)
    return list(rows.select_related("stakeholder", "person").order_by("stakeholder__name", "person__name"))


def may_change(actor: Actor, row: Stakeholder | Event) -> bool:
    return may(actor, Do.CHANGE_OUTSIDE, owner_id=row.noted_by_id)


def spoken(actor: Actor, rows: Sequence[Stakeholder]) -> Mapping[UUID, list[Spoken]]:
    """Of each of these every dated contact, oldest first."""
    authorise(actor, Do.READ_OUTSIDE)
    known = known_as(rows)
    found: dict[UUID, list[Spoken]] = defaultdict(list)
    said = Contact.objects.visible_to(actor).exclude(held_on=None).order_by("held_on", "pk")
    for pk, outside, on, kind, person in said.values_list("pk", "outside", "held_on", "kind", "person"):
        meant = known.get(folded(outside))
        if meant and on:
            found[meant].append(Spoken(pk, on, kind, person))
    return found


def contacts_with(actor: Actor, row: Stakeholder) -> list[Contact]:
    """Every contact with it, last first."""
    authorise(actor, Do.READ_OUTSIDE)
    known = known_as([row])
    rows = Contact.objects.visible_to(actor).select_related("person", "party")
    said = rows.order_by(F("held_on").desc(nulls_last=True), "pk")
    return [each for each in said if folded(each.outside) in known]


def stories(actor: Actor, contacts: Iterable[Contact]) -> Mapping[UUID, Story]:
    """What was brought back of each of these contacts."""
    authorise(actor, Do.READ_DIRECTORY)
    return Story.objects.visible_to(actor).in_bulk([each.pk for each in contacts])


def contact(actor: Actor, contact_id: UUID) -> Contact:
    authorise(actor, Do.READ_DIRECTORY)
    return one(Contact.objects.visible_to(actor).select_related("person", "party"), contact_id)


def story(actor: Actor, contact_id: UUID) -> Story | None:
    authorise(actor, Do.READ_DIRECTORY)
    return Story.objects.visible_to(actor).filter(pk=contact_id).first()


def may_change_contact(actor: Actor, row: Contact) -> bool:
    """Who had it, who wrote it down, or a leader."""
    told = Story.objects.of(actor.network_id).filter(pk=row.pk).first()
    owners = (row.person_id, told.noted_by_id if told else None)
    return any(may(actor, Do.CHANGE_OUTSIDE, owner_id=owner) for owner in owners)


def meant_by(actor: Actor, outside: str) -> Stakeholder | None:
    """Who on the list goes by this name."""
    if not may(actor, Do.READ_OUTSIDE):
        return None
    rows = list(Stakeholder.objects.visible_to(actor))
    found = known_as(rows).get(folded(outside))
    return next((row for row in rows if row.pk == found), None)


def outside_names(actor: Actor, typed: str, *, most: int = 8) -> list[str]:
    """What the letters so far could mean: those on the list, then others that were spoken with."""
    authorise(actor, Do.READ_OUTSIDE)
    rows = list(Stakeholder.objects.visible_to(actor).order_by("name"))
    known = known_as(rows)
    said = Contact.objects.visible_to(actor).order_by("outside").values_list("outside", flat=True).distinct()
    every = [*(row.name for row in rows), *(name for name in said if folded(name) not in known)]
    wanted = folded(typed)
    return [name for name in every if wanted in folded(name)][:most]


def loose(actor: Actor) -> list[Loose]:
    """Names in the contacts that are nobody on the list yet, most spoken with first."""
    rows = stakeholders(actor)
    known, by_id = known_as(rows), {row.pk: row for row in rows}
    said: dict[str, list[tuple[str, date | None]]] = defaultdict(list)
    for outside, on in Contact.objects.visible_to(actor).values_list("outside", "held_on"):
        if folded(outside) not in known:
            said[folded(outside)].append((outside, on))
    found = [
        Loose(
            several[0][0],
            len(several),
            max((on for _name, on in several if on), default=None),
            by_id.get(likeliest(key, known) or UUID(int=0)),
        )
        for key, several in said.items()
    ]
    return sorted(found, key=lambda each: (-each.contacts, folded(each.name)))


def near_parties(actor: Actor) -> list[Party]:
    """Parties in the surroundings of the network that are not on the list yet."""
    rows = stakeholders(actor)
    taken, known = {row.party_id for row in rows}, known_as(rows)
    parties = Party.objects.visible_to(actor).filter(ring="environment", left_on=None).order_by("name")
    return [each for each in parties if each.pk not in taken and folded(each.name) not in known]


def private_notes(actor: Actor, stakeholder_id: UUID) -> list[PrivateNote]:
    """The reader's own remarks; nobody else ever reads them."""
    stakeholder(actor, stakeholder_id)
    return notes.private_notes(actor, stakeholder_id)


def due_for_check(actor: Actor) -> list[Stakeholder]:
    """Of whom somebody said to look again by now."""
    authorise(actor, Do.READ_OUTSIDE)
    rows = Stakeholder.objects.visible_to(actor).filter(next_check__lte=clock.today(), joined_on=None)
    return list(rows.order_by("next_check", "name"))


def events(actor: Actor, *, past: bool = False, search: str = "") -> list[Event]:
    """What lies ahead, the nearest first, then what has no day yet; or what was, the last first."""
    authorise(actor, Do.READ_ROOMS)
    rows = Event.objects.visible_to(actor).select_related("stakeholder")
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(place__icontains=search) | Q(host__icontains=search))
    over = Q(ends_on__lt=clock.today()) | Q(ends_on=None, starts_on__lt=clock.today())
    if past:
        return list(rows.filter(over).order_by("-starts_on", "name"))
    return list(rows.exclude(over).order_by(F("starts_on").asc(nulls_last=True), "name"))


def event(actor: Actor, event_id: UUID) -> Event:
    authorise(actor, Do.READ_ROOMS)
    return one(Event.objects.visible_to(actor).select_related("stakeholder"), event_id)


def visits(actor: Actor, events: Iterable[Event]) -> Mapping[UUID, list[Visit]]:
    """Who goes to each, or was there."""
    authorise(actor, Do.READ_DIRECTORY)
    found: dict[UUID, list[Visit]] = defaultdict(list)
    wanted = [each.pk for each in events]
    rows: QuerySet[Visit] = Visit.objects.visible_to(actor).filter(event__in=wanted).select_related("person", "event")
    for each in rows.order_by("person__name"):
        found[each.event_id].append(each)
    return found


def visit(actor: Actor, visit_id: UUID) -> Visit:
    authorise(actor, Do.READ_DIRECTORY)
    found = Visit.objects.visible_to(actor).filter(pk=visit_id).select_related("person", "event").first()
    if found is None:
        raise NotFound
    return found


def every_visit(actor: Actor) -> list[Visit]:
    """Of events that are over."""
    authorise(actor, Do.READ_DIRECTORY)
    rows = Visit.objects.visible_to(actor).filter(event__starts_on__lte=clock.today())
    return list(rows.select_related("event", "person"))


def person_of(actor: Actor, person_id: UUID) -> Person:
    found = Person.objects.visible_to(actor).filter(pk=person_id, left_on=None).first()
    if found is None:
        raise NotFound
    return found
