import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from vierspan.workspace.networks.models import Scoped

STATES = ("taken", "passed_on", "put_off", "dismissed", "open")


class Run(Scoped):
    """One time that the mirror was made, kept whole: pages show this, and say of when it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    facts_at = models.DateTimeField(null=True)  # the last change of the facts that this run has seen
    start = models.DateField()
    end = models.DateField()
    version = models.CharField(max_length=40)
    picture = models.JSONField()
    handles = models.JSONField()
    actors = models.BinaryField()  # Parquet
    acts = models.BinaryField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "-made_at"])]

    def __str__(self) -> str:
        return f"{self.end} ({self.made_at:%Y-%m-%d %H:%M})"


class Answer(Scoped):
    """What was done with a handle. It goes when the handle goes, so that a new finding starts afresh."""

    key = models.CharField(max_length=300)
    state = models.CharField(max_length=12, default="open")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person_id = models.UUIDField(null=True)  # who has it in hand
    until = models.DateField(null=True)
    reason = models.TextField(blank=True, default="")
    is_shared = models.BooleanField(default=False)  # by the person whom it concerns, with the others
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "key"], name="insight_answer_once"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="insight_answer_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"
