"""Whom one asks, and the letters that go to them."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.conditions.meeting import letters
from vierspan.workspace.conditions.meeting.actions.plans import asked
from vierspan.workspace.conditions.meeting.models import ANSWERS, DateVote, Guest, Plan
from vierspan.workspace.conditions.meeting.running import held_plan, still_to_come
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.queries import languages_of


@transaction.atomic
def choose(actor: Actor, gathering_id: UUID, people: Collection[UUID]) -> int:
    """Put these people on the list too, without a letter yet; how many came on it."""
    plan = still_to_come(actor, gathering_id)
    plan.save()
    return len(put_on_the_list(plan, people))


def put_on_the_list(plan: Plan, people: Collection[UUID]) -> list[Guest]:
    there = Guest.objects.of(plan.network_id).filter(gathering=plan.gathering)
    again = there.filter(person__in=people, withdrawn=True)
    back = list(again)
    again.update(withdrawn=False, invited_on=None, answer="")
    new = Person.objects.of(plan.network_id).filter(pk__in=people).exclude(pk__in=there.values("person"))
    spoken = languages_of(plan.network_id)
    made = [
        Guest(
            network_id=plan.network_id,
            gathering=plan.gathering,
            person=person,
            language=spoken.get(person.pk, plan.network.language),
        )
        for person in new
    ]
    Guest.objects.bulk_create(made)
    return [*made, *back]


@transaction.atomic
def invite(actor: Actor, gathering_id: UUID) -> int:
    """Send the letter to everybody on the list who has not had one; how many letters went out."""
    plan = still_to_come(actor, gathering_id)
    waiting = asked(plan).filter(invited_on=None).exclude(person__email="")
    if plan.gathering.held_on is None and not plan.poll_open:
        raise Invalid("held_on", "needs_a_day_or_a_poll")
    count = letters.send(plan, waiting, "poll" if plan.poll_open else "invitation")
    waiting.update(invited_on=clock.today())
    return count


@transaction.atomic
def remind(actor: Actor, gathering_id: UUID) -> int:
    """Ask those who did not say anything once more, at most once a day; how many letters went out."""
    plan = still_to_come(actor, gathering_id)
    waiting = silent(plan).exclude(reminded_on=clock.today()).exclude(invited_on=clock.today())
    count = letters.send(plan, waiting, "poll_reminder" if plan.poll_open else "reminder")
    waiting.update(reminded_on=clock.today())
    return count


def silent(plan: Plan) -> QuerySet[Guest]:
    """Who got a letter and did not answer."""
    rows = asked(plan).exclude(invited_on=None).exclude(person__email="")
    if plan.poll_open:
        voted = DateVote.objects.of(plan.network_id).filter(option__gathering=plan.gathering)
        return rows.exclude(pk__in=voted.values("guest"))
    return rows.filter(answer="")


@transaction.atomic
def take_off(actor: Actor, gathering_id: UUID, guest_id: UUID) -> None:
    """Ask somebody no longer: their link ends at once."""
    _of(held_plan(actor, gathering_id), guest_id, withdrawn=True)


@transaction.atomic
def mark_key(actor: Actor, gathering_id: UUID, guest_id: UUID) -> None:
    """Without this person it makes no sense; once more, and it does again."""
    plan = held_plan(actor, gathering_id)
    guest = asked(plan).filter(pk=guest_id).first()
    _of(plan, guest_id, is_key=not (guest and guest.is_key))


@transaction.atomic
def write_down(actor: Actor, gathering_id: UUID, guest_id: UUID, answer: str) -> None:
    """What somebody answered otherwise: by phone, in the corridor."""
    plan = still_to_come(actor, gathering_id)
    if not asked(plan).filter(pk=guest_id).exists():
        raise NotFound
    if answer not in ANSWERS:
        raise Invalid("answer", "unknown_choice")
    _of(plan, guest_id, answer=answer, answered_on=clock.today())


def _of(plan: Plan, guest_id: UUID, **changed: object) -> None:
    if not asked(plan).filter(pk=guest_id).update(**changed):
        raise NotFound
