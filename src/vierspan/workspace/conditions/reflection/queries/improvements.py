"""What is to be done better, and what became of it."""

import uuid

from django.db.models import Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.reflection.models import Improvement
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.surveys import roster

__all__ = ["Improvement"]

STATES = ("open", "late", "done", "dropped")


def improvements(actor: Actor, *, state: str = "", search: str = "") -> list[Improvement]:
    """What is open first, by the day it is due; "late" are those open that are past it."""
    rows = _rows(actor)
    if state == "late":
        rows = rows.filter(state="open", due_on__lt=clock.today())
    elif state:
        rows = rows.filter(state=state)
    if search:
        rows = rows.filter(
            Q(name__icontains=search) | Q(owner__name__icontains=search) | Q(party__name__icontains=search)
        )
    return sorted(rows, key=_order)


def improvement(actor: Actor, improvement_id: uuid.UUID) -> Improvement:
    found = _rows(actor).filter(pk=improvement_id).first()
    if found is None:
        raise NotFound
    return found


def of_board(actor: Actor, board_id: uuid.UUID) -> list[Improvement]:
    """What came out of this board."""
    return sorted(_rows(actor).filter(board=board_id), key=_order)


def carried_to(actor: Actor, board_id: uuid.UUID) -> list[Improvement]:
    """What was open when this board began, and is looked at again on it."""
    return sorted(_rows(actor).filter(carried_to=board_id), key=_order)


def mine(actor: Actor) -> list[Improvement]:
    """What the one who asks has taken up, and has still to do."""
    if actor.person_id is None:
        return []
    return sorted(_rows(actor).filter(owner=actor.person_id, state="open"), key=_order)


def who_may_take(actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Who takes part today, to choose an owner and a party from: ids with names."""
    authorise(actor, Do.JOIN_REFLECTION)
    people = roster.taking_part(Person.objects.visible_to(actor)).order_by("name").values_list("pk", "name")
    parties = Party.objects.visible_to(actor).order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in people], [(str(pk), name) for pk, name in parties]


def is_late(row: Improvement) -> bool:
    return row.state == "open" and row.due_on is not None and row.due_on < clock.today()


def _rows(actor: Actor) -> "QuerySet[Improvement]":
    authorise(actor, Do.JOIN_REFLECTION)
    return Improvement.objects.visible_to(actor).select_related("owner", "party", "board")


def _order(row: Improvement) -> tuple[bool, int, int, str]:
    due = row.due_on.toordinal() if row.due_on else clock.today().toordinal() + 9999
    ended = -row.ended_on.toordinal() if row.ended_on else 0
    return (row.state != "open", ended, due, row.name)
