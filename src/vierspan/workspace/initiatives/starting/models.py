"""What an initiative needs beside its row: what it is for, its turns, what is wanted in a phase, and how it ended."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import among, choice, day, named, text
from vierspan.workspace.initiatives.models import Step
from vierspan.workspace.networks.models import Scoped

STATUSES = ("on_course", "attention", "stuck")
TURNS = ("phase", "state")
ENDS = ("done", "handed_over", "let_go", "left_open")
LEFT_OVER = ("commitments", "decisions", "steps")


class Kept(Scoped):
    """A row that stands beside those of the records."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, "name", "") or self.pk)


class Charter(Kept):
    """What an initiative is for, and what it was begun with; kept beside its row."""

    initiative = models.OneToOneField(Initiative, models.CASCADE, related_name="+")
    purpose = text()
    result = text()  # what there will be when it is done
    template = models.CharField(max_length=60, blank=True, default="")  # key of ours, or id of an own one
    questions = models.JSONField(blank=True, default=dict)  # phase -> gate question
    ends_by = day()  # when it is wanted to be done
    returns = text()  # what goes back to the network, written at the close


class Turn(Kept):
    """A dated change of phase or state, with its reason."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    what = choice()
    before = choice()
    after = choice()
    reason = text()
    turned_on = day()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [among("what", TURNS)]


class Piece(Kept):
    """Something that is wanted before a phase can be left with an easy mind. A lens: nothing waits for it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    name = text()
    phase = choice()
    place = models.IntegerField(default=0)
    there_since = day()
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [named()]


class Laid(Kept):
    """How intensely a step of a way of working asks parties to take part, 0 to 5."""

    step = models.OneToOneField(Step, models.CASCADE, related_name="+")
    intensity = models.IntegerField(null=True, blank=True)


class OwnTemplate(Kept):
    """A way of working that a network keeps for the next time."""

    name = text()
    about = text()
    kind = choice()
    phases = models.JSONField(blank=True, default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    retired_on = day()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [named()]


class Judgement(Kept):
    """How one party sees that it goes. Of each party the last one counts."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    status = choice()
    line = text()
    judged_on = day()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [among("status", STATUSES)]


class Result(Kept):
    """What came of it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    name = text()
    figure = models.CharField(max_length=60, blank=True, default="")
    address = models.URLField(max_length=500, blank=True, default="")
    noted_on = day()
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [named()]


class Lesson(Kept):
    """What was learned, and what became of that."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    name = text()
    noted_on = day()
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    became = models.CharField(max_length=20, blank=True, default="")
    became_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [named()]


class Thanks(Kept):
    """A letter of thanks that went out."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sent_on = day()


class Ending(Kept):
    """What was still open at the close, and what became of it. Its name stays when its row has gone."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    table = choice()
    subject = models.UUIDField(null=True, blank=True)
    name = text()
    how = choice()
    towards = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_on = day()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [among("table", LEFT_OVER), among("how", ENDS), named()]
