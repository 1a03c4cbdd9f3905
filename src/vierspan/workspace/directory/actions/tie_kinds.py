"""The kinds of tie that a network speaks of."""

import uuid

from django.db import transaction
from django.db.models import Max

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory import ties
from vierspan.workspace.directory.models import Tie, TieKind

LONGEST = 80


@transaction.atomic
def add(actor: Actor, *, name: str, about: str = "", directed: bool = False) -> TieKind:
    """A kind to choose from; one that came with records is adopted by adding its name."""
    authorise(actor, Do.EDIT_OWN_FIELDS)
    name = _named(actor, name)
    last = TieKind.objects.visible_to(actor).aggregate(last=Max("place"))["last"]
    made = TieKind(
        network_id=actor.network_id,
        name=name,
        about=tidy(about),
        directed=directed,
        place=0 if last is None else last + 1,
    )
    made.save()
    return made


@transaction.atomic
def change(actor: Actor, kind_id: uuid.UUID, *, name: str, about: str = "", directed: bool = False) -> TieKind:
    """A new name goes to every tie of this kind."""
    authorise(actor, Do.EDIT_OWN_FIELDS)
    found = ties.kind(actor, kind_id)
    name = _named(actor, name, but=found)
    if name != found.name:
        Tie.objects.visible_to(actor).filter(kind=found.name).update(kind=name)
        facts_changed(actor.network_id)
    found.name, found.about, found.directed = name, tidy(about), directed
    found.save()
    return found


@transaction.atomic
def remove(actor: Actor, kind_id: uuid.UUID) -> None:
    """Only where no tie is of this kind."""
    authorise(actor, Do.EDIT_OWN_FIELDS)
    found = ties.kind(actor, kind_id)
    if Tie.objects.visible_to(actor).filter(kind=found.name).exists():
        raise Conflict
    TieKind.objects.visible_to(actor).filter(pk=found.pk).delete()


@transaction.atomic
def move_up(actor: Actor, kind_id: uuid.UUID) -> None:
    """One place nearer to the front of the list to choose from."""
    authorise(actor, Do.EDIT_OWN_FIELDS)
    found = ties.kind(actor, kind_id)
    kinds = list(TieKind.objects.visible_to(actor))
    at = kinds.index(found)
    kinds.insert(max(0, at - 1), kinds.pop(at))
    for place, kind in enumerate(kinds):
        kind.place = place
        kind.save(update_fields=["place"])


def _named(actor: Actor, name: str, but: TieKind | None = None) -> str:
    name = tidy(name)
    if not name:
        raise Invalid("name", "needs_a_name")
    if len(name) > LONGEST:
        raise Invalid("name", "too_long")
    others = TieKind.objects.visible_to(actor).filter(name__iexact=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Invalid("name", "name_taken")
    return name
