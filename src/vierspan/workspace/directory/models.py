from typing import ClassVar

from django.db import models

from vierspan.workspace.directory.rows import (
    PHASES,
    RINGS,
    Row,
    actor,
    among,
    at_least,
    between,
    choice,
    day,
    flag,
    ids,
    named,
    number,
    text,
)
from vierspan.workspace.directory.spelling import FoldedField

TIE_BASES = ("declared", "survey", "observed", "imported")
INITIATIVE_KINDS = ("joint", "programme", "tuning", "exploration")
INITIATIVE_STATES = ("active", "paused", "finished", "stopped")
MANDATES = ("whole", "part", "none")


class Party(Row):
    name = text()
    short_name = text()
    sector = text()
    region = text()
    ring = choice()
    fair_share = number()
    joined_on = day()
    left_on = day()
    website = text()
    note = text()
    search = FoldedField(of=("name", "short_name"))

    headcount: int  # counted by queries.parties

    class Meta(Row.Meta):
        verbose_name_plural = "parties"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "name"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("ring", RINGS),
            at_least("fair_share", 0),
        ]


class Person(Row):
    name = text()
    email = models.EmailField(blank=True, default="")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="people")
    function = text()
    ring = choice()
    joined_on = day()
    left_on = day()
    note = text()
    search = FoldedField(of=("name", "email"))

    class Meta(Row.Meta):
        verbose_name_plural = "people"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["network", "name"]),
            models.Index(fields=["network", "email"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, named(), among("ring", RINGS)]


class Affiliation(Row):
    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    party = models.ForeignKey(Party, models.CASCADE, related_name="affiliations")
    role = text()
    since = day()
    until = day()

    class Meta(Row.Meta):
        pass


class Tie(Row):
    """Between two people or parties, by their ids."""

    source = models.UUIDField()
    target = models.UUIDField()
    kind = text()
    strength = number()
    directed = flag()
    basis = choice()
    since = day()
    until = day()
    note = text()

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["network", "source"]),
            models.Index(fields=["network", "target"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            among("basis", TIE_BASES),
            at_least("strength", 0),
        ]


class Theme(Row):
    name = text()
    description = text()
    priority = number()
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_on = day()
    prioritised_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    prioritised_on = day()

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, named(), at_least("priority", 0)]


class Initiative(Row):
    name = text()
    kind = choice()
    themes = ids()
    initiator = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    phase = choice()
    state = choice()
    started_on = day()
    ended_on = day()
    mandate = choice()
    mandate_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    mandate_on = day()
    potential = number()

    table_size: int  # counted by the initiatives' queries

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("kind", INITIATIVE_KINDS),
            among("phase", PHASES),
            among("state", INITIATIVE_STATES),
            among("mandate", MANDATES),
            between("potential", 1, 5),
        ]


class Introduction(Row):
    introducer = models.ForeignKey(Person, models.CASCADE, related_name="introductions")
    newcomer = models.UUIDField()
    met = actor()
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="+")
    made_on = day()
    welcomed = flag()

    class Meta(Row.Meta):
        pass
