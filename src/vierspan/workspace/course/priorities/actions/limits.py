"""What an activity asks of whom, what goes together, and under which terms is chosen."""

import math
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.course.models import Activity
from vierspan.workspace.course.priorities.models import BONDS, Asked, Bond, Terms
from vierspan.workspace.course.priorities.queries import one
from vierspan.workspace.directory.models import Theme
from vierspan.workspace.directory.versions import held, unchanged_since

MOST_HOURS = 100_000
HIGHEST_WEIGHT = 1000
LONGEST_REASON = 500


@transaction.atomic
def ask(actor: Actor, activity_id: UUID, hours: Mapping[str, float | None]) -> None:
    """What the activity asks of each party in a quarter; None makes it an equal share again."""
    authorise(actor, Do.EDIT_ROOMS)
    activity = held(Activity.objects.visible_to(actor), activity_id)
    for party, asked in hours.items():
        if party not in activity.parties:
            raise Invalid("hours", "unknown_party")
        if asked is not None and not 0 <= asked <= MOST_HOURS:
            raise Invalid("hours", "number_out_of_range")
    rows = Asked.objects.visible_to(actor)
    rows.filter(activity=activity, party__in=list(hours)).delete()
    for party, asked in hours.items():
        if asked is not None:
            Asked(network_id=actor.network_id, activity=activity, party_id=UUID(party), hours=asked).save()
    facts_changed(actor.network_id)


@transaction.atomic
def bind(actor: Actor, kind: str, activity_id: UUID, other_id: UUID | None = None, *, reason: str = "") -> Bond:
    """This one must; or it needs, or excludes, that one."""
    authorise(actor, Do.EDIT_ROOMS)
    if kind not in BONDS:
        raise Invalid("kind", "unknown_choice")
    activity = one(Activity.objects.visible_to(actor), activity_id)
    other = None if kind == "must" else _other(actor, activity, other_id)
    if _stands(actor, kind, activity, other):
        raise Invalid("other" if other else "activity", "said_already")
    reason = tidy(reason)
    if len(reason) > LONGEST_REASON:
        raise Invalid("reason", "too_long")
    made = Bond(network_id=actor.network_id, kind=kind, activity=activity, other=other, reason=reason)
    made.save()
    facts_changed(actor.network_id)
    return made


def _other(actor: Actor, activity: Activity, other_id: UUID | None) -> Activity:
    found = Activity.objects.visible_to(actor).filter(pk=other_id).first() if other_id else None
    if found is None:
        raise Invalid("other", "name_the_other")
    if found.pk == activity.pk:
        raise Invalid("other", "needs_two")
    return found


def _stands(actor: Actor, kind: str, activity: Activity, other: Activity | None) -> bool:
    """An exclusion is the same both ways."""
    rows = Bond.objects.visible_to(actor).filter(kind=kind)
    there = rows.filter(activity=activity, other=other).exists()
    return there or (kind == "excludes" and rows.filter(activity=other, other=activity).exists())


@transaction.atomic
def unbind(actor: Actor, bond_id: UUID) -> Bond:
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Bond.objects.visible_to(actor), bond_id)
    kept = Bond(kind=found.kind, activity_id=found.activity_id, other_id=found.other_id, reason=found.reason)
    found.delete()
    facts_changed(actor.network_id)
    return kept


@transaction.atomic
def set_terms(
    actor: Actor, *, weights: Mapping[str, float | None], must_themes: list[str], is_for_everybody: bool, seen: str
) -> Terms:
    """What each theme weighs in choosing (None: its own priority), which must be served, something for everybody.

    `seen` is the version that the reader had before them, empty where there was none. Raises Changed.
    """
    authorise(actor, Do.EDIT_ROOMS)
    _check(actor, weights, must_themes)
    given = {
        "weights": {theme: weight for theme, weight in weights.items() if weight is not None},
        "must_themes": sorted(must_themes),
        "is_for_everybody": is_for_everybody,
    }
    rows = Terms.objects.visible_to(actor).select_for_update(of=("self",))
    found = rows.first()
    if found is not None:
        unchanged_since(found, seen, given)
    row = found or Terms(network_id=actor.network_id)
    for column, value in given.items():
        setattr(row, column, value)
    row.save()
    facts_changed(actor.network_id)
    return row


def _check(actor: Actor, weights: Mapping[str, float | None], must_themes: list[str]) -> None:
    known = {str(pk) for pk in Theme.objects.visible_to(actor).values_list("pk", flat=True)}
    if not {*weights, *must_themes} <= known:
        raise NotFound
    for weight in weights.values():
        if weight is not None and not (math.isfinite(weight) and 0 <= weight <= HIGHEST_WEIGHT):
            raise Invalid("weights", "number_out_of_range")
