"""Where items come from, the items themselves, and the words that a network follows. In no record or export."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.directory.rows import day, text
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.networks.models import Scoped

KINDS = ("feed", "calendar")
STAGES = ("", "waiting", "asking", "reading")
STATES = ("", "signal", "later", "not_for_us")
STANCES = ("follow", "ignore")


def _id() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def _when() -> "models.DateTimeField[datetime | None, datetime | None]":
    return models.DateTimeField(null=True, blank=True)


class Source(Scoped):
    """A feed or a calendar: by its address, or as a file that somebody sent.

    What the background writes (`tried_at` and on) passes by `changed_at`, so that it is nobody's other version.
    """

    id = _id()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    address = models.CharField(max_length=2000, blank=True, default="")
    file_name = models.CharField(max_length=200, blank=True, default="")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    keeper = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now, editable=False)
    is_paused = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    stage = models.CharField(max_length=8, blank=True, default="")
    asked_at = _when()  # somebody pressed "try now"
    tried_at = _when()
    reached_at = _when()
    next_at = _when()
    failures = models.PositiveIntegerField(default=0)  # in a row
    failure = models.CharField(max_length=24, blank=True, default="")
    failing_since = _when()
    etag = models.CharField(max_length=300, blank=True, default="")
    last_modified = models.CharField(max_length=300, blank=True, default="")
    last_new = models.PositiveIntegerField(default=0)  # items that the last time brought
    left_out = models.PositiveIntegerField(default=0)  # what of the last copy could not be read

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "name"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="sources_source_kind_known"),
            models.CheckConstraint(condition=models.Q(stage__in=STAGES), name="sources_source_stage_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_stale(self) -> bool:
        """Whether what stands here is older than it should be: it does not answer."""
        return bool(self.failure)

    @property
    def is_busy(self) -> bool:
        return bool(self.stage)


class Item(Scoped):
    """Something that a source said. The same item of two sources is one."""

    id = _id()
    title = models.CharField(max_length=300)
    body = text()
    link = models.CharField(max_length=2000, blank=True, default="")
    author = models.CharField(max_length=200, blank=True, default="")
    is_event = models.BooleanField(default=False)
    is_mail = models.BooleanField(default=False)
    said_at = models.DateTimeField()  # published, sent, or when the event begins
    ends_at = _when()
    is_all_day = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True, default="")
    more_times = models.PositiveIntegerField(default=0)  # how often a recurring event comes again
    came_at = models.DateTimeField(default=clock.now)
    folded = text()  # title and body as they are searched
    same_link = models.CharField(max_length=64, blank=True, default="")
    same_title = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=10, blank=True, default="")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    judged_at = _when()
    back_on = day()
    signal = models.ForeignKey(Signal, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["network", "state", "-said_at"]),
            models.Index(fields=["network", "same_link"]),
            models.Index(fields=["network", "same_title"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="sources_item_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def heard_at(self) -> datetime:
        """When the network could know of it: an event that lies ahead was heard of when it came in."""
        return min(self.said_at, self.came_at)


class Appearance(Scoped):
    """An item in a source; `mark` is what the source calls it by."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "mark"], name="sources_appearance_once"),
        ]

    def __str__(self) -> str:
        return self.mark


class Term(Scoped):
    """A word, or two, that the network follows, or wants to hear no more of."""

    id = _id()
    words = models.CharField(max_length=80)
    folded = models.CharField(max_length=80)
    stance = models.CharField(max_length=8)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "folded"], name="sources_term_once"),
            models.CheckConstraint(condition=models.Q(stance__in=STANCES), name="sources_term_stance_known"),
        ]

    def __str__(self) -> str:
        return self.words


class Reader(Scoped):
    """Up to when somebody has seen the inbox."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "user"], name="sources_reader_once"),
        ]

    def __str__(self) -> str:
        return str(self.user_id)


class Rising(Scoped):
    """What came up, worked out once for readers who may see the same; `stamp` says of which texts."""

    audience = models.CharField(max_length=20)
    days = models.PositiveIntegerField()
    stamp = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    found = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "audience", "days"], name="sources_rising_once"),
        ]

    def __str__(self) -> str:
        return self.audience
