"""What a commitment is beside its row: what else was agreed, and what became of it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.rows import day, text
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.networks.models import Scoped

TURNS = ("moved", "delivered", "withdrawn", "reopened", "called")


class Terms(Scoped):
    """Who wrote it down, what means go along, and whether the workspace reminds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="+")
    means = text()  # money, room, people: in words
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reminds = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.commitment_id)


class Turn(Scoped):
    """One thing that happened to a commitment. Nothing is overwritten: a day that moved leaves the day it had."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    on = day()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    was_due = day()
    became_due = day()
    in_time = models.BooleanField(default=True)  # of a day that moved: said before it had passed
    why = text()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "commitment"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=TURNS), name="promises_turn_kind_known"),
        ]

    def __str__(self) -> str:
        return self.kind


class Opened(Scoped):
    """A party lets the whole network see how it keeps its promises; without this only the party itself does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.OneToOneField(Party, models.CASCADE, related_name="+")
    opened_on = day()

    def __str__(self) -> str:
        return str(self.party_id)
