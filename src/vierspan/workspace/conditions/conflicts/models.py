"""A conflict as those named in it see it. Nothing here is part of the records, of a list, or of an export."""

import uuid
from typing import ClassVar

from django.db import models

from vierspan.workspace.conditions.models import Rule
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.rows import among, choice, day, several, text
from vierspan.workspace.networks.models import Scoped

STATES = ("open", "settled", "ended")
PARTS = ("side", "helper")
LONGEST_TITLE = 120


def _id() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class AgreedStep(Scoped):
    """One step of how the network agreed to handle a conflict, in order of `place`."""

    id = _id()
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_TITLE)
    about = text()
    days = models.PositiveSmallIntegerField(default=14)  # until those named are reminded

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "place"], name="conflicts_agreedstep_once")
        ]

    def __str__(self) -> str:
        return self.name


class Case(Scoped):
    """`steps` is what was agreed when it was opened; `step` is where it stands; `agreed` is who takes the outcome."""

    id = _id()
    title = models.CharField(max_length=LONGEST_TITLE)
    about = text()
    steps = models.JSONField(default=list)  # [{"name": , "about": , "days": }]
    step = models.PositiveSmallIntegerField(default=0)
    step_since = day()
    state = choice()
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_on = day()
    outcome = text()
    lesson = text()
    rule = models.ForeignKey(Rule, models.SET_NULL, null=True, blank=True, related_name="+")  # that the lesson is about
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    agreed = several()  # the people who take the outcome, by id
    closed_on = day()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [among("state", STATES)]

    def __str__(self) -> str:
        return str(self.id)


class Named(Scoped):
    """Somebody who may read the case. A helper may once every side agreed to that helper."""

    id = _id()
    case = models.ForeignKey(Case, models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    part = choice()
    agreed_by = several()  # of a helper: the sides that agreed, by id
    is_in = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            among("part", PARTS),
            models.UniqueConstraint(fields=["case", "person"], name="conflicts_named_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Word(Scoped):
    """What one of them wrote to the others."""

    id = _id()
    case = models.ForeignKey(Case, models.CASCADE, related_name="words")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    text = text()
    said_on = day()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]

    def __str__(self) -> str:
        return str(self.id)


class Lesson(Scoped):
    """What was learned for the rules, without a trace of the case that it came from; the day is that of a quarter."""

    id = _id()
    text = text()
    rule = models.ForeignKey(Rule, models.SET_NULL, null=True, blank=True, related_name="+")
    learned_in = day()

    def __str__(self) -> str:
        return self.text
