"""Two signals that are one: what was said of both stays, and it can be undone."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core import serializers
from django.db import models, transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.middle import keep_middle
from vierspan.workspace.horizon.weighing.models import Apart, Merge, Rating, Source
from vierspan.workspace.networks.models import Scoped


@transaction.atomic
def bring_together(actor: Actor, kept_id: UUID, other_id: UUID) -> Merge:
    """The other goes into the one that is kept: its sources, ratings and what else points at it come over.

    Who rated both keeps what they found of the one that is kept. Steps of the other stay with it, to be put back.
    """
    authorise(actor, Do.EDIT_ROOMS)
    rows = Signal.objects.visible_to(actor)
    kept, other = held(rows, kept_id), held(rows, other_id)
    if kept_id == other_id:
        raise Invalid("other", "needs_two")
    made = Merge(network_id=actor.network_id, kept=kept, moved=list(_repointed(kept, other)))
    made.moved.append(_as_source(kept, other))
    gone = [other, *_still_on(other)]
    made.gone = {"name": other.name, "rows": json.loads(serializers.serialize("json", gone))}
    made.save()
    other.delete()
    keep_middle(kept)
    facts_changed(actor.network_id)
    return made


@transaction.atomic
def take_apart(actor: Actor, merge_id: UUID) -> Signal:
    """Put back the one that went, with what came over from it. It is asked again never more."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Merge.objects.visible_to(actor).select_related("kept"), merge_id)
    if found.undone_on:
        raise Conflict
    first, *rest = serializers.deserialize("json", json.dumps(found.gone["rows"]))
    _put_back(first.object)
    for each in rest:
        _put_back(each.object)
    back: Signal = held(Signal.objects.visible_to(actor), first.object.pk)
    for label, column, row_id in found.moved:
        _point_back(actor, label, column, (row_id, back))
    found.undone_on = clock.today()
    found.save()
    _say_apart(actor, found.kept, back)
    keep_middle(found.kept)
    facts_changed(actor.network_id)
    return back


@transaction.atomic
def keep_apart(actor: Actor, one_id: UUID, other_id: UUID) -> None:
    """They look alike and are two."""
    authorise(actor, Do.EDIT_ROOMS)
    rows = Signal.objects.visible_to(actor)
    _say_apart(actor, held(rows, one_id), held(rows, other_id))


def _say_apart(actor: Actor, one: Signal, other: Signal) -> None:
    Apart(network_id=actor.network_id, one=one, other=other).save()


def _pointing() -> Iterator[tuple[type[Scoped], str]]:
    """Every column of which several rows may point at one signal."""
    for model in apps.get_models():
        if not issubclass(model, Scoped) or model in (Merge, Apart):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Signal and not field.unique:
                yield model, field.name


def _own_to(model: type[Scoped], column: str) -> bool:
    """Whether a row is of one signal alone: its steps, its place on a radar."""
    constraints = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    return model._meta.label in ("weighing.Move",) or any(column in each.fields for each in constraints)


def _repointed(kept: Signal, other: Signal) -> Iterator[tuple[str, str, str]]:
    rated = Rating.objects.of(kept.network_id).filter(signal=kept).values_list("person", flat=True)
    for model, column in _pointing():
        rows: Any = model.objects.of(kept.network_id).filter(**{column: other.pk})
        if model is Rating:
            rows = rows.exclude(person__in=list(rated))
        elif _own_to(model, column):
            continue
        ids = list(rows.values_list("pk", flat=True))
        model.objects.of(kept.network_id).filter(pk__in=ids).update(**{column: kept})
        yield from ((model._meta.label, column, str(each)) for each in ids)


def _as_source(kept: Signal, other: Signal) -> tuple[str, str, str]:
    """Where the other came from is one more source of the one that is kept."""
    made = Source(network_id=kept.network_id, signal=kept, origin=other.origin or other.name, address=other.address)
    made.seen_on, made.person_id, made.party_id = other.spotted_on, other.spotter_id, other.party_id
    made.save()
    return made._meta.label, "", str(made.pk)


def _still_on(other: Signal) -> Iterator[Scoped]:
    """What goes with it, to be put back."""
    for model in apps.get_models():
        if not issubclass(model, Scoped) or model is Apart:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Signal:
                yield from model.objects.of(other.network_id).filter(**{field.name: other.pk})


def _put_back(row: Any) -> None:
    """As it was, without who or what was taken out since; a row that cannot be without is not put back."""
    for field in row._meta.concrete_fields:
        target = getattr(row, field.attname)
        if not isinstance(field, models.ForeignKey) or target is None or field.name == "network":
            continue
        target_model: Any = field.related_model
        known = target_model.objects.of(row.network_id)
        if not known.filter(pk=target).exists():
            if not field.null:
                return
            setattr(row, field.attname, None)
    row.save()


def _point_back(actor: Actor, label: str, column: str, of: tuple[str, Signal]) -> None:
    row_id, back = of
    model: Any = apps.get_model(label)
    rows = model.objects.of(actor.network_id).filter(pk=row_id)
    if column:
        rows.update(**{column: back})
    else:
        rows.delete()
