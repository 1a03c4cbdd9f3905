import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from vierspan.workspace.networks.models import Scoped, ScopedQuerySet

STATES = ("taken", "passed_on", "put_off", "dismissed", "open")
LAYOUTS = ("force", "rings", "sector", "geo")


class Run(Scoped):
    """One time that the mirror was made, kept whole: pages show this, and say of when it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    facts_at = models.DateTimeField(null=True)  # the last change of the facts that this run has seen
    start = models.DateField()
    end = models.DateField()
    version = models.CharField(max_length=40)
    picture = models.JSONField()
    handles = models.JSONField()
    actors = models.BinaryField()  # Parquet
    acts = models.BinaryField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "-made_at"])]

    def __str__(self) -> str:
        return f"{self.end} ({self.made_at:%Y-%m-%d %H:%M})"


class Answer(Scoped):
    """What was done with a handle. It goes when the handle goes, so that a new finding starts afresh."""

    key = models.CharField(max_length=300)
    state = models.CharField(max_length=12, default="open")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person_id = models.UUIDField(null=True)  # who has it in hand
    until = models.DateField(null=True)
    reason = models.TextField(blank=True, default="")
    is_shared = models.BooleanField(default=False)  # by the person whom it concerns, with the others
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "key"], name="insight_answer_once"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="insight_answer_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class Layout(Scoped):
    """Where everybody stands on the map, kept so that the map stays itself when the facts change."""

    kind = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)  # one more each time that somebody came, went or moved
    made_at = models.DateTimeField(default=timezone.now)
    facts_at = models.DateTimeField(null=True)  # the last change of the facts that it knows
    places = models.BinaryField()  # Parquet
    about = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "kind"], name="insight_layout_once"),
            models.CheckConstraint(condition=models.Q(kind__in=LAYOUTS), name="insight_layout_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class FoundPlace(Scoped):
    """What the gazetteer answered about a place name, so that it is asked once."""

    asked = models.CharField(max_length=200)  # folded; with the region that helped to choose
    name = models.CharField(max_length=200, blank=True, default="")  # empty: no such place
    country = models.CharField(max_length=2, blank=True, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "asked"], name="insight_foundplace_once")
        ]

    def __str__(self) -> str:
        return f"{self.asked}: {self.name}"


class MapView(Scoped):
    """The map as somebody likes to see it, as its address says; for its maker alone, or for the whole network."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    text = models.TextField(blank=True, default="")
    query = models.TextField(blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_shared = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "name"]

    def __str__(self) -> str:
        return self.name


class MapStory(Scoped):
    """Views of the map in an order, with what there is to say at each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    text = models.TextField(blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_shared = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class MapStep(Scoped):
    """One view in a story. It keeps its own address of the map, so that it stays when a saved view goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(MapStory, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    text = models.TextField(blank=True, default="")
    query = models.TextField(blank=True, default="")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]

    def __str__(self) -> str:
        return self.name


class MapShareQuerySet(ScopedQuerySet["MapShare"]):
    def of_token(self, token_hash: str) -> "MapShareQuerySet":
        """The one that a link speaks of."""
        return self._scoped(token_hash=token_hash)


class MapShare(Scoped):
    """A view that outsiders see through a link. Who is on it was settled when the link was made: nobody comes by
    themselves. The link itself is not kept, only its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    text = models.TextField(blank=True, default="")
    query = models.TextField(blank=True, default="")
    token_hash = models.CharField(max_length=64, unique=True)
    with_people = models.BooleanField(default=False)
    ids = models.JSONField(default=list)  # whom outsiders may see
    kinds = models.JSONField(default=list)  # by which kinds of tie
    frames = models.TextField(blank=True, default="")  # sites that may show it within a page; "*" is any
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar = MapShareQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name
