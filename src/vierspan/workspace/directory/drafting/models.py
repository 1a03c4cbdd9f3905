"""Texts that a network writes together: who proposes what, who stands behind it, and what it was before.

Nothing here knows of which table a text is: (`table`, `row`) says which text it is, the same through all its versions.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.rows import day
from vierspan.workspace.directory.rows import text as prose
from vierspan.workspace.networks.models import Scoped

PROPOSAL_STATES = ("open", "adopted", "withdrawn", "declined")
STANCES = ("yes", "with_remark", "not_yet")
BEHIND = frozenset({"yes", "with_remark"})  # the stances that count as standing behind a text


def _id() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def _person() -> models.ForeignKey[Person | None, Person | None]:
    return models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")


def _party() -> models.ForeignKey[Party | None, Party | None]:
    return models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")


class _OfAText(Scoped):
    """A row that speaks of one text of one table."""

    id = _id()
    table = models.CharField(max_length=40)
    row = models.UUIDField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class Proposal(_OfAText):
    """Another wording for a text, written on one version of it."""

    on_version = models.PositiveIntegerField()
    text = prose()
    reason = prose()
    author = _person()
    party = _party()
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_on = models.DateField(default=clock.today)
    state = models.CharField(max_length=10, default="open")
    answer = prose()  # why it was adopted or declined
    answered_on = day()
    answered_by = _person()
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "table", "row", "state"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(state__in=PROPOSAL_STATES), name="drafting_proposal_state_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="drafting_proposal_text_given"),
        ]


class Endorsement(_OfAText):
    """What one party says of one version. A party that thinks again gets a new row; the old one is `replaced_at`."""

    version = models.PositiveIntegerField()
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    stance = models.CharField(max_length=12)
    remark = prose()
    by = _person()
    given_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "table", "row", "version"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(stance__in=STANCES), name="drafting_endorsement_stance_known"),
            models.UniqueConstraint(
                fields=["network", "table", "row", "version", "party"],
                condition=models.Q(replaced_at=None),
                name="drafting_endorsement_once",
            ),
        ]


class Version(_OfAText):
    """A text as it once stood, for tables that keep only the latest text themselves."""

    number = models.PositiveIntegerField()
    text = prose()
    reason = prose()
    author = _person()
    party = _party()
    written_on = day()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "table", "row", "number"], name="drafting_version_once"),
        ]


class LastLook(Scoped):
    """Until when somebody has seen what happened at a place, by their own word."""

    id = _id()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "user", "place"], name="drafting_last_look_once"),
        ]

    def __str__(self) -> str:
        return self.place
