"""Who holds which role, who stands behind it and who comes next; and the core group as it was named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar, cast
from uuid import UUID

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.rows import ORIENTATIONS
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles.models import About, Backing, Named, Turn, Words
from vierspan.workspace.networks.models import Scoped

S = TypeVar("S", bound=Scoped)
SOON = timedelta(days=42)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role with what stands beside it. `grants` and `recognised` are for participants, their numbers for all."""

    row: RoleHeld
    about: About
    turn: Turn | None
    parties: tuple[Party, ...]  # that granted it
    grants: tuple[Backing, ...]
    recognised: tuple[Backing, ...]
    recognised_by: int

    @property
    def is_now(self) -> bool:
        return not self.is_over and not self.is_ahead

    @property
    def is_over(self) -> bool:
        return self.row.until is not None and self.row.until < clock.today()

    @property
    def is_ahead(self) -> bool:
        return self.row.since is not None and self.row.since > clock.today()

    @property
    def ends_soon(self) -> bool:
        return self.is_now and self.row.until is not None and self.row.until <= clock.today() + SOON

    @property
    def days_left(self) -> int | None:
        return (self.row.until - clock.today()).days if self.row.until else None

    @property
    def to_come(self) -> Turn | None:
        """The turn that is planned and did not take place yet."""
        return self.turn if self.turn and self.turn.handed_on is None else None

    @property
    def is_overdue(self) -> bool:
        """The day of the turn went by, and nobody noted that it took place."""
        return self.is_over and self.to_come is not None


@dataclass(frozen=True, slots=True)
class InCore:
    """Somebody in the core group; `named` is empty where the ring came with the records."""

    person: Person
    named: Named | None


def held(actor: Actor) -> list[Held]:
    """The roles that are held now or from a later day on, in the order of the orientations."""
    still = Q(until=None) | Q(until__gte=clock.today())
    return sorted(_beside(actor, _roles(actor).filter(still)), key=_place)


def before(actor: Actor) -> list[Held]:
    """The roles that were held, the last first."""
    rows = _roles(actor).filter(until__lt=clock.today()).order_by("-until", "person__name")
    return _beside(actor, rows)


def one(actor: Actor, role_id: UUID) -> Held:
    found = _beside(actor, _roles(actor).filter(pk=role_id))
    if not found:
        raise NotFound
    return found[0]


def held_by(actor: Actor, person_id: UUID) -> list[Held]:
    """What somebody holds now."""
    return [each for each in held(actor) if each.row.person_id == person_id and each.is_now]


def overdue_of(actor: Actor, person_id: UUID) -> list[Held]:
    """What somebody held and was to hand over, on a day that went by."""
    return [each for each in before(actor) if each.row.person_id == person_id and each.is_overdue]


def coming_to(actor: Actor, person_id: UUID) -> list[Turn]:
    """The turns that somebody is to take over."""
    authorise(actor, Do.READ_MEMBERS)
    rows = Turn.objects.visible_to(actor).filter(next=person_id, handed_on=None)
    return list(rows.select_related("role__person", "role__initiative").order_by("on"))


def to_pass_on(actor: Actor) -> list[Turn]:
    """The turns that are planned to somebody and did not take place yet, the soonest first."""
    authorise(actor, Do.READ_DIRECTORY)
    rows = Turn.objects.visible_to(actor).filter(handed_on=None).exclude(next=None)
    return list(rows.select_related("role__person", "next").order_by("on", "role"))


def may_change(actor: Actor, found: Held) -> bool:
    """Who holds it, who wrote it down, and the leaders."""
    return any(may(actor, Do.RUN_ROLE, owner_id=each) for each in (found.row.person_id, found.about.noted_by_id))


def my_backing(actor: Actor, found: Held) -> Backing | None:
    """That the reader recognises this person in it."""
    return next((each for each in found.recognised if each.person_id == actor.person_id), None)


def in_words(actor: Actor, role_id: UUID) -> Words | None:
    """What the holder wrote for who comes next, for these two; None for others, and where nothing was written."""
    found = one(actor, role_id)
    if not reads_words(actor, found):
        return None
    return Words.objects.visible_to(actor).filter(role=role_id).first()


def reads_words(actor: Actor, found: Held) -> bool:
    """Who holds it, who was named as next, and who took it over."""
    turn = found.turn
    became = RoleHeld.objects.visible_to(actor).filter(pk=turn.became_id).first() if turn and turn.became_id else None
    readers = {found.row.person_id, turn.next_id if turn else None, became.person_id if became else None}
    return actor.person_id is not None and actor.person_id in readers


def writes_words(actor: Actor, found: Held) -> bool:
    return actor.person_id is not None and actor.person_id == found.row.person_id


def taken_from(actor: Actor, role_id: UUID) -> Turn | None:
    """From whom this role was taken over."""
    authorise(actor, Do.READ_DIRECTORY)
    return Turn.objects.visible_to(actor).filter(became=role_id).select_related("role__person").first()


def core(actor: Actor) -> list[InCore]:
    """Who is in the core group, who were named first, first."""
    authorise(actor, Do.READ_MEMBERS)
    people = Person.objects.visible_to(actor).filter(ring="core", left_on=None).select_related("party").order_by("name")
    named = {each.person_id: each for each in Named.objects.visible_to(actor).filter(until=None)}
    found = [InCore(person, named.get(person.pk)) for person in people]
    return sorted(found, key=lambda each: (each.named is None, _since(each.named), each.person.name))


def core_before(actor: Actor) -> list[Named]:
    """Who were in the core group, the last first."""
    authorise(actor, Do.READ_MEMBERS)
    rows = Named.objects.visible_to(actor).exclude(until=None).select_related("person")
    return list(rows.order_by("-until", "person__name"))


def count_of_parties(actor: Actor) -> int:
    """How many take part, so that one sees what part of them granted a role."""
    authorise(actor, Do.READ_DIRECTORY)
    return Party.objects.visible_to(actor).filter(Q(left_on=None) | Q(left_on__gt=clock.today())).count()


def _since(named: Named | None) -> date:
    return named.since if named and named.since else date.max


def _place(found: Held) -> tuple[int, bool, bool, date, str]:
    row = found.row
    rank = ORIENTATIONS.index(row.orientation) if row.orientation in ORIENTATIONS else len(ORIENTATIONS)
    return rank, found.is_ahead, row.initiative_id is not None, row.since or date.min, row.person.name


def _roles(actor: Actor) -> "QuerySet[RoleHeld]":
    authorise(actor, Do.READ_DIRECTORY)
    rows = RoleHeld.objects.visible_to(actor).select_related("person__party", "initiative")
    return rows.order_by(F("since").desc(nulls_last=True))


def _beside(actor: Actor, roles: Iterable[RoleHeld]) -> list[Held]:
    rows = list(roles)
    abouts = {each.role_id: each for each in _of(actor, About, rows)}
    turns = {each.role_id: each for each in _of(actor, Turn, rows).select_related("next")}
    backings = list(_of(actor, Backing, rows).select_related("person").order_by("since", "person__name"))
    parties = _parties(actor, rows)
    is_member = may(actor, Do.READ_MEMBERS)
    return [
        Held(
            row=row,
            about=abouts.get(row.pk) or About(network_id=actor.network_id, role=row),
            turn=turns.get(row.pk),
            parties=tuple(parties[key] for key in row.granted_by if key in parties),
            grants=_backed(backings, row, "grants") if is_member else (),
            recognised=_backed(backings, row, "recognises") if is_member else (),
            recognised_by=len(_backed(backings, row, "recognises")),
        )
        for row in rows
    ]


def _of(actor: Actor, model: type[S], rows: Sequence[RoleHeld]) -> "QuerySet[S]":
    return cast("QuerySet[S]", model.objects.visible_to(actor)).filter(role__in=[row.pk for row in rows])


def _backed(backings: Iterable[Backing], row: RoleHeld, kind: str) -> tuple[Backing, ...]:
    return tuple(each for each in backings if each.role_id == row.pk and each.kind == kind)


def _parties(actor: Actor, rows: Iterable[RoleHeld]) -> Mapping[str, Party]:
    ids = {key for row in rows for key in row.granted_by}
    return {str(each.pk): each for each in Party.objects.visible_to(actor).filter(pk__in=ids)}
