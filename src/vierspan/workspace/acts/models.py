import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.errors import LedgerIsAppendOnly
from vierspan.workspace.networks.models import Scoped, ScopedQuerySet

ORIENTATIONS = ("strategist", "explorer", "developer", "process_manager")


POINTING = ("person", "party", "subject", "touched")

# Acts done in confidence: they count, and nobody reads in a list that somebody did them. What a person notes of such an
# act in their own words is theirs to tell, and stays to be read.
EXISTENCE_ONLY = frozenset({"feedback.asked", "feedback.given", "conflict.raised", "conflict.settled"})


class LedgerQuerySet(ScopedQuerySet["Act"]):
    """Rows may be added and, by these named ways only, withdrawn, corrected, reassigned or anonymised."""

    def update(self, **values: Any) -> NoReturn:
        raise LedgerIsAppendOnly

    def delete(self) -> NoReturn:
        raise LedgerIsAppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly

    def withdraw(self) -> int:
        """Take back what should not have been put in: a slip just noted, an import undone."""
        return self._raw_delete(self.db)

    def visible_to(self, actor: Actor) -> "LedgerQuerySet":
        """What may be read; `of` also has what is only counted."""
        return self.of(actor.network_id).exclude(kind__in=EXISTENCE_ONLY, note="")

    def pointing_at(self, somebody: uuid.UUID) -> "LedgerQuerySet":
        """What this person or party did, or what was done with or about them."""
        text = str(somebody)
        return self.filter(Q(person=somebody) | Q(party=somebody) | Q(subject=text) | Q(touched__icontains=text))

    def reassign(self, changes: Mapping[uuid.UUID, Mapping[str, Any]]) -> None:
        """Point acts at other people or parties: two rows turned out to be one, or to be two after all."""
        for key, values in changes.items():
            kept = {column: value for column, value in values.items() if column in POINTING}
            super(LedgerQuerySet, self.filter(pk=key)).update(**kept)

    def anonymise(self, person_id: uuid.UUID, stand_in: uuid.UUID) -> None:
        """Put a stand-in without a name in the place of a person, so that the sums stay what they were."""
        super(LedgerQuerySet, self.filter(person=person_id)).update(person=stand_in, note="", extra={})
        super(LedgerQuerySet, self.filter(subject=str(person_id))).update(subject=str(stand_in))
        for act in self.filter(touched__icontains=str(person_id)):
            touched = [str(stand_in) if each == str(person_id) else each for each in act.touched]
            super(LedgerQuerySet, self.filter(pk=act.pk)).update(touched=touched)

    def restate(self, key: uuid.UUID, note: str) -> None:
        """The note without the name of somebody who was taken out."""
        super(LedgerQuerySet, self.filter(pk=key)).update(note=note)

    def unsign(self, user_id: uuid.UUID) -> None:
        """Take out who noted it, and what they said with it."""
        super(LedgerQuerySet, self.filter(noted_by=user_id)).update(noted_by=None, note="")


class Act(Scoped):
    """What someone did. It points at people and things by id only, because it outlives them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    external_id = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=80)
    person = models.UUIDField(null=True, blank=True)
    party = models.UUIDField(null=True, blank=True)
    done_on = models.DateField()
    subject = models.TextField(blank=True, default="")
    touched = models.JSONField(blank=True, default=list)
    orientation = models.CharField(max_length=40, blank=True, default="")
    note = models.TextField(blank=True, default="")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    extra = models.JSONField(blank=True, default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LedgerQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["network", "-done_on"]),
            models.Index(fields=["network", "person"]),
            models.Index(fields=["network", "party"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["network", "external_id"],
                condition=~Q(external_id=""),
                name="acts_act_external_id_once",
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="acts_act_kind_given"),
            models.CheckConstraint(condition=Q(orientation__in=["", *ORIENTATIONS]), name="acts_act_orientation_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise LedgerIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise LedgerIsAppendOnly


class LastChange(Scoped):
    """When a network's facts last changed: what was computed before then is stale."""

    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network"], name="acts_last_change_once"),
        ]

    def __str__(self) -> str:
        return str(self.at)
