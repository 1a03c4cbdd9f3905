"""What could be taken up together, what it takes, and which parties would do it."""

import uuid
from typing import ClassVar

from django.db import models

from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import Row, among, at_least, choice, day, flag, ids, named, text, whole
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.networks.models import Scoped

STAGES = ("idea", "looking", "coalition", "initiative", "let_go")
SOURCES = ("signal", "interest", "need")
REQUIRED = ("competence", "mandate", "means")
ANSWERS = ("interested", "not_now", "declined")
STATES = ("invited", *ANSWERS)


class Opportunity(Row):
    """Something that several parties could take up together, and how far it is."""

    name = text()
    about = text()
    why_now = text()
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    framed_on = day()
    stage = choice()
    themes = ids()
    least = whole()
    most = whole()
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="+")
    became_on = day()
    let_go_on = day()
    let_go_why = text()

    interested: int  # counted by the queries
    asked: int

    class Meta(Row.Meta):
        verbose_name_plural = "opportunities"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("stage", STAGES),
            at_least("least", 1),
            at_least("most", 1),
        ]


class Source(Row):
    """What it was made of: a signal, what a party is interested in, or what it needs; in words where that is gone."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="sources")
    kind = choice()
    signal = models.ForeignKey(Signal, models.SET_NULL, null=True, blank=True, related_name="+")
    need = models.UUIDField(null=True, blank=True)  # of the room of the conditions
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    words = text()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named("words"),
            among("kind", SOURCES),
        ]


class Requirement(Row):
    """Something that it takes."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="requirements")
    kind = choice()
    name = text()
    is_must = models.BooleanField(default=True)
    parties = models.PositiveSmallIntegerField(default=1)  # that have to bring it

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("kind", REQUIRED),
            at_least("parties", 1),
        ]


class Bring(Row):
    """A party can bring what is required; it said so itself, somebody else did, or it said that it cannot."""

    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="brings")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed = flag()  # by the party; empty while it did not say
    confirmed_on = day()

    class Meta(Row.Meta):
        pass


class Partner(Row):
    """A party in view of one opportunity: asked or not, what it said, and whether it is in the coalition."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="partners")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    is_fixed = models.BooleanField(default=False)
    is_chosen = models.BooleanField(default=False)
    state = choice()
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    invited_on = day()
    reminded_on = day()
    through = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_on = day()
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    brings = text()
    remark = text()
    reason = text()  # of not now or no: for who asked, the leaders and the party itself

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, among("state", STATES)]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "opportunity"])]


class Apart(Row):
    """Two parties that do not go together in this one."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="apart")
    one = models.ForeignKey(Party, models.CASCADE, related_name="+")
    other = models.ForeignKey(Party, models.CASCADE, related_name="+")

    class Meta(Row.Meta):
        pass


class Door(Row):
    """Somebody who knows a party, was asked to make the introduction, and is willing or not."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="doors")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    introducer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_on = day()
    willing = flag()
    made_on = day()

    class Meta(Row.Meta):
        pass


class Proposal(Scoped):
    """The coalitions that were worked out last, and for which question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opportunity = models.OneToOneField(Opportunity, models.CASCADE, related_name="proposal")
    key = models.CharField(max_length=64)
    found = models.JSONField(default=dict)
    made_at = models.DateTimeField(null=True)
    wanted = models.CharField(max_length=64, blank=True, default="")  # what a job is working out now
    asked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.opportunity_id)
