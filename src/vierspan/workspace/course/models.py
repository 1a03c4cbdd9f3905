from typing import ClassVar

from django.db import models

from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.directory.rows import (
    Row,
    actor,
    among,
    at_least,
    between,
    choice,
    day,
    ids,
    named,
    number,
    several,
    text,
    whole,
)

COURSE_KINDS = ("identity", "issue", "ambition", "strategy", "not")
COURSE_TERMS = ("now", "two_years", "ten_years")
COURSE_BONDS = ("sector", "profession", "issue", "region")
ACTIVITY_STATES = ("planned", "running", "finished", "stopped")


class Course(Row):
    """One version of one part of the course, with who endorsed it."""

    name = text()
    kind = choice()
    term = choice()  # of an ambition
    binds = several()  # of the identity
    version = whole()
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_on = day()
    endorsed_by = ids()
    endorsed_on = day()
    reason = text()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("kind", COURSE_KINDS),
            among("term", COURSE_TERMS),
            at_least("version", 1),
        ]


class Activity(Row):
    name = text()
    parties = ids()
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    hours = number()
    since = day()
    until = day()
    state = choice()
    feeds = ids()

    class Meta(Row.Meta):
        verbose_name_plural = "activities"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("state", ACTIVITY_STATES),
            at_least("hours", 0),
        ]


class Contribution(Row):
    """How strongly an activity serves a theme, 0 to 3, as one of them judged it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="contributions")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="contributions")
    score = models.IntegerField()
    judged_by = actor()
    judged_on = day()
    reason = text()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, between("score", 0, 3)]


class Capacity(Row):
    party = models.ForeignKey(Party, models.CASCADE, related_name="capacity")
    since = day()
    hours = models.FloatField()
    energy = number()

    class Meta(Row.Meta):
        verbose_name_plural = "capacity"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            at_least("hours", 0),
            between("energy", 1, 5),
        ]
