"""Reminding a keeper, who chose to be, in the morning of the day on which it is time."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.common import clock
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside.models import Keeper, Stakeholder
from vierspan.workspace.horizon.outside.names import known_as

AT = time(7, 30)
AGAIN = timedelta(days=14)  # where nothing came of it
JUST = timedelta(days=6)


@task()
def remind_when_due(network_id: str, keeper_id: str) -> None:
    """Write when it is time, and look again later; stops once it was handed over or the mail is not wanted."""
    with transaction.atomic():
        rows = Keeper.objects.of(UUID(network_id)).select_for_update(of=("self",))
        keeper = rows.filter(pk=UUID(keeper_id), until=None, is_reminded=True).first()
        if keeper is None or _was_just_reminded(keeper):
            return
        due = due_on(keeper.stakeholder)
        if due is None or keeper.stakeholder.joined_on:
            return
        if due > clock.today():
            _look_again(keeper, due)
            return
        _write(keeper)
        Keeper.objects.of(keeper.network_id).filter(pk=keeper.pk).update(reminded_on=clock.today())
        _look_again(keeper, clock.today() + AGAIN)


def remind_in_time(keeper: Keeper) -> None:
    """Have somebody look on the day on which it is time; tomorrow where that day is past."""
    due = due_on(keeper.stakeholder)
    if due is not None:
        _look_again(keeper, max(due, clock.today() + timedelta(days=1)))


def due_on(row: Stakeholder) -> date | None:
    """The day on which the agreed rhythm is over; today where nobody ever spoke, none without a rhythm."""
    if row.rhythm_days is None:
        return None
    last = last_spoken(row)
    return last + timedelta(days=row.rhythm_days) if last else clock.today()


def last_spoken(row: Stakeholder) -> date | None:
    known = known_as([row])
    said = Contact.objects.of(row.network_id).filter(held_on__lte=clock.today()).values_list("outside", "held_on")
    return max((on for outside, on in said if on and folded(outside) in known), default=None)


def _was_just_reminded(keeper: Keeper) -> bool:
    return keeper.reminded_on is not None and clock.today() - keeper.reminded_on <= JUST


def _look_again(keeper: Keeper, on: date) -> None:
    morning = timezone.make_aware(datetime.combine(on, AT))
    remind_when_due.using(run_after=morning).enqueue(str(keeper.network_id), str(keeper.pk))


def _write(keeper: Keeper) -> None:
    person, row = keeper.person, keeper.stakeholder
    if not person.email:
        return
    link = f"{settings.BASE_URL}{reverse('web:stakeholder', args=[row.network.slug, row.pk])}"
    with translation.override(keys.language_of(person)):
        about = {"name": person.name, "outside": row.name, "link": link, "last": _since(row)}
        subject = _("Time to speak to %(outside)s again") % about
        body = _(
            "Hello %(name)s,\n\nYou keep touch with %(outside)s. %(last)s\n\nDid you speak already? Then write it down "
            "in ten seconds. Here stands what you talked about before:\n%(link)s\n\nYou chose to be reminded. On that "
            "same page you can end it.\n"
        )
        post(person.email, subject, body % about)


def _since(row: Stakeholder) -> str:
    last = last_spoken(row)
    if last is None:
        return _("No contact was written down yet.")
    days = (clock.today() - last).days
    return ngettext(
        "The last contact that was written down was %(n)s day ago.",
        "The last contact that was written down was %(n)s days ago.",
        days,
    ) % {"n": days}
