import uuid
from typing import cast

from django.db.models import Count, F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.directory.queries import R, one
from vierspan.workspace.directory.queries import initiatives as of_network
from vierspan.workspace.initiatives.models import Commitment, Decision, Position, Seat, Step

TABLE_SIZE = {"table_size": Count("seats", filter=~Q(seats__state__in=["declined", "invited"]))}
AT_TABLE = ~Q(state__in=["declined", "invited"])


def visible_to(actor: Actor, model: type[R]) -> QuerySet[R]:
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[R]", model.objects.visible_to(actor))


def initiatives(actor: Actor, *, state: str = "", kind: str = "", search: str = "", page: int = 1) -> Page[Initiative]:
    """Each with the number of seats at its table (`table_size`); latest first."""
    rows = of_network(actor)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(name__icontains=search) if search else rows
    rows = rows.annotate(**TABLE_SIZE)
    return page_of(rows.order_by(F("started_on").desc(nulls_last=True), "name"), page)


def initiative(actor: Actor, initiative_id: uuid.UUID) -> Initiative:
    return one(of_network(actor), initiative_id)


def seats(actor: Actor, initiative_id: uuid.UUID) -> list[Seat]:
    """Who sits at the table, those who carry first, then by how much they take part."""
    rows = visible_to(actor, Seat).filter(initiative=initiative_id).select_related("party", "person", "step")
    return list(rows.order_by(F("carries").desc(nulls_last=True), F("intensity").desc(nulls_last=True)))


def seats_of(actor: Actor, actor_id: uuid.UUID) -> list[Seat]:
    """At which tables this person or party sits."""
    rows = visible_to(actor, Seat).filter(AT_TABLE & (Q(person=actor_id) | Q(party=actor_id)))
    return list(rows.select_related("initiative", "person", "party").order_by("initiative__name"))


def steps(actor: Actor, initiative_id: uuid.UUID) -> list[Step]:
    rows = visible_to(actor, Step).filter(initiative=initiative_id).select_related("owner", "party")
    return list(rows.order_by(F("opened_on").asc(nulls_last=True), "name"))


def steps_of(actor: Actor, person_id: uuid.UUID | None) -> list[Step]:
    """Steps with a day that this person looks after and that are not done, in initiatives that go on."""
    rows = visible_to(actor, Step).filter(owner=person_id, done_on=None).exclude(due_on=None)
    going = rows.exclude(owner=None).exclude(initiative__state__in=["finished", "stopped"])
    return list(going.select_related("initiative").order_by("due_on", "name"))


def commitments(
    actor: Actor, *, initiative: uuid.UUID | None = None, state: str = "", page: int = 1
) -> Page[Commitment]:
    """What was promised; first due first."""
    rows = visible_to(actor, Commitment).select_related("person", "party", "initiative", "asked_by")
    rows = rows.filter(initiative=initiative) if initiative else rows
    rows = rows.filter(state=state) if state else rows
    return page_of(rows.order_by(F("due_on").asc(nulls_last=True), "name"), page)


def overdue(actor: Actor) -> list[Commitment]:
    """Promised, past its day, and not delivered."""
    rows = visible_to(actor, Commitment).filter(due_on__lt=clock.today(), delivered_on=None)
    rows = rows.exclude(state__in=["delivered", "withdrawn"])
    return list(rows.select_related("person", "party", "initiative").order_by("due_on"))


def commitments_of(actor: Actor, actor_id: uuid.UUID) -> list[Commitment]:
    rows = visible_to(actor, Commitment).filter(Q(person=actor_id) | Q(party=actor_id))
    return list(rows.select_related("initiative", "person").order_by(F("due_on").desc(nulls_last=True)))


def decisions(actor: Actor, *, initiative: uuid.UUID | None = None, page: int = 1) -> Page[Decision]:
    """Open ones first, then the last taken."""
    rows = visible_to(actor, Decision).select_related("opener", "closer", "party", "initiative")
    rows = rows.filter(initiative=initiative) if initiative else rows
    return page_of(rows.order_by(F("closed_on").desc(nulls_first=True), F("opened_on").desc(nulls_last=True)), page)


def decision(actor: Actor, decision_id: uuid.UUID) -> Decision:
    rows = visible_to(actor, Decision).select_related("opener", "closer", "party", "initiative")
    return one(rows, decision_id)


def positions(actor: Actor, decision_id: uuid.UUID) -> list[Position]:
    rows = visible_to(actor, Position).filter(decision=decision_id).select_related("party", "person", "resolved_by")
    return list(rows.order_by("position"))
