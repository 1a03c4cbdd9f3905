"""Rounds of questions about leading: of one person, of everybody, of what the network needs; and one's own answers.

An invitation and a response share no key, no time and no order: what ties them while a round runs is worked out from
the secret of the round, which closing destroys.
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.rows import day, text
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.networks.models import Scoped, ScopedQuerySet

KINDS = (ABOUT, EVERYONE, NEED)
STATES = ("draft", "open", "closed")
LEAST_K, LEAST_K_ABOUT, MOST_K = 5, 4, 20


def _id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    """Random, so that the order in which rows came is nowhere to be read."""
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class RoundQuerySet(ScopedQuerySet["Round"]):
    def with_id(self, round_id: uuid.UUID) -> "RoundQuerySet":
        """The one that a personal link names."""
        return self._scoped(pk=round_id)


class Round(Scoped):
    """One wave of questions. Of whom it is asked is fixed when it opens. One about a person is theirs alone."""

    id = _id()
    kind = models.CharField(max_length=10)
    about = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    second = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    is_agreed_by_first = models.BooleanField(default=False)  # both chose who is asked
    is_agreed_by_second = models.BooleanField(default=False)
    intro = text()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    state = models.CharField(max_length=10, default="draft")
    k = models.PositiveSmallIntegerField(default=LEAST_K)
    opened_on = day()
    closes_on = day()
    closed_on = day()
    reminded_on = day()
    secret = models.CharField(max_length=64, blank=True, default="")  # destroyed at closing
    snapshot = models.JSONField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar = RoundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="questions_round_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="questions_round_state_known"),
            models.CheckConstraint(
                condition=models.Q(kind=ABOUT, about__isnull=False, k__gte=LEAST_K_ABOUT)
                | models.Q(kind__in=(EVERYONE, NEED), about__isnull=True, k__gte=LEAST_K),
                name="questions_round_about_and_least_k",
            ),
            models.CheckConstraint(condition=models.Q(k__lte=MOST_K), name="questions_round_most_k"),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(secret=""), name="questions_round_secret_destroyed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def frozen(self) -> dict[str, Any]:
        """What is told of it, for good, since it closed."""
        return self.snapshot or {}


class Invitation(Scoped):
    """Somebody who is asked. Whether they answered is known until closing, when they did never."""

    id = _id()
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    roster = models.JSONField(blank=True, default=list)  # ids of whom they are asked about; forgotten at closing
    agrees = models.BooleanField(null=True, blank=True)  # to be told of; who says no is not on any list
    token_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)  # destroyed at closing
    has_answered = models.BooleanField(default=False)  # forgotten at closing

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "person"], name="questions_invitation_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Response(Scoped):
    """The answers of somebody. No time, no address, no language; after closing under a new id, among the others."""

    id = _id()
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, blank=True, default="", db_index=True)
    answers = models.JSONField(blank=True, default=dict)
    is_handed_in = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "key"], condition=~models.Q(key=""), name="questions_response_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Told(Scoped):
    """What was released of one person in a round about everybody: theirs alone, and gone with them."""

    id = _id()
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    cells = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "person"], name="questions_told_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SelfAnswers(Scoped):
    """What somebody answered about themself on a day. Its author reads it, and nobody else."""

    id = _id()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answered_on = models.DateField()
    answers = models.JSONField(blank=True, default=dict)
    is_handed_in = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["answered_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "answered_on"], name="questions_selfanswers_once_a_day"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(is_handed_in=False), name="questions_selfanswers_one_being_filled"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
