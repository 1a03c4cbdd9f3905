"""A survey, who is asked, about whom, and what they answered. No answer carries a time, an address or an order."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.rows import ORIENTATIONS, choice, day, several, text
from vierspan.workspace.networks.models import Scoped, ScopedQuerySet

ABOUT = ("parties", "people")
STATES = ("draft", "open", "closed")
KINDS = ("knows", "would_like", "trust", "value", "leads", "own")
LEAST_K, MOST_K = 5, 20


def _id() -> models.UUIDField[uuid.UUID, uuid.UUID]:
    """Random, so that the order in which rows came is nowhere to be read."""
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Survey(Scoped):
    """One wave of questions about each other. What is asked, of whom and about whom is fixed when it opens."""

    id = _id()
    title = models.CharField(max_length=120)
    intro = text()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    about = models.CharField(max_length=10, default="parties")
    rings = several()  # of those that stand on the list; empty for everybody
    state = models.CharField(max_length=10, default="draft")
    k = models.PositiveSmallIntegerField(default=LEAST_K)
    opened_on = day()
    closes_on = day()
    closed_on = day()
    is_evergreen = models.BooleanField(default=False)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    letters = models.JSONField(blank=True, default=dict)  # {"invitation": {"nl": {"subject": , "body": }, "en": }, }
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["title"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(about__in=ABOUT), name="surveys_survey_about_known"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="surveys_survey_state_known"),
            models.CheckConstraint(condition=models.Q(k__gte=LEAST_K, k__lte=MOST_K), name="surveys_survey_k_range"),
        ]

    def __str__(self) -> str:
        return self.title


class Item(Scoped):
    """A question that is asked about each name on the list."""

    id = _id()
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12, default="own")
    key = models.CharField(max_length=40)
    text_nl = text()
    text_en = text()
    low = models.PositiveSmallIntegerField(default=1)
    high = models.PositiveSmallIntegerField(default=4)
    orientation = choice()

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "key"], name="surveys_item_once"),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="surveys_item_kind_known"),
            models.CheckConstraint(condition=models.Q(low__lt=models.F("high")), name="surveys_item_scale"),
            models.CheckConstraint(
                condition=models.Q(orientation__in=["", *ORIENTATIONS]), name="surveys_item_orientation_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Voice(Scoped):
    """Somebody who is asked. Whether they answered is kept, when is not."""

    id = _id()
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    sector = text()  # of the party when they were asked: groups are fixed from then on
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    invited_on = day()
    reminded_on = day()
    thanked_on = day()
    has_answered = models.BooleanField(default=False)
    opted_in = models.BooleanField(default=False)  # my ties may be shown by name
    withdrawn = models.BooleanField(default=False)
    draft = models.JSONField(blank=True, default=dict)
    draft_version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "person"], name="surveys_voice_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class KeyQuerySet(ScopedQuerySet["Key"]):
    def of_token(self, token_hash: str) -> "KeyQuerySet":
        """The one that a personal link holds."""
        return self._scoped(token_hash=token_hash)


class Key(Scoped):
    """A personal link, as the hash of what stands in a letter. Each letter holds one of its own; all stay good."""

    id = _id()
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar = KeyQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return str(self.voice_id)


class RosterEntry(Scoped):
    """A party or person on the list of a survey, as it stood when the survey opened."""

    id = _id()
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    about = models.UUIDField()
    name = text()
    party = models.UUIDField(null=True, blank=True)  # of a person
    party_name = text()
    function = text()
    sector = text()
    region = text()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["survey", "about"], name="surveys_rosterentry_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Answer(Scoped):
    """What one voice says of one name. `given_in` is the earlier wave that it was taken over from, if it was."""

    id = _id()
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+")
    about = models.UUIDField()
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    value = models.SmallIntegerField()
    given_in = models.ForeignKey(Survey, models.SET_NULL, null=True, blank=True, related_name="+")
    origin = models.UUIDField(default=uuid.uuid4, editable=False)  # the same for an answer that is taken over

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["voice", "about", "item"], name="surveys_answer_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Release(Scoped):
    """What may be shown of a survey: made once, at closing, and the same for every reader."""

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="+")
    snapshot = models.JSONField()

    def __str__(self) -> str:
        return str(self.survey_id)
