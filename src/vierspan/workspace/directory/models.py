import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

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
    several,
    text,
)
from vierspan.workspace.directory.spelling import FoldedField
from vierspan.workspace.networks.models import Scoped

TIE_BASES = ("declared", "survey", "observed", "imported")
INITIATIVE_KINDS = ("joint", "programme", "tuning", "exploration")
INITIATIVE_STATES = ("active", "paused", "finished", "stopped")
MANDATES = ("whole", "part", "none")
OWN_FIELD_TABLES = ("parties", "people")
OWN_FIELD_TYPES = ("text", "number", "date", "choice", "flag")


class Party(Row):
    name = text()
    short_name = text()
    sector = text()
    region = text()
    place = text()
    latitude = number()
    longitude = number()
    ring = choice()
    fair_share = number()
    joined_on = day()
    left_on = day()
    website = text()
    tags = several()
    checked_on = day()
    checked_by = text()
    next_check = day()
    note = text()
    search = FoldedField(of=("name", "short_name", "place", "tags"), private=("extra",))

    headcount: int  # counted by queries.parties

    class Meta(Row.Meta):
        verbose_name_plural = "parties"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "name"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("ring", RINGS),
            at_least("fair_share", 0),
            between("latitude", -90, 90),
            between("longitude", -180, 180),
        ]


class Person(Row):
    name = text()
    email = models.EmailField(blank=True, default="")
    phone = text()
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="people")
    function = text()
    ring = choice()
    joined_on = day()
    left_on = day()
    tags = several()
    checked_on = day()
    checked_by = text()
    next_check = day()
    note = text()
    search = FoldedField(of=("name", "function", "tags"), private=("email", "phone", "extra"))

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
    confirmed = flag()  # by the other side; empty while nobody asked
    confirmed_on = day()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
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


class TieKind(Scoped):
    """A kind of tie that the network speaks of; a tie names its kind by this name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    about = text()
    directed = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "name"], name="directory_tiekind_once"),
            named(),
        ]

    def __str__(self) -> str:
        return self.name


class OwnField(Scoped):
    """A field that this network keeps of its parties or people; the values stand in `extra` under its name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=10, default="text")
    choices = several()
    about = text()
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "table", "name"], name="directory_ownfield_once"),
            models.CheckConstraint(condition=models.Q(table__in=OWN_FIELD_TABLES), name="directory_ownfield_table"),
            models.CheckConstraint(condition=models.Q(type__in=OWN_FIELD_TYPES), name="directory_ownfield_type"),
            named(),
        ]

    def __str__(self) -> str:
        return self.name


class Note(Row):
    """What participants tell each other about a party or a person."""

    about = models.UUIDField()
    text = text()
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    written_on = day()

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "about"])]


class PrivateNote(Scoped):
    """A note that only its writer reads. It is in no export, search or record of the network."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.UUIDField()
    text = text()
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    written_on = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "writer", "about"])]

    def __str__(self) -> str:
        return str(self.id)


class SavedList(Scoped):
    """A list as somebody likes to see it: search, choices, order and columns, as its address says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    query = text()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "table", "owner", "name"], name="directory_savedlist_once"),
            named(),
        ]

    def __str__(self) -> str:
        return self.name


class BulkChange(Scoped):
    """One change of many rows at once, with what stood there before, so that it can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.CharField(max_length=10)
    how = models.CharField(max_length=10)
    column = models.CharField(max_length=90)
    value = models.JSONField(null=True)
    before = models.JSONField(default=dict)  # id -> column -> value
    after = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "-made_at"])]

    def __str__(self) -> str:
        return f"{self.table}.{self.column} ({self.made_at:%Y-%m-%d %H:%M})"


class Theme(Row):
    name = text()
    description = text()
    priority = number()
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_on = day()
    prioritised_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    prioritised_on = day()
    retired_on = day()

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
