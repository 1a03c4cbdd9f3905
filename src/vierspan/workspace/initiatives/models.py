from typing import ClassVar

from django.db import models

from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import (
    Row,
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

SEAT_STATES = ("invited", "interested", "joined", "declined")
COMMITMENT_STATES = ("open", "delivered", "renegotiated", "withdrawn")
DECISION_METHODS = ("consent", "consensus", "majority", "qualified", "weighted", "advice", "delegated")
OUTCOMES = ("adopted", "rejected", "postponed")
POSITIONS = ("yes", "no", "abstain", "objection", "advice")


class Step(Row):
    name = text()
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="steps")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_on = day()
    due_on = day()
    done_on = day()
    after = ids()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, named()]


class Seat(Row):
    """A party or person at the table of an initiative, or of one of its steps."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="seats")
    step = models.ForeignKey(Step, models.CASCADE, null=True, blank=True, related_name="seats")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="seats")
    role = text()
    carries = flag()
    intensity = whole()
    promised_intensity = whole()
    stake = number()
    blocking_power = number()
    state = choice()
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    since = day()
    until = day()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            among("state", SEAT_STATES),
            between("intensity", 0, 5),
            between("promised_intensity", 0, 5),
            between("stake", 1, 5),
            between("blocking_power", 1, 5),
        ]


class Commitment(Row):
    name = text()
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="commitments")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="commitments")
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="commitments")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    hours = number()
    promised_on = day()
    due_on = day()
    delivered_on = day()
    state = choice()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("state", COMMITMENT_STATES),
            at_least("hours", 0),
        ]


class Decision(Row):
    name = text()
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="decisions")
    opener = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    method = choice()
    opened_on = day()
    due_on = day()
    closer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_on = day()
    outcome = choice()
    review_on = day()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("method", DECISION_METHODS),
            among("outcome", OUTCOMES),
        ]


class Position(Row):
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="positions")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    position = choice()
    taken_on = day()
    resolved_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    resolved_on = day()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, among("position", POSITIONS)]
