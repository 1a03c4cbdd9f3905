from typing import ClassVar

from django.db import models

from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import (
    Row,
    actor,
    among,
    at_least,
    between,
    choice,
    day,
    flag,
    ids,
    named,
    number,
    text,
    whole,
)

RULE_TOPICS = ("give_and_get", "decision_making", "organisation", "conflict", "calling_to_account", "other")
OBSERVATION_KINDS = ("good", "breach")
EXCHANGE_UNITS = ("points", "hours", "euro")
EXCHANGE_STATES = ("offered", "given")
GATHERING_KINDS = ("decision", "working", "plenary", "social", "reflection", "outside")
PULSE_ITEMS = (
    "ownership",
    "trust",
    "ambition",
    "interests",
    "relation",
    "organisation",
    "process",
    "developer_granted",
    "process_manager_recognised",
    "process_manager_room",
    "felt_balance",
    "inspiration",
)


class Rule(Row):
    name = text()
    topic = choice()
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_on = day()
    endorsed_by = ids()
    endorsed_on = day()
    review_on = day()

    kept: int  # counted by queries.rules
    broken: int

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("topic", RULE_TOPICS),
        ]


class Observation(Row):
    """A rule kept well, or broken."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="observations")
    kind = choice()
    observer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    about = actor()
    observed_on = day()
    settled_on = day()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, among("kind", OBSERVATION_KINDS)]


class Exchange(Row):
    """What one party offered or gave; no receiver means the whole network."""

    giver = models.ForeignKey(Party, models.CASCADE, related_name="given")
    receiver = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="received")
    kind = text()
    what = text()
    value = number()
    unit = choice()
    state = choice()
    given_on = day()
    confirmed_on = day()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            among("unit", EXCHANGE_UNITS),
            among("state", EXCHANGE_STATES),
            at_least("value", 0),
        ]


class Gathering(Row):
    name = text()
    held_on = day()
    kind = choice()
    organiser = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="gatherings")
    purpose = text()
    rating = number()

    invited: int  # counted by queries.gatherings
    came: int

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "held_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("kind", GATHERING_KINDS),
            between("rating", 1, 5),
        ]


class Attendance(Row):
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="attendance")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="attendance")
    present = flag()
    brought_item = flag()

    class Meta(Row.Meta):
        verbose_name_plural = "attendance"


class PulseResult(Row):
    """The mean answer to one question in one wave: never a single answer."""

    asked_on = models.DateField()
    item = choice()
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    score = models.FloatField()
    answers = whole()
    invited = whole()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            among("item", PULSE_ITEMS),
            between("score", 1, 5),
            at_least("answers", 0),
            at_least("invited", 0),
        ]
