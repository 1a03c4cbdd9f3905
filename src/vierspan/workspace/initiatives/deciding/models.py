"""What a decision is beside its row: the question with its rule, who has a voice, and what each said."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.rows import actor, choice, day, several, text
from vierspan.workspace.initiatives.models import Commitment, Decision, Position
from vierspan.workspace.networks.models import Scoped

STATES = ("draft", "open", "closed")
WAYS = ("here", "leader", "link")
ENDINGS = ("", "changed", "withdrawn", "amended")
NOW = models.Q(ended="")
SHOWN = ("outcome", "date", "background", "method", "voices")


class Question(Scoped):
    """A question to decide on. While it is a draft there is no decision; once open, its rule stands still.

    The decision that it becomes has the id of the question, so that one address leads to both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, models.CASCADE, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, default="draft")
    name = text()
    proposal = text()
    background = text()
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="+")
    opener = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    rule = choice()
    quorum = models.CharField(max_length=8, default="0")  # parts are kept as fractions, never as decimals
    share = models.CharField(max_length=8, default="2/3")
    asides = models.PositiveSmallIntegerField(default=0)
    minus = models.PositiveSmallIntegerField(default=0)
    silence_consents = models.BooleanField(default=False)
    is_double = models.BooleanField(default=False)
    casting = actor()  # the person or party whose word counts in a tie
    rounds = models.PositiveSmallIntegerField(default=1)
    fallback = choice()
    decider = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    limits = text()  # of the mandate
    until = day()  # of the mandate

    due_on = day()
    review_on = day()
    closes_itself = models.BooleanField(default=False)
    reminds = models.BooleanField(default=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    round = models.PositiveSmallIntegerField(default=1)
    decided = choice()  # by who decides alone
    decided_on = day()
    explanation = text()
    is_within = models.BooleanField(default=True)
    chosen = models.ForeignKey("Option", models.SET_NULL, null=True, blank=True, related_name="+")
    outcome_text = text()
    ruling = models.JSONField(blank=True, default=dict)  # how it stood at the closing, in figures, without names

    shows = several()  # what outsiders see of it beside the question
    published_on = day()
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class Option(Scoped):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    name = text()
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]

    def __str__(self) -> str:
        return self.name


class Voice(Scoped):
    """Who may speak: a party, by whoever speaks for it, or a person. Frozen at the opening."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    weight = models.CharField(max_length=12, default="1")
    interest = text()  # of their own in it: then they are not among the voices
    stepped_aside_on = day()
    asked_on = day()
    reminded_on = day()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        who = self.party or self.person
        return who.name if who else ""

    @property
    def counts(self) -> bool:
        return self.stepped_aside_on is None


class Stand(Scoped):
    """What a voice said in a round, of one option or of the whole. Nothing is overwritten: what was said before
    stays, with how it ended. An objection that was met keeps who met it and how."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.OneToOneField(Position, models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+")
    option = models.ForeignKey(Option, models.CASCADE, null=True, blank=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    word = choice()
    reason = text()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    way = choice()
    ended = choice()
    how = text()  # it was met
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["voice", "option"], condition=NOW & models.Q(option__isnull=False), name="deciding_stand_once"
            ),
            models.UniqueConstraint(
                fields=["voice"], condition=NOW & models.Q(option__isnull=True), name="deciding_stand_once_whole"
            ),
        ]


class Amendment(Scoped):
    """The proposal, or one option, as it was and as it became for a new round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    option = models.ForeignKey(Option, models.CASCADE, null=True, blank=True, related_name="+")
    round = models.PositiveSmallIntegerField()  # that it began
    was = text()
    became = text()
    why = text()
    on = day()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["round"]


class FollowUp(Scoped):
    """What was promised because of a decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="+")
