"""Talking about our mirror: a session with its notes and agreements, and how the network says that it is governed.

It keeps what the room wrote and nothing of who said it.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.rows import among, day, ids, text, whole
from vierspan.workspace.networks.models import Scoped

TOPICS = ("need", "one", "parties", "palette", "governance")
STEPS = ("alone", "reveal", "talk", "note", "decide")
NOTE, AGREED = "note", "agreed"
FORMS = ("shared", "lead", "office")
BECAME = ("commitment", "question")


class Session(Scoped):
    """A talk of the team about a few topics of the mirror; closed when `closed_on` is set."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    topics = ids()
    held_on = models.DateField(default=clock.today)
    closed_on = day()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "held_on"])]

    def __str__(self) -> str:
        return self.title


class Line(Scoped):
    """One thing that the room wrote down: a note, or what it agreed. `became`: what an agreement was made into."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=12)
    kind = models.CharField(max_length=8)
    text = text()
    became = models.CharField(max_length=12, blank=True, default="")
    became_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "session"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(topic__in=TOPICS), name="team_line_topic_known"),
            models.CheckConstraint(condition=models.Q(kind__in=(NOTE, AGREED)), name="team_line_kind_known"),
            among("became", BECAME),
        ]

    def __str__(self) -> str:
        return self.text


class Governed(Scoped):
    """How the network says that it is governed, and how much it needs of what only the whole can do (1-5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.CharField(max_length=8, blank=True, default="")
    competence = whole()
    said_on = models.DateField(default=clock.today)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network"], name="team_governed_once"),
            among("form", FORMS),
            models.CheckConstraint(
                condition=models.Q(competence=None) | models.Q(competence__gte=1, competence__lte=5),
                name="team_governed_competence_range",
            ),
        ]

    def __str__(self) -> str:
        return self.form
