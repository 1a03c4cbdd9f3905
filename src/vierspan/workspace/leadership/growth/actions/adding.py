"""The network's own interventions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.rows import ORIENTATIONS
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.actions.checks import told
from vierspan.workspace.leadership.growth.models import LONGEST_NAME, OWN_FROM, OwnIntervention

AXES = ("FD", "PT", "CC", "SB")
FURTHEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An intervention in the network's own words."""

    name: str
    orientation: str
    when: str
    first_step: str
    risk: str
    polarity: Mapping[str, int] = field(default_factory=dict)
    moments: Sequence[str] = ()


@transaction.atomic
def add(actor: Actor, written: Written) -> OwnIntervention:
    """It gets the next number after those there ever were."""
    mine = queries.me(actor)
    last = OwnIntervention.objects.visible_to(actor).aggregate(last=Max("number"))["last"]
    made = OwnIntervention(network_id=actor.network_id, author_id=mine, number=(last or OWN_FROM - 1) + 1)
    return _kept(made, _checked(written))


@transaction.atomic
def change(actor: Actor, own_id: UUID, written: Written, seen: str) -> OwnIntervention:
    """`seen`: the version that was read; Changed where somebody was before you."""
    found = _one(actor, own_id)
    authorise(actor, Do.CHANGE_INTERVENTION, owner_id=found.author_id)
    values = _checked(written)
    unchanged_since(found, seen, values)
    return _kept(found, values)


@transaction.atomic
def remove(actor: Actor, own_id: UUID) -> None:
    """Not offered any more; what was tried with it stays."""
    found = _one(actor, own_id)
    authorise(actor, Do.CHANGE_INTERVENTION, owner_id=found.author_id)
    found.removed_on = clock.today()
    found.save()


def _one(actor: Actor, own_id: UUID) -> OwnIntervention:
    return held(OwnIntervention.objects.visible_to(actor), queries.own_intervention(actor, own_id).pk)


def _checked(written: Written) -> dict[str, Any]:
    name = tidy(written.name)
    if not name:
        raise Invalid("name", "say_what_it_is")
    if len(name) > LONGEST_NAME:
        raise Invalid("name", "too_long")
    if written.orientation not in ORIENTATIONS:
        raise Invalid("orientation", "unknown_choice")
    return {
        "name": name,
        "orientation": written.orientation,
        "when": told(written.when, "when", needs="say_when_it_fits"),
        "first_step": told(written.first_step, "first_step", needs="say_the_first_step"),
        "risk": told(written.risk, "risk", needs="say_what_to_mind"),
        "polarity": _polarity(written.polarity),
        "moments": list(dict.fromkeys(written.moments)),
    }


def _polarity(given: Mapping[str, int]) -> dict[str, int]:
    if any(axis not in AXES or abs(value) > FURTHEST for axis, value in given.items()):
        raise Invalid("polarity", "unknown_choice")
    return {axis: given[axis] for axis in AXES if given.get(axis)}


def _kept(row: OwnIntervention, values: Mapping[str, Any]) -> OwnIntervention:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row
