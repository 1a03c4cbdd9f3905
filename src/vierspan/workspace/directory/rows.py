"""What every row of a network's records has in common, and the short words in which models are written."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vierspan.workspace.networks.models import Scoped

RINGS = ("core", "partner", "periphery", "environment")
ORIENTATIONS = ("strategist", "explorer", "developer", "process_manager")
PHASES = ("explore", "share", "agree", "shape", "realise", "renew")


class Row(Scoped):
    """A row with the code its owners gave it, and the columns of theirs that Vierspan does not know."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    external_id = models.TextField(blank=True, default="")
    extra = models.JSONField(blank=True, default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["network", "external_id"],
                condition=~Q(external_id=""),
                name="%(app_label)s_%(class)s_external_id_once",
            ),
        ]

    def __str__(self) -> str:
        return str(getattr(self, "name", "") or self.id)


def text() -> models.TextField[str, str]:
    return models.TextField(blank=True, default="")


def choice() -> models.CharField[str, str]:
    return models.CharField(max_length=40, blank=True, default="")


def number() -> models.FloatField[float | None, float | None]:
    return models.FloatField(null=True, blank=True)


def whole() -> models.IntegerField[int | None, int | None]:
    return models.IntegerField(null=True, blank=True)


def day() -> models.DateField[date | None, date | None]:
    return models.DateField(null=True, blank=True)


def flag() -> models.BooleanField[bool | None, bool | None]:
    return models.BooleanField(null=True, blank=True)


def actor() -> models.UUIDField[uuid.UUID | None, uuid.UUID | None]:
    """A person or a party: they share one space of ids, so that the id alone tells which."""
    return models.UUIDField(null=True, blank=True)


def ids() -> models.JSONField[list[str], list[str]]:
    """Several rows of one table, as their ids."""
    return models.JSONField(blank=True, default=list)


def several() -> models.JSONField[list[str], list[str]]:
    """Several short texts, such as tags."""
    return models.JSONField(blank=True, default=list)


def among(column: str, allowed: tuple[str, ...]) -> models.CheckConstraint:
    """One of a closed list, or empty."""
    return models.CheckConstraint(
        condition=Q(**{f"{column}__in": ["", *allowed]}), name=f"%(app_label)s_%(class)s_{column}_known"
    )


def at_least(column: str, low: float) -> models.CheckConstraint:
    return models.CheckConstraint(condition=_empty_or(column, gte=low), name=f"%(app_label)s_%(class)s_{column}_range")


def between(column: str, low: float, high: float) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=_empty_or(column, gte=low, lte=high), name=f"%(app_label)s_%(class)s_{column}_range"
    )


def named(column: str = "name") -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(**{column: ""}), name=f"%(app_label)s_%(class)s_{column}_given")


def _empty_or(column: str, **bounds: Any) -> Q:
    within = Q(**{f"{column}__{bound}": value for bound, value in bounds.items()})
    return within | Q(**{f"{column}__isnull": True})
