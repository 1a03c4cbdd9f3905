"""What somebody shows of their own mirror, to whom and until when; and what they say of what stands in it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.rows import day, text
from vierspan.workspace.networks.models import Scoped

PARTS = ("own", "seen", "done", "palette")


def _id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Share(Scoped):
    """One recipient: a person of the network, or somebody outside with a link of their own.

    `shown` is exactly what was shown beforehand; it is emptied when the share ends, and only that it was there stays.
    """

    id = _id()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")  # whose mirror it is
    recipient = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    outside_name = models.CharField(max_length=200, blank=True, default="")
    outside_email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    parts = models.JSONField(default=list, blank=True)
    shown = models.JSONField(default=dict, blank=True)
    sources = models.JSONField(default=list, blank=True)  # ids of the answers and the round that it was made from
    message = text()
    shared_on = models.DateField(default=clock.today)
    ends_on = models.DateField()  # the last day
    ended_on = day()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]

    def __str__(self) -> str:
        return str(self.id)


class Reply(Scoped):
    """'This is not right': the words of whom it is about, kept beside one statement, for whoever sees that one."""

    id = _id()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    about = models.CharField(max_length=40)  # source and what, such as seen.S
    words = text()
    written_on = models.DateField(default=clock.today)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]

    def __str__(self) -> str:
        return str(self.id)
