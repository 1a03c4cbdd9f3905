"""Saying that two are one, or are not."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.exchange.doubles.journal import Entry, read
from vierspan.workspace.exchange.doubles.merging import bring_together
from vierspan.workspace.exchange.doubles.parting import take_apart
from vierspan.workspace.exchange.doubles.queries import a_merge
from vierspan.workspace.exchange.models import Apart, Merge
from vierspan.workspace.horizon.weighing.middle import keep_middles
from vierspan.workspace.horizon.weighing.models import Rating as Weighed
from vierspan.workspace.insight import runs
from vierspan.workspace.insight.jobs import refresh_mirror

TABLES: Mapping[str, Any] = {"people": Person, "parties": Party}


@transaction.atomic
def merge(actor: Actor, table: str, *, keep: UUID, gone: UUID, chosen: Mapping[str, str] | None = None) -> Merge:
    """Make one of two. `chosen` says by column of which ("kept" or "gone") the value stays; where the one that stays
    has nothing, the other's is taken. Raises Invalid where both were asked in one survey."""
    authorise(actor, Do.MERGE_ACTORS)
    if table not in TABLES or keep == gone:
        raise Invalid("gone", "needs_two")
    one, other = _held(actor, table, keep), _held(actor, table, gone)
    journal = bring_together(one, other, chosen or {})
    keep_middles(actor.network_id, _weighed(journal))
    made = Merge(network_id=actor.network_id, table=table, kept=one.pk, gone=other.pk, gone_name=other.name)
    made.kept_name = TABLES[table].objects.of(actor.network_id).get(pk=one.pk).name
    made.gone_code, made.made_by_id = other.external_id, actor.user_id
    made.moved = [entry.plain() for entry in journal]
    made.save()
    _changed(actor.network_id)
    return made


@transaction.atomic
def undo(actor: Actor, merge_id: UUID) -> Merge:
    """Make two of one again, exactly as they were. Raises StandsOnIt where a later change stands on the merge."""
    authorise(actor, Do.MERGE_ACTORS)
    made = a_merge(actor, merge_id)
    if made.undone_at is not None:
        raise Conflict
    take_apart(actor.network_id, made.moved)
    keep_middles(actor.network_id, _weighed(read(made.moved)))
    made.undone_at, made.moved = clock.now(), []
    made.save()
    _changed(actor.network_id)
    return made


@transaction.atomic
def keep_apart(actor: Actor, table: str, one: UUID, other: UUID) -> None:
    """They look alike and are two: do not ask again."""
    authorise(actor, Do.MERGE_ACTORS)
    rows = TABLES[table].objects.visible_to(actor) if table in TABLES else Party.objects.visible_to(actor).none()
    if one == other or rows.filter(pk__in=[one, other]).count() != len({one, other}):
        raise NotFound
    first, second = sorted((one, other), key=str)
    if not Apart.objects.visible_to(actor).filter(first=first, second=second).exists():
        Apart(network_id=actor.network_id, first=first, second=second, said_by_id=actor.user_id).save()


def _weighed(entries: Iterable[Entry]) -> set[UUID]:
    """The signals of which two ratings became one, or are two again."""
    gone = (each for each in entries if each.label == Weighed._meta.label and each.after is None)
    return {UUID(each.before["signal_id"]) for each in gone}


def _held(actor: Actor, table: str, row_id: UUID) -> Any:
    row = TABLES[table].objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=row_id).first()
    if row is None:
        raise NotFound
    return row


def _changed(network_id: UUID) -> None:
    facts_changed(network_id)
    if not runs.is_small(network_id):
        refresh_mirror.enqueue(str(network_id))
