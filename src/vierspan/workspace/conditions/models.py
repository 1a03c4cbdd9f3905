import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

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
from vierspan.workspace.networks.models import Scoped

RULE_TOPICS = ("give_and_get", "decision_making", "organisation", "conflict", "calling_to_account", "other")
OBSERVATION_KINDS = ("good", "breach")
EXCHANGE_UNITS = ("points", "hours", "euro")
EXCHANGE_STATES = ("offered", "given")
REMARK_STAGES = ("private", "leaders", "everybody")
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
    spoken_on = day()  # when it was last looked at together
    reminded_on = day()

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
    # What the receiver says who sees it otherwise: between the two parties and the leaders, in no record.
    disputed_on = day()
    dispute = text()

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


class Need(Row):
    """What a party would like to get from the others."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    what = text()
    kind = text()
    since = day()
    until = day()
    met_on = day()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, named("what")]


class UnitKey(Row):
    """How many points one of a unit is, where the network wants to add them up."""

    unit = choice()
    points = models.FloatField()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            among("unit", EXCHANGE_UNITS),
            named("unit"),
            at_least("points", 0),
        ]


class AcceptedImbalance(Row):
    """The network knows that a party gives or gets more for a while, and finds it right."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    note = text()
    since = day()
    until = day()
    agreed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Row.Meta):
        pass


class ExchangeKind(Scoped):
    """A kind of giving that the network speaks of; an exchange and a need name their kind by this name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    about = text()
    unit = choice()  # in which it is usually counted
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "name"], name="conditions_exchangekind_once"),
            named(),
            among("unit", EXCHANGE_UNITS),
        ]

    def __str__(self) -> str:
        return self.name


class FeltBalance(Scoped):
    """How a party itself feels about give and get: from 1, hardly anything, to 5, a great deal. First its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    gives = models.PositiveSmallIntegerField()
    gets = models.PositiveSmallIntegerField()
    said_on = models.DateField()
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-said_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            between("gives", 1, 5),
            between("gets", 1, 5),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Remark(Scoped):
    """What somebody saw of how a rule lives. It begins between the observer and whom it is about, and goes on by the
    steps that the network agreed. Only what is shared with everybody becomes an observation: this table is in no list,
    search, record, feed or export."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.ForeignKey(Rule, models.CASCADE, related_name="+")
    kind = choice()
    observer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    readers = ids()  # of a party: its people on the day it was told, so that nobody reads along by joining it
    text = text()
    seen_on = models.DateField()
    told_on = models.DateField()
    stage = models.CharField(max_length=10, default="private")
    stage_on = models.DateField()
    settled_on = day()
    observation = models.OneToOneField(Observation, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-seen_on", "-told_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            among("kind", OBSERVATION_KINDS),
            among("stage", REMARK_STAGES),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Reply(Scoped):
    """What is said back to a remark, by whom it is about or by the observer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    remark = models.ForeignKey(Remark, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    text = text()
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["said_at"]

    def __str__(self) -> str:
        return str(self.id)


class RemarkSteps(Scoped):
    """The steps that the network agreed for a breach; one row a network, and the standard where there is none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wait_days = models.PositiveSmallIntegerField(default=7)
    leaders_first = models.BooleanField(default=True)
    to_everybody = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network"], name="conditions_remarksteps_once")
        ]

    def __str__(self) -> str:
        return str(self.id)
