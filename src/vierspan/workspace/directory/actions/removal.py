"""Taking somebody out for good: the row, what hangs on it, and its name wherever else it stands."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import transaction
from django.db.models import CASCADE, ForeignKey, JSONField, Q, UUIDField

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.actions import erasing, naming
from vierspan.workspace.directory.actions.erased import erased
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.queries import names, visible_to
from vierspan.workspace.directory.rows import Row
from vierspan.workspace.directory.versions import held
from vierspan.workspace.networks.models import Scoped


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows of one kind that speak of somebody: they go along, or stay without the name."""

    model: str
    rows: int
    goes: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """One column of one model that may hold somebody."""

    model: type[Scoped]
    column: str
    kind: str  # "key", "id" or "ids"
    goes: bool

    def rows(self, network_id: UUID, row_id: UUID) -> Any:
        rows = self.model.objects.of(network_id)
        return rows.filter(
            Q(**{f"{self.column}__icontains": str(row_id)} if self.kind == "ids" else {self.column: row_id})
        )


def what_hangs_on(actor: Actor, actor_id: UUID) -> list[Hanging]:
    """What goes along and what stays without the name, when this person or party is taken out."""
    authorise(actor, Do.DELETE_ACTOR)
    model = _model(actor, actor_id)
    found: dict[tuple[str, bool], set[UUID]] = {}
    for place in _places(model):
        key = (place.model._meta.label_lower, place.goes)
        found.setdefault(key, set()).update(place.rows(actor.network_id, actor_id).values_list("pk", flat=True))
    going = {label: ids for (label, goes), ids in found.items() if goes}
    told = [
        Hanging(label, len(ids if goes else ids - going.get(label, set())), goes)
        for (label, goes), ids in found.items()
    ]
    return sorted((each for each in told if each.rows), key=lambda each: (not each.goes, -each.rows, each.model))


@transaction.atomic
def remove(actor: Actor, actor_id: UUID, *, struck: Collection[str] = ()) -> None:
    """Take a person or a party out. Acts stay, so that the sums stay what they were; a person is nameless in them.

    What is the person's own is erased; `struck` are the texts of others in which their name goes (`naming`).
    """
    authorise(actor, Do.DELETE_ACTOR)
    model = _model(actor, actor_id)
    row = held(visible_to(actor, model), actor_id)
    if isinstance(row, Person):
        of = erased(actor, row)
        naming.strike(of, struck)
        erasing.erase(of)
    for place in _places(model):
        if place.kind == "id":
            _take_out(place, actor.network_id, actor_id)
        elif place.kind == "ids":
            _strike(place, actor.network_id, actor_id)
    if isinstance(row, Person):
        Act.objects.of(actor.network_id).anonymise(actor_id, uuid4())
    row.delete()
    facts_changed(actor.network_id)


def _model(actor: Actor, actor_id: UUID) -> type[Person] | type[Party]:
    found = names(actor, [actor_id]).get(actor_id)
    if found is None:
        raise NotFound
    return Person if found.kind == "person" else Party


def _places(model: type[Row]) -> Iterator[_Place]:
    """Every column of every table that may hold a person or a party, by key, by id or among several ids."""
    for each in apps.get_models():
        if not issubclass(each, Scoped) or each is Act:
            continue
        for field in each._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                if field.related_model is model:
                    yield _Place(each, field.attname, "key", field.remote_field.on_delete is CASCADE)
            elif isinstance(field, UUIDField) and not field.primary_key:
                yield _Place(each, field.attname, "id", not field.null)
            elif isinstance(field, JSONField) and field.default is list and issubclass(each, Row):
                yield _Place(each, field.attname, "ids", False)


def _take_out(place: _Place, network_id: UUID, row_id: UUID) -> None:
    rows = place.rows(network_id, row_id)
    if place.goes:
        rows.delete()
    else:
        rows.update(**{place.column: None})


def _strike(place: _Place, network_id: UUID, row_id: UUID) -> None:
    """Out of a list of ids."""
    for row in place.rows(network_id, row_id):
        setattr(row, place.column, [each for each in getattr(row, place.column) if each != str(row_id)])
        row.save()
