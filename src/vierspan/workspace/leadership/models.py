import uuid
from typing import ClassVar

from django.db import models

from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.directory.rows import ORIENTATIONS, Row, among, between, choice, day, ids
from vierspan.workspace.networks.models import Scoped


class RoleHeld(Row):
    person = models.ForeignKey(Person, models.CASCADE, related_name="roles_held")
    orientation = choice()
    initiative = models.ForeignKey(Initiative, models.CASCADE, null=True, blank=True, related_name="roles_held")
    granted_by = ids()
    since = day()
    until = day()

    class Meta(Row.Meta):
        verbose_name_plural = "roles held"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            among("orientation", ORIENTATIONS),
        ]


class Rating(Row):
    """Who sees whom take the lead. The rater's own: shown to nobody, only counted."""

    rater = models.ForeignKey(Person, models.CASCADE, related_name="+")
    rated = models.ForeignKey(Person, models.CASCADE, related_name="+")
    orientation = choice()
    score = models.FloatField()
    rated_on = day()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            among("orientation", ORIENTATIONS),
            between("score", 0, 4),
        ]


class PutOff(Scoped):
    """Something that asks for one person and that they will look at later; of what is answered in confidence it goes
    when that closes. Once per person and key, as the actions see to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)  # kind:id of what asks
    until = models.DateField()  # the day on which it comes back

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "person"])]

    def __str__(self) -> str:
        return str(self.id)
