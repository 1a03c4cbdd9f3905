"""What a gathering needs beside its row: plan, programme, guests, dates to choose from, pulse and takeaways.

An invitation is no attendance: records read an attendance row without a word as "was there". Who was asked stands here;
attendance is written at the door, and for who stayed away when the list is closed.
"""

import uuid
from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.rows import choice, day, text
from vierspan.workspace.networks.models import Scoped, ScopedQuerySet

WAYS = ("plenary", "alone", "pairs", "groups", "round", "walk")
ANSWERS = ("yes", "maybe", "no")
VOTES = ("yes", "if_needed", "no")
PULSE_ITEMS = ("purpose", "learned", "again")
PULSE_STATES = ("", "open", "closed")
TAKEAWAY_KINDS = ("commitment", "decision", "signal")
LOWEST, HIGHEST = 1, 5


def _id() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def _moment() -> "models.TimeField[time | None, time | None]":
    return models.TimeField(null=True, blank=True)


class PlanQuerySet(ScopedQuerySet["Plan"]):
    def of_code(self, code: str) -> "PlanQuerySet":
        """The ones whose screen shows this code."""
        return self._scoped(door_code=code)


class Plan(Scoped):
    """When and where exactly, and how far it is. `sequence` counts the changes that calendars must hear of."""

    id = _id()
    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="+")
    starts_at = _moment()
    ends_at = _moment()
    place = text()
    word = text()  # a few lines for the invitation
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    poll_open = models.BooleanField(default=False)
    door_code = models.CharField(max_length=12, blank=True, default="")
    closed_on = day()  # the list of who was there is complete
    cancelled_on = day()
    was_on = day()  # of a cancelled gathering, which as a row has no day and no organiser any more
    was_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    pulse_state = models.CharField(max_length=8, blank=True, default="")
    pulse_closes_on = day()
    pulse_result = models.JSONField(null=True, blank=True)  # what may be shown, worked out once
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["door_code"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(pulse_state__in=PULSE_STATES), name="meeting_plan_pulse_known"),
        ]

    def __str__(self) -> str:
        return str(self.gathering_id)


class ProgrammeItem(Scoped):
    id = _id()
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=200)
    who = models.CharField(max_length=120, blank=True, default="")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    way = choice()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(way__in=["", *WAYS]), name="meeting_programmeitem_way_known"),
        ]

    def __str__(self) -> str:
        return self.what


class Guest(Scoped):
    """Somebody who is asked, or who walked in. Not in any record or export of the network."""

    id = _id()
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    is_key = models.BooleanField(default=False)  # it makes no sense without them
    invited_on = day()
    reminded_on = day()
    answer = models.CharField(max_length=5, blank=True, default="")
    answered_on = day()
    brings = text()
    needs = text()  # allergies and the like: for who organises, and gone once it is over
    withdrawn = models.BooleanField(default=False)
    walked_in = models.BooleanField(default=False)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "gathering"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(answer__in=["", *ANSWERS]), name="meeting_guest_answer_known"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class TokenQuerySet(ScopedQuerySet["Key"]):
    def of_token(self, token_hash: str) -> "TokenQuerySet":
        """The one that a personal link holds."""
        return self._scoped(token_hash=token_hash)


class Key(Scoped):
    """A personal link, as the hash of what stands in a letter. Each letter holds one of its own; all stay good."""

    id = _id()
    guest = models.ForeignKey(Guest, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar = TokenQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return str(self.guest_id)


class FeedQuerySet(ScopedQuerySet["Feed"]):
    def of_token(self, token_hash: str) -> "FeedQuerySet":
        """The one that a calendar subscribes to."""
        return self._scoped(token_hash=token_hash)


class Feed(Scoped):
    """The address at which a calendar reads somebody's gatherings; making a new one ends the old one."""

    id = _id()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = day()

    objects: ClassVar = FeedQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return str(self.person_id)


class DateOption(Scoped):
    """A day that is proposed."""

    id = _id()
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="+")
    on = models.DateField()
    starts_at = _moment()
    ends_at = _moment()

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "starts_at"]

    def __str__(self) -> str:
        return str(self.on)


class DateVote(Scoped):
    id = _id()
    option = models.ForeignKey(DateOption, models.CASCADE, related_name="+")
    guest = models.ForeignKey(Guest, models.CASCADE, related_name="+")
    vote = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["option", "guest"], name="meeting_datevote_once"),
            models.CheckConstraint(condition=models.Q(vote__in=VOTES), name="meeting_datevote_known"),
        ]

    def __str__(self) -> str:
        return self.vote


class PulseAnswer(Scoped):
    """What one guest said afterwards; it goes when the pulse closes. No time, no order."""

    id = _id()
    guest = models.OneToOneField(Guest, models.CASCADE, related_name="+")
    purpose = models.PositiveSmallIntegerField(null=True, blank=True)
    learned = models.PositiveSmallIntegerField(null=True, blank=True)
    again = models.PositiveSmallIntegerField(null=True, blank=True)
    line = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return str(self.id)


class Takeaway(Scoped):
    """What we take home. It can become a commitment, a decision or a signal; then it says which row it became."""

    id = _id()
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="+")
    text = models.CharField(max_length=500)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    became = models.CharField(max_length=12, blank=True, default="")
    became_id = models.UUIDField(null=True, blank=True)
    who = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = day()
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(became__in=["", *TAKEAWAY_KINDS]), name="meeting_takeaway_became_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text
