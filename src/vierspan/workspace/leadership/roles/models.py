"""What is kept beside a role: what it asks, who stands behind it, who comes next, and who was named into the core."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.rows import Row, among, choice, day, text
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.networks.models import Scoped

BACKINGS = ("grants", "recognises")


class About(Scoped):
    """What is told of a role beside the row that travels along with the records."""

    role = models.OneToOneField(RoleHeld, models.CASCADE, primary_key=True, related_name="+")
    task = text()  # what is asked of whoever holds it
    ended_because = text()
    reminded_for = day()  # of which last day its holder was told that it comes near
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.role_id)


class Backing(Scoped):
    """Somebody who granted a role, or who says to recognise this person in it. Parties that granted it stand in the
    role itself. Once per person and kind, as the actions see to: two people who turn out to be one may both have."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    role = models.ForeignKey(RoleHeld, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = choice()
    since = day()
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "role"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [among("kind", BACKINGS)]

    def __str__(self) -> str:
        return f"{self.kind} {self.role_id}"


class Turn(Scoped):
    """Who holds a role next and from when; `handed_on` is empty until it was handed over."""

    role = models.OneToOneField(RoleHeld, models.CASCADE, primary_key=True, related_name="+")
    next = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    on = models.DateField()
    note = text()
    handed_on = day()
    became = models.ForeignKey(RoleHeld, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.role_id}, {self.on}"


class Words(Scoped):
    """What a holder writes for who comes after them: read by these two and by nobody else."""

    role = models.OneToOneField(RoleHeld, models.CASCADE, primary_key=True, related_name="+")
    going = text()  # what is going on
    meet = text()  # with whom to speak first
    dos = text()
    donts = text()
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.role_id)


class Named(Row):
    """Somebody who was named into the core group, with the day and the reason, until they were named out of it.

    The ring of the person says who is in it today; a person whose ring came with the records has no row here.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = day()
    reason = text()
    until = day()
    left_because = text()
    ring_before = choice()
    named_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Row.Meta):
        pass

    def __str__(self) -> str:
        return str(self.person_id)
