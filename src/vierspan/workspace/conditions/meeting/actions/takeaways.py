"""What we take home: written down during or after, put right, and mailed to who was there."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.meeting import minutes, pulse_closing
from vierspan.workspace.conditions.meeting.models import Takeaway
from vierspan.workspace.conditions.meeting.running import held_plan, may_run, plan_of
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST = 500


@transaction.atomic
def note(actor: Actor, gathering_id: UUID, text: str) -> Takeaway:
    """Any participant may write one down."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Gathering.objects.visible_to(actor), gathering_id)
    made = Takeaway(network_id=actor.network_id, gathering=row, text=_checked(text), written_by_id=actor.user_id)
    made.save()
    return made


@transaction.atomic
def change(actor: Actor, takeaway_id: UUID, text: str, *, seen: str) -> Takeaway:
    """Who wrote it, or who runs the gathering; what it has become stays as it was then."""
    found = own(actor, takeaway_id)
    words = _checked(text)
    unchanged_since(found, seen, {"text": words})
    found.text = words
    found.save()
    return found


@transaction.atomic
def remove(actor: Actor, takeaway_id: UUID) -> Takeaway:
    found = own(actor, takeaway_id)
    if found.became:
        raise Conflict
    Takeaway.objects.visible_to(actor).filter(pk=found.pk).delete()
    return found


def own(actor: Actor, takeaway_id: UUID) -> Takeaway:
    """The takeaway, held, for who wrote it and for who runs the gathering."""
    authorise(actor, Do.EDIT_ROOMS)
    rows = Takeaway.objects.visible_to(actor).select_related("gathering__organiser", "who", "party")
    found = held(rows, takeaway_id)
    if not actor.owns(found.written_by_id) and not may_run(actor, plan_of(found.gathering)):
        authorise(actor, Do.RUN_GATHERING)
    return found


@transaction.atomic
def mail(actor: Actor, gathering_id: UUID) -> int:
    """Send the minutes to who was there; how many letters went out."""
    plan = held_plan(actor, gathering_id)
    rows = list(Takeaway.objects.visible_to(actor).filter(gathering=plan.gathering).select_related("who", "party"))
    if not rows:
        raise Invalid("takeaways", "nothing_to_mail")
    there = pulse_closing.present(plan)
    if not there.exclude(person__email="").exists():
        raise NotFound
    return minutes.send(plan, there, rows)


def _checked(text: str) -> str:
    words = tidy(text)
    if not words:
        raise Invalid("text", "takeaway_empty")
    if len(words) > LONGEST:
        raise Invalid("text", "too_long")
    return words
