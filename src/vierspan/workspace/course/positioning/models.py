import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.rows import text
from vierspan.workspace.networks.models import Network, Scoped, ScopedQuerySet

# What a public page can show beside the name, in the order in which it stands there.
FIELDS = (
    *("logo", "motto", "about", "identity", "issue", "ambition"),
    *("themes", "gatherings", "news", "parties", "contact", "press_kit"),
)
OF_THE_COURSE = ("identity", "issue", "ambition")
MEDIA = ("meeting", "press", "radio_tv", "social", "newsletter", "website", "talk", "other")
POST_STATES = ("draft", "published")
TURN_STATES = ("planned", "done")


def one() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def somebody() -> "models.ForeignKey[Person | None, Person | None]":
    return models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")


def some_party() -> "models.ForeignKey[Party | None, Party | None]":
    return models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")


def account() -> "models.ForeignKey[models.Model | None, models.Model | None]":
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")


class Picture(Scoped):
    """A picture as it was checked and written anew: nothing of the file that was sent is kept but what it shows."""

    id = one()
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.media_type} {self.width}x{self.height}"


class ProfileQuerySet(ScopedQuerySet["Profile"]):
    def of_public_page(self, slug: str) -> "ProfileQuerySet":
        """The one that the address of a public page speaks of, while it is public."""
        return self._scoped(network__slug=slug, is_published=True)


class Profile(Scoped):
    """How a network shows itself: logo, accent, words, and what of it outsiders may see."""

    id = one()
    logo = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    accent = models.CharField(max_length=7, blank=True, default="")
    words = models.JSONField(blank=True, default=dict)  # "motto_nl" and the like
    fields = models.JSONField(blank=True, default=list)  # what is shown, of FIELDS
    languages = models.JSONField(blank=True, default=list)
    contact_email = models.EmailField(blank=True, default="")
    contact_person = somebody()
    is_found = models.BooleanField(default=False)  # whether search engines may list it
    is_published = models.BooleanField(default=False)
    published_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    network: models.ForeignKey[Network, Network]
    objects: ClassVar = ProfileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network"], name="positioning_profile_once"),
        ]

    def __str__(self) -> str:
        return str(self.network_id)


class ShownParty(Scoped):
    """A party whose name stands on the public page; a party that comes later does not, until somebody chooses so."""

    id = one()
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.party_id)


class ShownGathering(Scoped):
    id = one()
    gathering = models.UUIDField()

    def __str__(self) -> str:
        return str(self.gathering)


class Agreement(Scoped):
    """Whether somebody agrees to be named outside. A leader may note what they said; their own word goes before."""

    id = one()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    is_own_word = models.BooleanField(default=False)
    said_on = models.DateField()

    def __str__(self) -> str:
        return str(self.person_id)


class Post(Scoped):
    """A piece of news. Its address stays what it was, also when the title changes."""

    id = one()
    address = models.SlugField(max_length=70)
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    picture = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    picture_words = text()  # what it shows, for who cannot see it
    text = text()
    author = somebody()
    party = some_party()
    state = models.CharField(max_length=10, default="draft")
    shown_on = models.DateField(null=True, blank=True)  # outside from that day on
    written_by = account()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "address"], name="positioning_post_address_once"),
            models.CheckConstraint(condition=models.Q(state__in=POST_STATES), name="positioning_post_state_known"),
        ]

    def __str__(self) -> str:
        return self.title


class Communication(Scoped):
    """Something said outside for the network."""

    id = one()
    what = text()
    said_on = models.DateField()
    medium = models.CharField(max_length=20, default="other")
    place = text()  # the paper, the hall, the programme
    audience = text()
    person = somebody()
    party = some_party()
    link = text()
    act = models.UUIDField(null=True, blank=True)  # that stands for it in the ledger
    noted_by = account()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "-said_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(medium__in=MEDIA), name="positioning_communication_medium"),
        ]

    def __str__(self) -> str:
        return self.what


class Speaker(Scoped):
    """Somebody who takes turns in speaking for the network."""

    id = one()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateField()

    def __str__(self) -> str:
        return str(self.person_id)


class Turn(Scoped):
    """An occasion at which somebody will speak for the network, or did."""

    id = one()
    what = text()
    on = models.DateField()
    medium = models.CharField(max_length=20, default="other")
    person = somebody()
    state = models.CharField(max_length=10, default="planned")
    communication = models.ForeignKey(Communication, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["network", "on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(state__in=TURN_STATES), name="positioning_turn_state_known"),
        ]

    def __str__(self) -> str:
        return self.what
