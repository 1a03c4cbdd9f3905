"""Who sits where at a gathering, who likes to sit with whom, and who must not: in no record or export."""

import uuid
from typing import ClassVar

from django.db import models

from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks.models import Scoped

WAYS = ("tables", "pairs", "own")
KINDS = ("with", "apart")


def _id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Seating(Scoped):
    """How the guests are divided, and what was found when it was last proposed."""

    id = _id()
    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, default="tables")
    seats = models.PositiveSmallIntegerField(default=6)  # at a table, at most
    sizes = models.JSONField(default=list, blank=True)  # of one's own choice
    rounds = models.PositiveSmallIntegerField(default=1)
    found = models.JSONField(null=True, blank=True)  # the score proposed, its bound, and what chance does
    kept_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(way__in=WAYS), name="seating_way_known"),
        ]

    def __str__(self) -> str:
        return str(self.gathering_id)


class Place(Scoped):
    """Somebody at a table in a round, both counted from 0: on the plan being worked on, or on the one that is kept."""

    id = _id()
    seating = models.ForeignKey(Seating, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)
    table = models.PositiveSmallIntegerField(default=0)
    is_held = models.BooleanField(default=False)  # stays there when it is proposed anew
    is_kept = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "seating"])]

    def __str__(self) -> str:
        return f"{self.round}.{self.table}"


class Pairing(Scoped):
    """Two who like to sit together, or who must not. The last is for who runs the gathering, and for nobody else."""

    id = _id()
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="+")
    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "gathering"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="seating_pairing_kind_known"),
        ]

    def __str__(self) -> str:
        return self.kind
