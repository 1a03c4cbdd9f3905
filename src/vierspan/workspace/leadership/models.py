from typing import ClassVar

from django.db import models

from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.directory.rows import ORIENTATIONS, Row, among, between, choice, day, ids


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
