import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.rows import day
from vierspan.workspace.networks.models import Scoped, ScopedQuerySet


class LinkQuerySet(ScopedQuerySet["Link"]):
    def of_token(self, token_hash: str) -> "LinkQuerySet":
        """The one that a letter holds."""
        return self._scoped(token_hash=token_hash)


class Link(Scoped):
    """One purpose, one thing, and mostly one person. What stands in the letter is not kept, only its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=40)
    subject = models.UUIDField()  # the row it is about
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    token_hash = models.CharField(max_length=64, unique=True)
    made_on = day()
    good_until = day()  # the last day on which it opens; empty: until it is ended
    ended_on = day()

    objects: ClassVar = LinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "purpose", "subject"])]

    def __str__(self) -> str:
        return self.purpose
