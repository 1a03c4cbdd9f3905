"""What several people find of a signal, how far it has come and why, and where it stands on the radar."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.directory.rows import choice, day, number, several, text
from vierspan.workspace.horizon.models import SIGNAL_STAGES, Signal
from vierspan.workspace.networks.models import Scoped

CRITERIA = ("significance", "plausibility", "novelty", "timeliness")
SECTORS = ("theme", "tag", "own")
RINGS = ("time", "stage")
WAITING, ACCEPTED, LET_GO = "waiting", "accepted", "let_go"
ANSWERS = (WAITING, ACCEPTED, LET_GO)


class Line(Scoped):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def _score() -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(null=True, blank=True)


def _within(column: str) -> models.CheckConstraint:
    bounds = models.Q(**{f"{column}__gte": 1, f"{column}__lte": 5}) | models.Q(**{f"{column}__isnull": True})
    return models.CheckConstraint(condition=bounds, name=f"weighing_rating_{column}_range")


class Rating(Line):
    """What one person finds of one signal; a criterion on which they say nothing is empty.

    One a person: the action sees to it, for two people who turn out to be one have two until these are joined.
    """

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    significance = _score()
    plausibility = _score()
    novelty = _score()
    timeliness = _score()
    reason = text()
    rated_on = day()

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *(_within(each) for each in CRITERIA),
        ]

    def __str__(self) -> str:
        return str(self.signal_id)


class Unrated(Line):
    """What the row of a signal said before anybody rated it, to fall back on when all ratings are taken back."""

    signal = models.OneToOneField(Signal, models.CASCADE, related_name="+")
    significance = number()
    plausibility = number()
    novelty = number()
    months_ahead = number()

    def __str__(self) -> str:
        return str(self.signal_id)


class Move(Line):
    """One step from a stage to another: when, why and by whom. `act` is what it left in the history of acts."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="+")
    before = choice()
    after = choice()
    moved_on = day()
    reason = text()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    theme_before = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    made_theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    act = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(after__in=SIGNAL_STAGES), name="weighing_move_after_known")
        ]

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"


class Source(Line):
    """One more place where the same was seen, besides where the signal itself came from."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="+")
    origin = text()
    address = text()
    seen_on = day()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]

    def __str__(self) -> str:
        return self.origin or self.address


class Radar(Line):
    """How a network wants its radar: by what it is cut, what the rings mean, and its own sectors.

    `order` keeps, per way to cut, in which order the sectors came, and `size` how large each radar had to become, so
    that what stands in it stays where it stands.
    """

    sectors = choice()
    rings = choice()
    own = several()
    order = models.JSONField(blank=True, default=dict)
    size = models.JSONField(blank=True, default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network"], name="weighing_radar_one_a_network"),
            models.CheckConstraint(condition=models.Q(sectors__in=SECTORS), name="weighing_radar_sectors_known"),
            models.CheckConstraint(condition=models.Q(rings__in=RINGS), name="weighing_radar_rings_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sectors} {self.rings}"


class OwnSector(Line):
    """In which sector of the network's own a signal belongs."""

    signal = models.OneToOneField(Signal, models.CASCADE, related_name="+")
    name = text()

    def __str__(self) -> str:
        return self.name


class Blip(Line):
    """Where a signal stands on one radar: its number, its cell, and how far along and outward in that cell."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="+")
    layout = choice()
    number = models.PositiveIntegerField()
    sector = text()
    ring = models.PositiveSmallIntegerField()
    along = models.FloatField()
    outward = models.FloatField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["signal", "layout"], name="weighing_blip_one_a_radar")
        ]

    def __str__(self) -> str:
        return str(self.number)


class HandedIn(Line):
    """What somebody without an account handed in by the link of the network, until it is accepted or let go."""

    what = text()
    origin = text()
    address = text()
    note = text()
    name = text()  # as they gave it
    state = models.CharField(max_length=10, default=WAITING)
    signal = models.ForeignKey(Signal, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_on = day()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(state__in=ANSWERS), name="weighing_handedin_state_known")
        ]

    def __str__(self) -> str:
        return self.what


class Merge(Line):
    """Two signals that were one: what the second was, to put back, and which rows came over from it."""

    kept = models.ForeignKey(Signal, models.CASCADE, related_name="+")
    gone = models.JSONField(default=dict)
    moved = models.JSONField(default=list)
    undone_on = day()

    def __str__(self) -> str:
        return str(self.gone.get("name", ""))


class Apart(Line):
    """Two signals that look alike and are not one."""

    one = models.ForeignKey(Signal, models.CASCADE, related_name="+")
    other = models.ForeignKey(Signal, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
