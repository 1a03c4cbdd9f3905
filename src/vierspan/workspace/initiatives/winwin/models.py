"""A search for a package that is good for all: what is on the table, and what each party says of it.

Not in any record or export of the network: what a party can go along with is shown as far as that party allows.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import between, day, text
from vierspan.workspace.networks.models import Scoped

SEEN_BY = ("party", "table", "network")
HIGHEST = 10


def _id() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Search(Scoped):
    """One search, for an initiative or on its own."""

    id = _id()
    name = models.CharField(max_length=200)
    about = text()
    initiative = models.ForeignKey(Initiative, models.CASCADE, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_on = day()
    closed_on = day()
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class Issue(Scoped):
    """One thing to agree on."""

    id = _id()
    search = models.ForeignKey(Search, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "id"]

    def __str__(self) -> str:
        return self.name


class Option(Scoped):
    """One way in which it may be done."""

    id = _id()
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "id"]

    def __str__(self) -> str:
        return self.name


class Side(Scoped):
    """What a party brings to the table, in words, and what it has without an agreement."""

    id = _id()
    search = models.ForeignKey(Search, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    interests = text()
    musts = text()
    offers = text()
    red_lines = text()
    walk_away = models.PositiveSmallIntegerField(null=True, blank=True)
    seen_by = models.CharField(max_length=10, default="party")
    confirmed_on = day()
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["search", "party"], name="winwin_side_once"),
            models.CheckConstraint(condition=models.Q(seen_by__in=SEEN_BY), name="winwin_side_seen_by_known"),
            between("walk_away", 0, HIGHEST),
        ]

    def __str__(self) -> str:
        return str(self.party_id)


class Stake(Scoped):
    """Of how much importance an issue is to a side."""

    id = _id()
    side = models.ForeignKey(Side, models.CASCADE, related_name="+")
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="+")
    importance = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["side", "issue"], name="winwin_stake_once"),
            between("importance", 0, HIGHEST),
        ]

    def __str__(self) -> str:
        return str(self.importance)


class Score(Scoped):
    """What an option is worth to a side; must and never are limits, whatever the score."""

    id = _id()
    side = models.ForeignKey(Side, models.CASCADE, related_name="+")
    option = models.ForeignKey(Option, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    limit = models.CharField(max_length=5, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["side", "option"], name="winwin_score_once"),
            models.CheckConstraint(
                condition=models.Q(limit__in=["", "must", "never"]), name="winwin_score_limit_known"
            ),
            between("score", 0, HIGHEST),
        ]

    def __str__(self) -> str:
        return str(self.score)


class Package(Scoped):
    """One option of each issue, put on the table by somebody."""

    id = _id()
    search = models.ForeignKey(Search, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    options = models.JSONField(default=list)  # ids of options
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_on = day()
    agreed_on = day()

    class Meta:
        ordering: ClassVar[list[str]] = ["made_on", "name"]

    def __str__(self) -> str:
        return self.name
