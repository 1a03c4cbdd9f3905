"""Feedback between two people: asked, or offered and welcomed. The receiver owns it. In no record, search or export."""

import uuid
from typing import ClassVar

from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.rows import day, text
from vierspan.workspace.networks.models import Scoped, ScopedQuerySet

ABOUT = ("orientation", "gathering", "act", "free")
STATES = ("offered", "given", "declined")


def _id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Ask(Scoped):
    """Somebody asks chosen people for feedback. `subject` is what it is about as it was called when asked."""

    id = _id()
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    about = models.CharField(max_length=12)
    subject = models.CharField(max_length=200)
    message = text()
    questions = models.JSONField(default=list, blank=True)  # of one's own, beside the two of the house
    asked_on = models.DateField(default=clock.today)
    closed_on = day()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "by"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(about__in=ABOUT), name="feedback_ask_about_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class AskedQuerySet(ScopedQuerySet["Asked"]):
    def of_token(self, token_hash: str) -> "AskedQuerySet":
        """The one that a personal link holds."""
        return self._scoped(token_hash=token_hash)


class Asked(Scoped):
    """Somebody who is asked; the link itself stands only in the letter."""

    id = _id()
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    answered_on = day()
    declined_on = day()

    objects: ClassVar = AskedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]

    def __str__(self) -> str:
        return str(self.id)


class Feedback(Scoped):
    """What one says to another. Offered: the receiver was not shown it, and is asked first; declined: its words are
    gone."""

    id = _id()
    receiver = models.ForeignKey(Person, models.CASCADE, related_name="+")
    giver = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    ask = models.ForeignKey(Ask, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10)
    subject = models.CharField(max_length=200, blank=True, default="")
    helped = text()
    wished = text()
    more = models.JSONField(default=list, blank=True)  # the receiver's own questions with what was answered
    given_on = day()
    reply = text()
    replied_on = day()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["network", "receiver"]),
            models.Index(fields=["network", "giver"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="feedback_state_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Shared(Scoped):
    """The receiver lets somebody else read it, until they take that back."""

    id = _id()
    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    shared_on = models.DateField(default=clock.today)

    def __str__(self) -> str:
        return str(self.id)
