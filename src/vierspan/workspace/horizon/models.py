from typing import ClassVar

from django.db import models

from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.directory.rows import (
    Row,
    among,
    at_least,
    between,
    choice,
    day,
    flag,
    named,
    number,
    text,
    whole,
)

SIGNAL_STAGES = ("weak", "emerging", "theme", "retired")
SIGNAL_TAGS = ("social", "technological", "economic", "environmental", "political")
CONTACT_KINDS = ("mail", "call", "meeting", "joint_work", "talk", "media", "visit")


class Signal(Row):
    name = text()
    spotter = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    spotted_on = day()
    origin = text()
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="signals")
    stage = choice()
    significance = number()
    plausibility = number()
    novelty = number()
    months_ahead = number()
    brought_back_on = day()
    adopted_on = day()
    tag = choice()
    address = text()
    note = text()

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "spotted_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("stage", SIGNAL_STAGES),
            among("tag", SIGNAL_TAGS),
            between("significance", 1, 5),
            between("plausibility", 1, 5),
            between("novelty", 1, 5),
            at_least("months_ahead", 0),
        ]


class Contact(Row):
    """One contact with someone outside the network."""

    outside = text()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = choice()
    held_on = day()
    outward = flag()
    subject = text()
    brought_back_on = day()
    rhythm_days = whole()

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "held_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named("outside"),
            among("kind", CONTACT_KINDS),
            at_least("rhythm_days", 1),
        ]
