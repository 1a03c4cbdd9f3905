"""Who has how much time, when somebody is away, and on which days the network works."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.initiatives.planning.models import Away, Hours, Week

MOST_HOURS = 80


@transaction.atomic
def say_hours(actor: Actor, who: UUID, a_week: float | None) -> None:
    """Hours a week for the network; none given is not said (any more). Of oneself, one's party, or by a leader."""
    column = _may_say(actor, who)
    if a_week is not None and not 0 <= a_week <= MOST_HOURS:
        raise Invalid("a_week", "number_out_of_range")
    Hours.objects.visible_to(actor).filter(**{column: who}).delete()
    if a_week is not None:
        Hours.objects.create(network_id=actor.network_id, a_week=a_week, said_on=clock.today(), **{f"{column}_id": who})


@transaction.atomic
def say_away(actor: Actor, who: UUID | None, from_on: date, until_on: date, name: str = "") -> Away:
    """Days on which somebody is away; of nobody in particular the network is closed, which a leader says."""
    column = _may_say(actor, who) if who else ""
    if not who:
        authorise(actor, Do.SET_UP_CONDITIONS)
    if until_on < from_on:
        raise Invalid("until_on", "ends_before_it_begins")
    given = {f"{column}_id": who} if column else {}
    return Away.objects.create(
        network_id=actor.network_id, from_on=from_on, until_on=until_on, name=tidy(name)[:120], **given
    )


@transaction.atomic
def not_away(actor: Actor, away_id: UUID) -> Away:
    """There after all; returns what it was."""
    row = Away.objects.visible_to(actor).filter(pk=away_id).first()
    if row is None:
        raise NotFound
    who = row.person_id or row.party_id
    if who:
        _may_say(actor, who)
    else:
        authorise(actor, Do.SET_UP_CONDITIONS)
    Away.objects.visible_to(actor).filter(pk=away_id).delete()
    return row


@transaction.atomic
def work_on(actor: Actor, days: Sequence[int]) -> None:
    """On which days of the week the network works; 0 is Monday."""
    authorise(actor, Do.SET_UP_CONDITIONS)
    kept = sorted({each for each in days if 0 <= each <= 6})
    if not kept:
        raise Invalid("days", "needs_a_day")
    row = Week.objects.visible_to(actor).first() or Week(network_id=actor.network_id)
    row.days = kept
    row.save()


def _may_say(actor: Actor, who: UUID) -> str:
    """The column that holds them; NotAllowed for who is not them, does not speak for them and does not lead."""
    authorise(actor, Do.READ_TABLE_PLAN)
    if Party.objects.visible_to(actor).filter(pk=who).exists():
        speaks_for(actor, who)
        return "party"
    if not Person.objects.visible_to(actor).filter(pk=who).exists():
        raise Invalid("who", "nobody_by_that_name")
    authorise(actor, Do.SAY_AVAILABILITY, owner_id=who)
    return "person"
