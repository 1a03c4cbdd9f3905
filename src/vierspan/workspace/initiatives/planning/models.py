"""What a table plan needs beside its rows: when and how long a step is, who has time, who comes before whom.

What stands once by person or party is held so by the actions, not by the table: two who turn out to be one would clash.
The last one then counts.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import PHASES, choice, day, text
from vierspan.workspace.initiatives.models import Seat, Step
from vierspan.workspace.networks.models import Scoped

REASONS = ("face", "blocking", "legitimacy", "coalition", "other")
GATHERING = "g:"  # before the id of what is no step, where days are kept by id
LOWEST, HIGHEST = 0, 5  # of intensity


class Line(Scoped):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def _workdays() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True, blank=True)


class StepPlan(Line):
    """When a step is, as agreed, and how long it takes in workdays. A day that stands is never moved by a proposal."""

    step = models.OneToOneField(Step, models.CASCADE, related_name="+")
    place = models.PositiveIntegerField(default=0)
    phase = choice()
    starts_on = day()
    stands = models.BooleanField(default=False)
    days = _workdays()
    shortest = _workdays()
    longest = _workdays()
    hours = models.FloatField(null=True, blank=True)  # that it asks of who makes it along
    meets = models.BooleanField(default=False)  # people must be there at the same moment
    product = text()
    question = text()  # to be answered before one goes on
    convened_on = day()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(phase__in=["", *PHASES]), name="planning_stepplan_phase_known"),
            models.CheckConstraint(condition=Q(hours=None) | Q(hours__gte=0), name="planning_stepplan_hours_range"),
        ]

    def __str__(self) -> str:
        return str(self.step_id)


class SeatPlan(Line):
    """How much what somebody brings is needed (1-5), and the hours it asks where those are not the usual ones."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="+")
    resource = models.FloatField(null=True, blank=True)
    hours = models.FloatField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(resource=None) | Q(resource__gte=1, resource__lte=5),
                name="planning_seatplan_resource_range",
            ),
            models.CheckConstraint(condition=Q(hours=None) | Q(hours__gte=0), name="planning_seatplan_hours_range"),
        ]

    def __str__(self) -> str:
        return str(self.seat_id)


class Experience(Line):
    """How far somebody could really take part, in their own words of the scale. For members only."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    level = models.PositiveSmallIntegerField()
    said_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(level__gte=LOWEST, level__lte=HIGHEST), name="planning_experience_level_range"
            ),
        ]

    def __str__(self) -> str:
        return str(self.level)


class Before(Line):
    """One party sits down before another, and why."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    first = models.ForeignKey(Party, models.CASCADE, related_name="+")
    then = models.ForeignKey(Party, models.CASCADE, related_name="+")
    reason = choice()
    why = text()

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(reason__in=["", *REASONS]), name="planning_before_reason_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} < {self.then_id}"


class Hours(Line):
    """How many hours a week somebody has for the network, as they say."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    a_week = models.FloatField()
    said_on = day()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(a_week__gte=0, a_week__lte=80), name="planning_hours_range"),
            models.CheckConstraint(
                condition=Q(person=None, party__isnull=False) | Q(person__isnull=False, party=None),
                name="planning_hours_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.a_week:g}"


class Away(Line):
    """Days on which somebody is not there; of nobody in particular: days on which the network does not work."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    name = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["from_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until_on__gte=models.F("from_on")), name="planning_away_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} - {self.until_on}"


class Week(Line):
    """On which days of the week a network works: 0 is Monday."""

    days = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network"], name="planning_week_once")
        ]

    def __str__(self) -> str:
        return str(self.days)


class Proposal(Line):
    """Days that were worked out for all steps at once; what was taken over of it, and what stood there before."""

    key = models.CharField(max_length=64)  # of what it was worked out from
    progress = models.FloatField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)  # empty: it is being worked out
    found = models.JSONField(default=dict)
    before = models.JSONField(default=dict)  # step -> the day that stood there
    taken_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return str(self.created_at)


class Removed(Line):
    """A step that was taken out, whole, so that it can come back."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    kept = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.pk)
