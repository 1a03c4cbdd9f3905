"""Looking for a day together."""

from datetime import date, time
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.conditions.meeting import letters
from vierspan.workspace.conditions.meeting.actions.plans import asked, tell_changed
from vierspan.workspace.conditions.meeting.models import DateOption, DateVote, Plan
from vierspan.workspace.conditions.meeting.running import still_to_come

MOST_OPTIONS = 20
FEWEST_OPTIONS = 2


@transaction.atomic
def propose(
    actor: Actor, gathering_id: UUID, on: date, starts_at: time | None = None, ends_at: time | None = None
) -> DateOption:
    """A day to choose from."""
    plan = still_to_come(actor, gathering_id)
    if on < clock.today():
        raise Invalid("on", "day_in_the_past")
    if ends_at and (starts_at is None or ends_at <= starts_at):
        raise Invalid("ends_at", "ends_before_it_starts")
    stand = _options(plan)
    if any((each.on, each.starts_at) == (on, starts_at) for each in stand):
        raise Invalid("on", "day_stands_already")
    if len(stand) >= MOST_OPTIONS:
        raise Invalid("on", "too_many")
    plan.save()
    made = DateOption(network_id=actor.network_id, gathering=plan.gathering, on=on, starts_at=starts_at)
    made.ends_at = ends_at
    made.save()
    return made


@transaction.atomic
def drop(actor: Actor, gathering_id: UUID, option_id: UUID) -> None:
    _option(still_to_come(actor, gathering_id), option_id).delete()


@transaction.atomic
def open_poll(actor: Actor, gathering_id: UUID) -> int:
    """Ask everybody on the list when they can; how many letters went out."""
    plan = still_to_come(actor, gathering_id)
    if len(_options(plan)) < FEWEST_OPTIONS:
        raise Invalid("on", "too_few_days")
    plan.poll_open = True
    plan.save()
    waiting = asked(plan).exclude(person__email="")
    count = letters.send(plan, waiting, "poll")
    waiting.update(invited_on=clock.today())
    return count


@transaction.atomic
def choose(actor: Actor, gathering_id: UUID, option_id: UUID) -> int:
    """This becomes the day: who said yes to it comes, and everybody on the list gets a letter; how many did."""
    plan = still_to_come(actor, gathering_id)
    option = _option(plan, option_id)
    row = plan.gathering
    row.held_on, plan.starts_at, plan.ends_at, plan.poll_open = option.on, option.starts_at, option.ends_at, False
    plan.sequence += 1
    row.save()
    plan.save()
    yes = DateVote.objects.of(plan.network_id).filter(option=option, vote="yes").values("guest")
    asked(plan).filter(pk__in=yes, answer="").update(answer="yes", answered_on=clock.today())
    facts_changed(actor.network_id)
    waiting = asked(plan).exclude(person__email="")
    count = letters.send(plan, waiting, "chosen")
    waiting.update(invited_on=clock.today())
    return count


@transaction.atomic
def put_on(actor: Actor, gathering_id: UUID, on: date | None) -> None:
    """It is on this day, or has none any more; who was invited and did not say no hears of it."""
    plan = still_to_come(actor, gathering_id)
    if on and on < clock.today():
        raise Invalid("on", "day_in_the_past")
    plan.gathering.held_on = on
    plan.gathering.save()
    plan.save()
    facts_changed(actor.network_id)
    tell_changed(plan)


def _options(plan: Plan) -> list[DateOption]:
    return list(DateOption.objects.of(plan.network_id).filter(gathering=plan.gathering))


def _option(plan: Plan, option_id: UUID) -> DateOption:
    found = next((each for each in _options(plan) if each.pk == option_id), None)
    if found is None:
        raise NotFound
    return found
