"""Making a gathering, changing what it is for and when, calling it off, and completing the list of who was there."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.meeting import letters
from vierspan.workspace.conditions.meeting.models import Guest, Plan, ProgrammeItem
from vierspan.workspace.conditions.meeting.running import held_plan, plan_of, still_to_come
from vierspan.workspace.conditions.models import GATHERING_KINDS, Gathering
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import unchanged_since

LONGEST = {"name": 200, "purpose": 1000, "place": 300, "word": 2000}
HEARD_OF = ("name", "held_on", "starts_at", "ends_at", "place")  # what calendars and guests must hear of
OF_THE_PLAN = ("starts_at", "ends_at", "place", "word")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a gathering is to be. The purpose comes first: what do we want to have when we go home?"""

    purpose: str
    name: str
    kind: str = ""
    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    word: str = ""
    organiser: UUID | None = None
    party: UUID | None = None
    initiative: UUID | None = None
    programme: tuple[Mapping[str, Any], ...] = field(default=())


@transaction.atomic
def make(actor: Actor, wish: Wish) -> Gathering:
    """A gathering of the actor, who organises it unless somebody else is named."""
    authorise(actor, Do.EDIT_ROOMS)
    given = _checked(actor, wish)
    row = Gathering(network_id=actor.network_id)
    given["organiser_id"] = given["organiser_id"] or actor.person_id
    given["party_id"] = given["party_id"] or own_party(actor)
    plan = Plan(network_id=actor.network_id, made_by_id=actor.user_id)
    _put(row, plan, given)
    for place, item in enumerate(wish.programme):
        ProgrammeItem.objects.create(network_id=actor.network_id, gathering=row, place=place, **item)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def change(actor: Actor, gathering_id: UUID, wish: Wish, *, seen: str) -> bool:
    """Put it as wished; True when guests were told. Raises Changed where somebody was before."""
    plan = held_plan(actor, gathering_id)
    row, given = plan.gathering, _checked(actor, wish)
    for column in OF_THE_PLAN:
        setattr(row, column, getattr(plan, column))
    unchanged_since(row, seen, given)
    is_news = any(getattr(row, column) != given[column] for column in HEARD_OF)
    _put(row, plan, given)
    facts_changed(actor.network_id)
    return is_news and tell_changed(plan)


def _put(row: Gathering, plan: Plan, given: Mapping[str, Any]) -> None:
    for column, value in given.items():
        setattr(plan if column in OF_THE_PLAN else row, column, value)
    row.save()
    plan.gathering = row
    plan.save()


def tell_changed(plan: Plan) -> bool:
    """Guests who were invited and did not say no hear of it, while it lies ahead."""
    if plan.closed_on or (plan.gathering.held_on and plan.gathering.held_on < clock.today()):
        return False
    plan.sequence += 1
    plan.save()
    return letters.send(plan, asked(plan).exclude(answer="no").exclude(invited_on=None), "changed") > 0


def asked(plan: Plan) -> QuerySet[Guest]:
    rows = Guest.objects.of(plan.network_id).filter(gathering=plan.gathering, withdrawn=False)
    return rows.select_related("person__party", "network")


@transaction.atomic
def call_off(actor: Actor, gathering_id: UUID, why: str = "") -> None:
    """It does not take place. As a row it loses its day and its organiser, so that nobody is said to have held it."""
    plan = still_to_come(actor, gathering_id)
    row = plan.gathering
    plan.was_on, plan.was_by, plan.cancelled_on = row.held_on, row.organiser, clock.today()
    plan.word, plan.poll_open, plan.door_code = tidy(why)[: LONGEST["word"]], False, ""
    plan.sequence += 1
    plan.save()
    row.held_on, row.organiser = None, None
    row.save()
    Guest.objects.of(plan.network_id).filter(gathering=row).update(needs="")
    letters.send(plan, asked(plan).exclude(invited_on=None).exclude(answer="no"), "cancelled")
    facts_changed(actor.network_id)


@transaction.atomic
def remove(actor: Actor, gathering_id: UUID) -> None:
    """Throw it away, while nobody has been asked and nobody was there."""
    plan = still_to_come(actor, gathering_id)
    if asked(plan).exclude(invited_on=None).exists():
        raise Invalid("gathering", "invitations_went_out")
    plan.gathering.delete()
    facts_changed(actor.network_id)


def like(actor: Actor, gathering_id: UUID) -> tuple[Gathering, Plan, list[ProgrammeItem]]:
    """An earlier gathering as an example: what it was for and how its programme ran."""
    authorise(actor, Do.EDIT_ROOMS)
    row = Gathering.objects.visible_to(actor).filter(pk=gathering_id).first()
    if row is None:
        raise NotFound
    items = ProgrammeItem.objects.visible_to(actor).filter(gathering=row)
    return row, plan_of(row), list(items)


def _checked(actor: Actor, wish: Wish) -> dict[str, Any]:
    given = {key: value for key, value in asdict(wish).items() if key != "programme"}
    for column in ("name", "place"):
        given[column] = tidy(given[column])
    for column in ("purpose", "word"):
        given[column] = given[column].replace("\r\n", "\n").strip()
    for column, longest in LONGEST.items():
        if len(given[column]) > longest:
            raise Invalid(column, "too_long")
    _refuse_gaps(wish, given)
    for column, model in (("organiser", Person), ("party", Party), ("initiative", Initiative)):
        given[f"{column}_id"] = _known(actor, column, model, given.pop(column))
    return given


def _refuse_gaps(wish: Wish, given: Mapping[str, Any]) -> None:
    if not given["purpose"]:
        raise Invalid("purpose", "needs_a_purpose")
    if not given["name"]:
        raise Invalid("name", "needs_a_name")
    if wish.kind not in ("", *GATHERING_KINDS):
        raise Invalid("kind", "unknown_choice")
    if wish.ends_at and (wish.starts_at is None or wish.ends_at <= wish.starts_at):
        raise Invalid("ends_at", "ends_before_it_starts")


def _known(actor: Actor, column: str, model: Any, row_id: UUID | None) -> UUID | None:
    if row_id is not None and not model.objects.visible_to(actor).filter(pk=row_id).exists():
        raise Invalid(column, "nobody_by_that_name" if column == "organiser" else "unknown_choice")
    return row_id
