"""An account: an address at which somebody can be reached, and how they like the site."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.common import clock, text


class Accounts(BaseUserManager["User"]):
    """Accounts have no password: signing in goes by mail, or by passkey."""

    def create_user(self, email: str, name: str = "", language: str = "nl") -> "User":
        user = self.model(email=email.strip().lower(), name=text.tidy(name), language=language)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def of_address(self, email: str) -> "User | None":
        return self.filter(email=email.strip().lower()).first()


class User(AbstractBaseUser):
    class Language(models.TextChoices):
        DUTCH = "nl", _("Dutch")
        ENGLISH = "en", _("English")

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[Accounts] = Accounts()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The name they gave, else the first part of their address."""
        return self.name or self.email.partition("@")[0]

    @property
    def initials(self) -> str:
        return text.initials(self.called)


class ApiToken(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4, blank=True)
    created = models.DateTimeField(default=clock.now, editable=False)
    revoked = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Letter(models.Model):
    """A mail on its way. Its words go when it has gone, for they may hold somebody's personal link."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    calendar = models.TextField(blank=True, default="")  # what a calendar reads, where the letter brings an event
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.id)
