"""What an activity asks of whom, what goes together, what the parties find important, and what was chosen."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from vierspan.workspace.course.models import Activity
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.rows import choice, day, ids, text
from vierspan.workspace.networks.models import Scoped

BONDS = ("must", "needs", "excludes")
WAYS = ("dots", "ranking")
VERDICTS = ("now", "not_now")


class Line(Scoped):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Asked(Line):
    """What one activity asks of one party in a quarter, where that is not an equal share of its hours."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    hours = models.FloatField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(hours__gte=0), name="priorities_asked_hours_range")
        ]

    def __str__(self) -> str:
        return f"{self.hours:g}"


class Bond(Line):
    """An activity that is in whatever it costs, or a pair: one needs the other, one excludes the other."""

    kind = choice()
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    other = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="+")
    reason = text()

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=BONDS), name="priorities_bond_kind_known"),
            models.CheckConstraint(
                condition=models.Q(kind="must", other=None) | (~models.Q(kind="must") & models.Q(other__isnull=False)),
                name="priorities_bond_two_unless_must",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.kind} {self.other or ''}".strip()


class Terms(Line):
    """Under which a network chooses: what each theme weighs, which themes must be served, something for everybody."""

    weights = models.JSONField(blank=True, default=dict)  # by theme, where it is not the theme's own priority
    must_themes = ids()
    is_for_everybody = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network"], name="priorities_terms_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Round(Line):
    """The parties say which themes matter most. The themes are fixed when it opens; one voice a party."""

    title = models.CharField(max_length=120)
    way = choice()
    dots = models.PositiveSmallIntegerField(default=5)
    themes = ids()
    opened_on = day()
    closes_on = day()
    closed_on = day()
    opener = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_on", "-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(way__in=WAYS), name="priorities_round_way_known"),
            models.CheckConstraint(condition=models.Q(dots__gte=1, dots__lte=20), name="priorities_round_dots_range"),
        ]

    def __str__(self) -> str:
        return self.title


class Vote(Line):
    """What one party gave each theme: dots, or places of which 1 is first."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    given = models.JSONField(default=dict)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.party_id)


class Choice(Line):
    """What was chosen for a quarter, why, and the figures of that moment."""

    quarter = models.DateField()
    made_on = models.DateField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = text()
    figures = models.JSONField(default=dict)
    decision = models.UUIDField(null=True, blank=True)  # of the initiatives' room
    revisit_on = day()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_on", "-created_at"]

    def __str__(self) -> str:
        return f"{self.quarter} ({self.made_on})"


class Picked(Line):
    """One activity in a choice: now, or not now with a day to look again. Its name stays as it was."""

    of = models.ForeignKey(Choice, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="+")
    name = text()
    verdict = choice()
    reason = text()
    revisit_on = day()
    revisited_on = day()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(verdict__in=VERDICTS), name="priorities_picked_verdict_known")
        ]

    def __str__(self) -> str:
        return self.name


class Kept(Line):
    """What was worked out for a quarter, kept until what it was worked out from changes."""

    quarter = models.DateField()
    key = models.CharField(max_length=64)  # of what it was worked out from
    wanted = models.CharField(max_length=64, blank=True, default="")  # of what is being worked out now
    progress = models.FloatField(default=0)
    asked_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    found = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "quarter"], name="priorities_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.quarter}"
