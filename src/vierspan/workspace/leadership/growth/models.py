"""Growing as a leader: what one wishes, tries and learns. All of it is its author's own; in no record, search or export
of the network. What stands for everybody: interventions of the network itself, and what was counted of five or more."""

import uuid
from typing import ClassVar

from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.directory.rows import ORIENTATIONS, day, flag, text, whole
from vierspan.workspace.networks.models import Scoped

WISHES = ("orientation", "pole", "situation")
TRYING = ("planned", "done", "dropped")
COUNTS = ("self", "counted", "named")  # who may know what came of a try
AGAIN = ("yes", "otherwise", "no")
OWN_FROM = 1001  # the numbers of a network's own interventions; below it is the library of the house
LONGEST_NAME = 200


def _id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Wish(Scoped):
    """In what somebody wants to grow: an orientation, a pole of the palette, or a moment they run into."""

    id = _id()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    what = models.CharField(max_length=40)  # strategist ..., FD_lo ..., or the key of a moment
    why = text()
    made_on = models.DateField(default=clock.today)
    ended_on = day()
    set_aside = models.JSONField(default=list, blank=True)  # numbers not for this person, here

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=WISHES), name="growth_wish_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class OwnIntervention(Scoped):
    """One that this network wrote itself; for everybody in it to use."""

    id = _id()
    number = models.PositiveIntegerField()
    orientation = models.CharField(max_length=20)
    polarity = models.JSONField(default=dict, blank=True)  # per axis -2 to 2; what is not named is 0
    moments = models.JSONField(default=list, blank=True)
    name = models.CharField(max_length=LONGEST_NAME)
    when = text()
    first_step = text()
    risk = text()
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_on = models.DateField(default=clock.today)
    removed_on = day()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "number"], name="growth_own_number_once"),
            models.CheckConstraint(condition=models.Q(orientation__in=ORIENTATIONS), name="growth_own_orientation"),
        ]

    def __str__(self) -> str:
        return self.name


class TryOut(Scoped):
    """Somebody tries an intervention, at a real moment, and notes what came of it."""

    id = _id()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    wish = models.ForeignKey(Wish, models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)  # as the intervention was called
    plan = text()
    gathering = models.ForeignKey(Gathering, models.SET_NULL, null=True, blank=True, related_name="+")
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = day()
    reminds = models.BooleanField(default=True)
    state = models.CharField(max_length=8, default="planned")
    done_on = day()
    effect = whole()
    again = models.CharField(max_length=10, blank=True, default="")
    came = text()
    counts = models.CharField(max_length=8, default="self")
    was_counted = flag()  # yes: among what was told of five or more; no: told by name once, so never among them
    made_on = models.DateField(default=clock.today)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["network", "person"]),
            models.Index(fields=["network", "number"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(state__in=TRYING), name="growth_try_state_known"),
            models.CheckConstraint(condition=models.Q(counts__in=COUNTS), name="growth_try_counts_known"),
            models.CheckConstraint(
                condition=models.Q(effect=None) | models.Q(effect__gte=1, effect__lte=5), name="growth_try_effect_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seen(Scoped):
    """One person is asked what they saw of a try. The answer is of who asked, and stays when that person goes."""

    id = _id()
    try_out = models.ForeignKey(TryOut, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    message = text()
    asked_on = models.DateField(default=clock.today)
    saw = text()
    answered_on = day()
    declined_on = day()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]

    def __str__(self) -> str:
        return str(self.id)


class Entry(Scoped):
    """A line in somebody's learning log."""

    id = _id()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    try_out = models.ForeignKey(TryOut, models.SET_NULL, null=True, blank=True, related_name="+")
    written_on = models.DateField(default=clock.today)
    words = text()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]

    def __str__(self) -> str:
        return str(self.id)


class Shared(Scoped):
    """The author lets somebody else read a line or a try, until they take that back."""

    id = _id()
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, blank=True, related_name="+")
    try_out = models.ForeignKey(TryOut, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    shared_on = models.DateField(default=clock.today)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]

    def __str__(self) -> str:
        return str(self.id)


class Pair(Scoped):
    """Two of different parties who practise together, once the one who was asked says yes."""

    id = _id()
    asker = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked = models.ForeignKey(Person, models.CASCADE, related_name="+")
    message = text()
    asked_on = models.DateField(default=clock.today)
    began_on = day()
    ended_on = day()  # declined, taken back, or come to an end

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["network", "asker"]),
            models.Index(fields=["network", "asked"]),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Worked(Scoped):
    """What was told, once, of five or more who tried an intervention. It holds no answers and nobody's name."""

    id = _id()
    number = models.PositiveIntegerField()
    released_on = models.DateField(default=clock.today)
    snapshot = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "number"])]

    def __str__(self) -> str:
        return str(self.number)
