import uuid
from datetime import date
from typing import cast

from django.db.models import Count, F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.conditions.models import Attendance, Exchange, Gathering, Observation, PulseResult, Rule
from vierspan.workspace.directory.queries import R, one

SEEN = {
    "kept": Count("observations", filter=Q(observations__kind="good")),
    "broken": Count("observations", filter=Q(observations__kind="breach")),
}
TURNOUT = {"invited": Count("attendance"), "came": Count("attendance", filter=~Q(attendance__present=False))}


def visible_to(actor: Actor, model: type[R]) -> QuerySet[R]:
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[R]", model.objects.visible_to(actor))


def rules(actor: Actor, *, topic: str = "") -> list[Rule]:
    """Each with how often it was seen kept (`kept`) and broken (`broken`)."""
    rows = visible_to(actor, Rule).select_related("author", "party")
    rows = rows.filter(topic=topic) if topic else rows
    rows = rows.annotate(**SEEN)
    return list(rows.order_by("topic", "name"))


def rule(actor: Actor, rule_id: uuid.UUID) -> Rule:
    return one(visible_to(actor, Rule).select_related("author", "party"), rule_id)


def due_for_review(actor: Actor) -> list[Rule]:
    return to_review(actor, clock.today())


def to_review(actor: Actor, until: date) -> list[Rule]:
    """Rules that are to be looked at again on that day or before, the first one first."""
    return list(visible_to(actor, Rule).filter(review_on__lte=until).order_by("review_on"))


def observations(actor: Actor, rule_id: uuid.UUID) -> list[Observation]:
    rows = visible_to(actor, Observation).filter(rule=rule_id).select_related("observer")
    return list(rows.order_by(F("observed_on").desc(nulls_last=True)))


def exchanges(
    actor: Actor, *, party: uuid.UUID | None = None, state: str = "", search: str = "", page: int = 1
) -> Page[Exchange]:
    """What was offered and given, last first."""
    rows = visible_to(actor, Exchange).select_related("giver", "receiver", "by")
    rows = rows.filter(Q(giver=party) | Q(receiver=party)) if party else rows
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(Q(what__icontains=search) | Q(kind__icontains=search)) if search else rows
    return page_of(rows.order_by(F("given_on").desc(nulls_last=True), "id"), page)


def brought_by(actor: Actor, party_id: uuid.UUID) -> list[Exchange]:
    rows = visible_to(actor, Exchange).filter(giver=party_id).select_related("receiver", "by")
    return list(rows.order_by(F("given_on").desc(nulls_last=True)))


def got_by(actor: Actor, party_id: uuid.UUID) -> list[Exchange]:
    rows = visible_to(actor, Exchange).filter(receiver=party_id).select_related("giver", "by")
    return list(rows.order_by(F("given_on").desc(nulls_last=True)))


def gatherings(actor: Actor, *, kind: str = "", initiative: uuid.UUID | None = None, page: int = 1) -> Page[Gathering]:
    """Each with the number of those invited (`invited`) and of those who came (`came`), last first."""
    rows = visible_to(actor, Gathering).select_related("organiser", "party", "initiative")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(initiative=initiative) if initiative else rows
    rows = rows.annotate(**TURNOUT)
    return page_of(rows.order_by(F("held_on").desc(nulls_last=True), "name"), page)


def gathering(actor: Actor, gathering_id: uuid.UUID) -> Gathering:
    rows = visible_to(actor, Gathering).select_related("organiser", "party", "initiative")
    return one(rows, gathering_id)


def attendance(actor: Actor, gathering_id: uuid.UUID) -> list[Attendance]:
    """Who was invited to the gathering, those who came first; an empty `present` means yes."""
    rows = visible_to(actor, Attendance).filter(gathering=gathering_id).select_related("person", "party")
    return sorted(rows, key=lambda row: (row.present is False, str(row.person or row.party or "")))


def attended_by(actor: Actor, actor_id: uuid.UUID) -> list[Attendance]:
    """The gatherings to which this person or party was invited, last first."""
    rows = visible_to(actor, Attendance).filter(Q(person=actor_id) | Q(party=actor_id))
    return list(rows.select_related("gathering", "person").order_by(F("gathering__held_on").desc(nulls_last=True)))


def pulse(actor: Actor) -> list[PulseResult]:
    """The results of each wave, last first."""
    return list(visible_to(actor, PulseResult).select_related("party").order_by("-asked_on", "item"))
