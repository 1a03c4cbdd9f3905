"""What parties estimated, on whose behalf an initiative works, and how that was before."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.directory.models import Initiative, Party
from vierspan.workspace.initiatives.mandate.models import Choice, Estimate, Kept, OfWhom

K = TypeVar("K", bound=Kept)


@dataclass(frozen=True, slots=True)
class Behalf:
    """On whose behalf it works: `mandate` is whole, part, none or empty; for a part, of which parties."""

    mandate: str
    parties: tuple[Party, ...] = ()
    conditions: str = ""
    review_on: date | None = None


def visible_to(actor: Actor, model: type[K]) -> QuerySet[K]:
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[K]", model.objects.visible_to(actor))


def estimates(actor: Actor, row: Initiative) -> list[Estimate]:
    """Of each party that was asked or answered one, those that answered first; for members."""
    authorise(actor, Do.READ_MEMBERS)
    return last_of_each(actor.network_id, row)


def last_of_each(network_id: uuid.UUID, row: Initiative) -> list[Estimate]:
    """The last word of each party, for what works with it."""
    rows = Estimate.objects.of(network_id).filter(initiative=row).select_related("party", "person")
    last: dict[uuid.UUID, Estimate] = {}
    for each in rows.order_by("answered_on", "created_at"):
        kept = last.get(each.party_id)
        if kept is None or each.answered_on or not kept.answered_on:
            last[each.party_id] = each
    return sorted(last.values(), key=lambda each: (each.answered_on is None, each.party.name))


def choices(actor: Actor, row: Initiative) -> list[Choice]:
    """What was chosen over time, the last one first."""
    rows = visible_to(actor, Choice).filter(initiative=row).select_related("person")
    return list(rows.order_by("-chosen_on", "-created_at"))


def parties_of(actor: Actor, chosen: Sequence[Choice]) -> dict[uuid.UUID, list[Party]]:
    rows = visible_to(actor, OfWhom).filter(choice__in=[each.pk for each in chosen]).select_related("party")
    found: dict[uuid.UUID, list[Party]] = {}
    for each in rows.order_by("party__name"):
        found.setdefault(each.choice_id, []).append(each.party)
    return found


def behalf(actor: Actor, row: Initiative) -> Behalf:
    return behalves(actor, [row])[row.pk]


def behalves(actor: Actor, rows: Iterable[Initiative]) -> dict[uuid.UUID, Behalf]:
    """Of each; the row's own mandate counts, also where it was brought in without a choice behind it."""
    rows = list(rows)
    chosen = visible_to(actor, Choice).filter(initiative__in=[row.pk for row in rows])
    last = {each.initiative_id: each for each in chosen.order_by("chosen_on", "created_at")}
    parties = parties_of(actor, list(last.values()))
    return {row.pk: _behalf(row, last.get(row.pk), parties) for row in rows}


def _behalf(row: Initiative, last: Choice | None, parties: dict[uuid.UUID, list[Party]]) -> Behalf:
    if last is None or last.mandate != row.mandate:
        return Behalf(row.mandate)
    return Behalf(row.mandate, tuple(parties.get(last.pk, ())), last.conditions, last.review_on)
