"""Rounds of the pulse, boards to look back on together, and what is to be done better.

An invitation and a response share no key, no time and no order: what ties them while a round runs is worked out from
the secret of the round, which closing destroys.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.rows import choice, day, text
from vierspan.workspace.networks.models import Scoped, ScopedQuerySet

ROUND_STATES = ("draft", "open", "closed")
BREAKDOWNS = ("", "sector", "ring")
LEAST_K, MOST_K = 5, 20
STAGES = ("think", "group", "vote", "improve", "done")
PACES = ("live", "week")
IMPROVEMENT_STATES = ("open", "done", "dropped")


def _id() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    """Random, so that the order in which rows came is nowhere to be read."""
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def _named_texts() -> "models.JSONField[list[dict[str, str]], list[dict[str, str]]]":
    return models.JSONField(blank=True, default=list)


def _of_person() -> "models.ForeignKey[Person | None, Person | None]":
    return models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")


class RoundQuerySet(ScopedQuerySet["Round"]):
    def with_id(self, round_id: uuid.UUID) -> "RoundQuerySet":
        """The one that a personal link names."""
        return self._scoped(pk=round_id)


class Round(Scoped):
    """One wave of the pulse. What is asked, of whom and how it is shown is fixed when it opens."""

    id = _id()
    title = models.CharField(max_length=120)
    intro = text()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    state = models.CharField(max_length=10, default="draft")
    k = models.PositiveSmallIntegerField(default=LEAST_K)
    breakdown = choice()
    questions = _named_texts()  # [{"key": , "nl": , "en": }, ]
    open_nl = text()  # one question to answer in one's own words; empty for none
    open_en = text()
    opened_on = day()
    closes_on = day()
    closed_on = day()
    reminded_on = day()
    secret = models.CharField(max_length=64, blank=True, default="")  # destroyed at closing
    snapshot = models.JSONField(null=True, blank=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar = RoundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(state__in=ROUND_STATES), name="reflection_round_state_known"),
            models.CheckConstraint(
                condition=models.Q(breakdown__in=BREAKDOWNS), name="reflection_round_breakdown_known"
            ),
            models.CheckConstraint(condition=models.Q(k__gte=LEAST_K, k__lte=MOST_K), name="reflection_round_k_range"),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(secret=""), name="reflection_round_secret_destroyed"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Invitation(Scoped):
    """Somebody who is asked. Whether they answered is known until closing, when they did never."""

    id = _id()
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    group = text()  # the sector or ring when they were asked: groups are fixed from then on
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    token_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)  # destroyed at closing
    has_answered = models.BooleanField(default=False)  # forgotten at closing

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "person"], name="reflection_invitation_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Response(Scoped):
    """The answers of somebody. No time, no address, no language; after closing a new id and no group either."""

    id = _id()
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, blank=True, default="", db_index=True)
    group = text()
    answers = models.JSONField(blank=True, default=dict)
    words = text()
    may_show_words = models.BooleanField(default=True)
    is_handed_in = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "key"], condition=~models.Q(key=""), name="reflection_response_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Board(Scoped):
    """Looking back together: each for themself first, then side by side."""

    id = _id()
    title = models.CharField(max_length=120)
    about = text()
    is_named = models.BooleanField(default=True)
    pace = models.CharField(max_length=10, default="live")
    stage = models.CharField(max_length=10, default="think")
    columns = _named_texts()  # [{"key": , "name": }, ]
    until = models.JSONField(blank=True, default=dict)  # {"think": "2026-03-02", } where it goes over a week
    votes_each = models.PositiveSmallIntegerField(default=5)
    opened_on = day()
    closed_on = day()
    opened_by = _of_person()
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="+")
    secret = models.CharField(max_length=64, blank=True, default="")  # destroyed when it is done
    tick = models.PositiveIntegerField(default=0)  # one up with every change, so that a phone knows to look
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(stage__in=STAGES), name="reflection_board_stage_known"),
            models.CheckConstraint(condition=models.Q(pace__in=PACES), name="reflection_board_pace_known"),
        ]

    def __str__(self) -> str:
        return self.title


class Card(Scoped):
    """One thought. `mine` tells its writer only to who holds the board's secret; `author` is there on a named board."""

    id = _id()
    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    column = models.CharField(max_length=40)
    text = models.CharField(max_length=280)
    mine = models.CharField(max_length=64, blank=True, default="")
    author = _of_person()
    under = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.id)


class Vote(Scoped):
    """The dots that somebody put on a card."""

    id = _id()
    card = models.ForeignKey(Card, models.CASCADE, related_name="+")
    mine = models.CharField(max_length=64, blank=True, default="")
    dots = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.id)


class Improvement(Scoped):
    """What is to be done better, by whom and by when."""

    id = _id()
    name = models.CharField(max_length=280)
    board = models.ForeignKey(Board, models.SET_NULL, null=True, blank=True, related_name="+")
    carried_to = models.ForeignKey(Board, models.SET_NULL, null=True, blank=True, related_name="+")
    owner = _of_person()
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, default="open")
    noted_on = day()
    due_on = day()
    ended_on = day()
    outcome = text()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=IMPROVEMENT_STATES), name="reflection_improvement_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
