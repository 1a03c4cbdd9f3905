import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from vierspan.workspace.networks.models import Scoped

UPLOAD_STATES = ("open", "underway", "imported", "dropped")


class Import(Scoped):
    """One time that records were brought in, with what it takes to undo it as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.TextField(blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    is_being_undone = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)  # table -> {new, changed, untouched}
    added = models.JSONField(default=dict)  # table -> ids
    before = models.JSONField(default=dict)  # table -> id -> column -> value
    left_out = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "-made_at"])]

    def __str__(self) -> str:
        return self.name


class Upload(Scoped):
    """A file that waits to be looked at, mended and brought in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.TextField()
    content = models.BinaryField()
    mends = models.JSONField(default=list)  # {sheet, row, column, value}
    mapping = models.TextField(blank=True, default="")  # TOML, for a table that is not ours
    state = models.CharField(max_length=20, default="open")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    has_failed = models.BooleanField(default=False)  # bringing it in went wrong, and nothing was brought in
    imported_as = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="uploads")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(state__in=UPLOAD_STATES), name="exchange_upload_state_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Merge(Scoped):
    """One time that two rows turned out to be one person or party, with every row that it touched."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.CharField(max_length=10)
    kept = models.UUIDField()
    gone = models.UUIDField()
    kept_name = models.TextField()
    gone_name = models.TextField()
    gone_code = models.TextField(blank=True, default="")
    moved = models.JSONField(default=list)  # {model, id, before, after} in the order in which it was done
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "-made_at"])]

    def __str__(self) -> str:
        return f"{self.gone_name} -> {self.kept_name}"


class Apart(Scoped):
    """Two that look alike and are not the same, because somebody said so; the smaller id first."""

    first = models.UUIDField()
    second = models.UUIDField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "first", "second"], name="exchange_apart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.second}"
