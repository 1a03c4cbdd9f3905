"""Attendance: what is written down of who was there, and of who was asked and stayed away."""

from collections.abc import Iterable

from django.db.models import QuerySet

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting.models import Guest, Plan, ProgrammeItem
from vierspan.workspace.conditions.models import Attendance


def come_in(plan: Plan, guest: Guest) -> None:
    """They are here; twice is once."""
    if guest.checked_in_at is None:
        guest.checked_in_at = clock.now()
        guest.save()
    if not _rows(plan, guest).update(present=True):
        _write(plan, guest, present=True)


def go_out(plan: Plan, guest: Guest) -> None:
    """A slip at the door put right. Once the list is complete, they stayed away; before that, nothing is known yet."""
    guest.checked_in_at = None
    guest.save()
    if plan.closed_on and guest.invited_on:
        _rows(plan, guest).update(present=False)
    else:
        _rows(plan, guest).delete()


def complete(plan: Plan, guests: Iterable[Guest]) -> None:
    """Who got a letter and did not come in stayed away; who had something on the programme brought it."""
    speakers = ProgrammeItem.objects.of(plan.network_id).filter(gathering=plan.gathering).values_list("who", flat=True)
    named = " | ".join(speakers).casefold()
    for guest in guests:
        if guest.checked_in_at is None and guest.invited_on and not _rows(plan, guest).exists():
            _write(plan, guest, present=False)
        elif guest.checked_in_at and guest.person.name.casefold() in named:
            _rows(plan, guest).update(brought_item=True)


def _write(plan: Plan, guest: Guest, *, present: bool) -> None:
    row = Attendance(network_id=plan.network_id, gathering=plan.gathering, person=guest.person, present=present)
    row.party = guest.person.party
    row.save()


def _rows(plan: Plan, guest: Guest) -> QuerySet[Attendance]:
    return Attendance.objects.of(plan.network_id).filter(gathering=plan.gathering, person=guest.person_id)
