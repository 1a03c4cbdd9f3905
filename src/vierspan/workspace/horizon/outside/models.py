"""Whom the network knows outside, who keeps the contact warm, and where one may meet them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.directory.rows import (
    Row,
    among,
    at_least,
    between,
    choice,
    day,
    ids,
    named,
    several,
    text,
    whole,
)
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.networks.models import Scoped

STAKEHOLDER_KINDS = ("organisation", "network", "person")
RELATIONS = ("working", "board")  # a contact between boards cools at half the pace


class Stakeholder(Row):
    """An organisation, another network or a person outside, that touches what the network does.

    Contacts belong to it by name: the outside that a contact names is its name, or one of `also`.
    """

    name = text()
    kind = choice()
    also = several()  # other names under which it stands in the contacts
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    joined_on = day()  # since when it takes part as that party
    website = text()
    position = whole()  # 1 against ... 5 for
    influence = whole()
    interest = whole()  # how much it touches them
    interests = text()  # what matters to them
    asked = text()  # what support or effort we ask of them
    themes = ids()
    relation = choice()
    rhythm_days = whole()
    is_important = models.BooleanField(default=False)  # wants two keepers
    remark = text()  # for all participants; what is for oneself stands in a private note
    checked_on = day()
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    next_check = day()
    felt_score = whole()  # how warm it is said to be, in place of what is counted
    felt_reason = text()
    felt_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    felt_on = day()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "name"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            named(),
            among("kind", STAKEHOLDER_KINDS),
            among("relation", RELATIONS),
            between("position", 1, 5),
            between("influence", 1, 5),
            between("interest", 1, 5),
            between("felt_score", 0, 100),
            at_least("rhythm_days", 1),
        ]


class Stance(Scoped):
    """Where it stands on one theme, where that differs from where it stands at large."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+")
    position = whole()
    text = text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["stakeholder", "theme"], name="outside_stance_once"),
            between("position", 1, 5),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.position}"


class Keeper(Row):
    """Who keeps the contact warm; one who handed it over stays, with the day. Once per person, as the actions see to:
    two people who turn out to be one may both have kept it."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = day()
    until = day()
    is_reminded = models.BooleanField(default=False)  # by mail, when it is time; by choice of the keeper
    reminded_on = day()

    class Meta(Row.Meta):
        pass

    def __str__(self) -> str:
        return str(self.person_id)


class Story(Scoped):
    """What is known of a contact beside the row that travels along with the records."""

    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="+")
    insight = text()  # what was brought back
    brought_to = models.UUIDField(null=True, blank=True)  # the gathering in which that was told
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.contact_id)


class TakenOut(Scoped):
    """A contact that was just taken out of the log, so that it can be put back."""

    id = models.UUIDField(primary_key=True, editable=False)  # of the contact
    columns = models.JSONField(default=dict)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Event(Row):
    """Something outside that is worth going to."""

    name = text()
    starts_on = day()
    ends_on = day()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = text()
    link = text()
    host = text()
    stakeholder = models.ForeignKey(Stakeholder, models.SET_NULL, null=True, blank=True, related_name="+")
    why = text()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "starts_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [*Row.Meta.constraints, named()]


class Visit(Row):
    """Somebody goes there, or was there, and what they brought back. Once per person, as the actions see to."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    insight = text()
    brought_back_on = day()
    brought_to = models.UUIDField(null=True, blank=True)

    class Meta(Row.Meta):
        pass

    def __str__(self) -> str:
        return str(self.event_id)
