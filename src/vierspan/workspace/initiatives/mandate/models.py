"""What parties estimate of an initiative's mandate, and what was chosen, over time."""

import uuid
from typing import ClassVar

from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import among, between, choice, day, flag, text, whole
from vierspan.workspace.networks.models import Scoped

CRITERIA = ("value", "feasibility", "timing", "energy")
ANSWERS = (*CRITERIA, "interest")
CHOICES = ("whole", "part", "none")


class Kept(Scoped):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Estimate(Kept):
    """What one party was asked, and what it answered. `answered_on` is empty while it has not.

    One for a party, held so by the actions: two parties that turn out to be one would clash in the table.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_on = day()
    answered_on = day()
    value = whole()
    feasibility = whole()
    timing = whole()
    energy = whole()
    interest = whole()
    affected = flag()
    line = text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [between(key, 1, 5) for key in ANSWERS]


class Choice(Kept):
    """On whose behalf it works, from a day on; the last one counts."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    mandate = choice()
    conditions = text()
    review_on = day()
    chosen_on = day()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    advised = models.JSONField(blank=True, default=dict)  # the figures and the advice of that day

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [among("mandate", CHOICES)]


class OfWhom(Kept):
    """One of the parties on whose behalf it works, where that is a part of the network."""

    choice = models.ForeignKey(Choice, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
