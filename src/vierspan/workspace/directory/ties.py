"""Ties as they were declared: the kinds a network speaks of, and whose word still waits for the other side."""

import uuid
from collections import Counter
from dataclasses import dataclass

from django.db.models import F, Q

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Affiliation, Person, Tie, TieKind
from vierspan.workspace.directory.queries import Named, names, one, visible_to

BASES_TO_CONFIRM = ("declared", "imported", "")


@dataclass(frozen=True, slots=True)
class KindUsed:
    """A kind of tie, with how many ties have it; `declared` is None for one that only came with records."""

    name: str
    count: int
    declared: TieKind | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A tie that one side declared and the other has not confirmed."""

    tie: Tie
    source: Named
    target: Named


def tie(actor: Actor, tie_id: uuid.UUID) -> Tie:
    return one(visible_to(actor, Tie), tie_id)


def kinds(actor: Actor) -> list[KindUsed]:
    """In the network's own order, and behind them those that came with records, by name."""
    counted = Counter(visible_to(actor, Tie).exclude(kind="").values_list("kind", flat=True))
    known = {kind.name: kind for kind in TieKind.objects.visible_to(actor)}
    found = [KindUsed(name, counted[name], kind) for name, kind in known.items()]
    return [*found, *(KindUsed(name, counted[name], None) for name in sorted(counted) if name not in known)]


def kind(actor: Actor, kind_id: uuid.UUID) -> TieKind:
    """Raises NotFound for a kind of another network."""
    authorise(actor, Do.READ_DIRECTORY)
    found = TieKind.objects.visible_to(actor).filter(pk=kind_id).first()
    if found is None:
        raise NotFound
    return found


def own_ids(actor: Actor) -> set[uuid.UUID]:
    """The person whom the actor is in the records, and the parties they speak for today."""
    if actor.person_id is None:
        return set()
    me = Person.objects.visible_to(actor).filter(pk=actor.person_id).first()
    affiliations = Affiliation.objects.visible_to(actor).filter(person=actor.person_id, until=None)
    parties = {*affiliations.values_list("party_id", flat=True), me.party_id if me else None}
    return {actor.person_id, *(party for party in parties if party)}


def may_confirm(actor: Actor, found: Tie, own: set[uuid.UUID] | None = None) -> bool:
    """Whether the actor stands at one of the tie's ends and did not declare it; nobody confirms their own word."""
    own = own_ids(actor) if own is None else own
    is_open = found.confirmed is None and found.basis in BASES_TO_CONFIRM and found.until is None
    return is_open and found.declared_by_id != actor.user_id and not own.isdisjoint((found.source, found.target))


def waiting_for(actor: Actor) -> list[Waiting]:
    """The ties of the actor and of the parties they speak for that wait for their word, newest first.

    Only ties that somebody declared here: what came with an import can be confirmed, and does not ask for it.
    """
    own = own_ids(actor)
    rows = visible_to(actor, Tie).filter(confirmed=None, until=None, declared_by__isnull=False)
    rows = rows.filter(Q(source__in=own) | Q(target__in=own))
    found = [each for each in rows.order_by(F("since").desc(nulls_last=True)) if may_confirm(actor, each, own)]
    known = names(actor, [end for each in found for end in (each.source, each.target)])
    return [
        Waiting(each, known[each.source], known[each.target])
        for each in found
        if each.source in known and each.target in known
    ]
