"""Every place in which a person or a party can be pointed at: found in the models themselves, so that none is
forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey, JSONField, TextField, UUIDField

from vierspan.workspace.acts.models import Act
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.insight.tables import MODELS, stored
from vierspan.workspace.networks.models import Scoped

# What tells how things were at a moment, or is made anew by itself; and the ledger, which has a way of its own.
LEFT_AS_IT_WAS = frozenset(
    {
        "acts.Act",
        "acts.LastChange",
        "directory.BulkChange",
        "exchange.Apart",
        "exchange.Import",
        "exchange.Merge",
        "exchange.Upload",
        "insight.FoundPlace",
        "insight.Layout",
        "insight.MapShare",
        "insight.Run",
        "surveys.Answer",
        "surveys.Release",
        "surveys.RosterEntry",
    }
)
ACTORS: tuple[type[Scoped], ...] = (Party, Person)
ADDRESSES = "query"  # the column in which kept lists and views of the map keep an address


@dataclass(frozen=True, slots=True)
class Place:
    """A column that can hold somebody's id: alone ("id"), in a list ("list") or within a text ("text")."""

    model: type[Scoped]
    attribute: str
    form: str

    def rows(self, network_id: UUID, somebody: UUID) -> Any:
        match = {"id": self.attribute, "list": f"{self.attribute}__icontains", "text": f"{self.attribute}__contains"}
        return self.model.objects.of(network_id).filter(**{match[self.form]: str(somebody)})


@cache
def places() -> tuple[Place, ...]:
    models = (model for model in apps.get_models() if issubclass(model, Scoped))
    kept = (model for model in models if model._meta.label not in LEFT_AS_IT_WAS)
    return tuple(place for model in kept for place in _places(model))


def _places(model: type[Scoped]) -> Iterator[Place]:
    for field in model._meta.concrete_fields:
        is_own_id = field.primary_key or field.name == "network"
        if not is_own_id and (isinstance(field, UUIDField) or _points_at_actors(field)):
            yield Place(model, field.attname, "id")
        elif isinstance(field, JSONField) and field.name in _lists_of(model):
            yield Place(model, field.attname, "list")
        elif isinstance(field, TextField) and field.name == ADDRESSES:
            yield Place(model, field.attname, "text")


def _points_at_actors(field: Any) -> bool:
    return isinstance(field, ForeignKey) and field.remote_field.model in ACTORS


def _lists_of(model: type[Scoped]) -> set[str]:
    """The columns in which the records keep several people or parties."""
    key = next((key for key, each in MODELS.items() if each is model), None)
    if key is None or model is Act:
        return set()
    return {
        column.key for column in stored()[key].columns if column.list and column.type in ("party", "person", "actor")
    }
