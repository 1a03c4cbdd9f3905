"""What somebody thinks of a dilemma, in no record, search or export of the network; and to whom they show it."""

import uuid
from typing import ClassVar

from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.rows import text
from vierspan.workspace.networks.models import Scoped


def _id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Thought(Scoped):
    """One thought of one day, about one card."""

    id = _id()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    card = models.CharField(max_length=20)
    words = text()
    written_on = models.DateField(default=clock.today)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]

    def __str__(self) -> str:
        return str(self.id)


class Shown(Scoped):
    """A copy of a thought and the facts of that day, for one recipient; taken back, it is gone."""

    id = _id()
    thought = models.ForeignKey(Thought, models.CASCADE, related_name="+")
    recipient = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = text()
    facts = models.JSONField(default=list, blank=True)  # lines, as they read then
    shared_on = models.DateField(default=clock.today)
    ends_on = models.DateField()  # the last day

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "recipient"])]

    def __str__(self) -> str:
        return str(self.id)
