"""A network, who takes part in it and who is asked to."""

from typing import ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.access.roles import Role
from vierspan.workspace.common import clock
from vierspan.workspace.networks.scoped import ScopedQuerySet

__all__ = ["Invitation", "Membership", "Network", "Scoped", "ScopedQuerySet"]

ROLES = [
    (Role.LEAD.value, _("Network leader")),
    (Role.MEMBER.value, _("Participant")),
    (Role.OBSERVER.value, _("Observer")),
    (Role.GUEST.value, _("Guest")),
]


def need() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """How much the network says that it needs an orientation, 0-4; empty when it did not say."""
    return models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(4)]
    )


class Network(models.Model):
    class Purpose(models.TextChoices):
        INFORMATION = "information", _("Share information")
        LEARNING = "learning", _("Learn together")
        PROBLEM_SOLVING = "problem_solving", _("Solve an issue")
        SERVICE = "service", _("Deliver services together")
        CAPACITY = "capacity", _("Build community capacity")
        ADVOCACY = "advocacy", _("Speak for a cause")
        INNOVATION = "innovation", _("Innovate")

    class Phase(models.TextChoices):
        EXPLORE = "explore", _("Exploring")
        SHARE = "share", _("Sharing")
        AGREE = "agree", _("Agreeing")
        SHAPE = "shape", _("Shaping")
        REALISE = "realise", _("Realising")
        RENEW = "renew", _("Renewing")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    purpose = models.JSONField(default=list, blank=True)
    phase = models.CharField(max_length=10, choices=Phase, blank=True, default="")
    is_turbulent = models.BooleanField(default=False)
    need_strategist = need()
    need_explorer = need()
    need_developer = need()
    need_process_manager = need()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    is_demo = models.BooleanField(default=False)
    created = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return self.name

    @property
    def needs(self) -> dict[str, int]:
        """The needs that were declared, per orientation."""
        declared = {
            "strategist": self.need_strategist,
            "explorer": self.need_explorer,
            "developer": self.need_developer,
            "process_manager": self.need_process_manager,
        }
        return {orientation: level for orientation, level in declared.items() if level is not None}


# Made so, and not by as_manager, the types of inheriting models know their own rows.
ScopedManager = models.Manager.from_queryset(ScopedQuerySet)


class Scoped(models.Model):
    """A row that belongs to one network."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="+")

    objects = ScopedManager()

    class Meta:
        abstract = True


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    def of_user(self, user_id: UUID) -> "MembershipQuerySet":
        """Where somebody takes part, over all networks: theirs to know."""
        return self._scoped(user_id=user_id)

    def of_address(self, email: str) -> "MembershipQuerySet":
        """The same, by the address at which somebody is reached."""
        return self._scoped(user__email__iexact=email)

    def current(self) -> "MembershipQuerySet":
        return self.filter(until=None)


class Membership(Scoped):
    """Somebody in a network; `until` is set when they leave or are taken out, and ends every right at once."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES, default=Role.MEMBER.value)
    person_id = models.UUIDField(null=True, blank=True)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["network", "user"], condition=models.Q(until=None), name="networks_membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="networks_membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"


class InvitationQuerySet(ScopedQuerySet["Invitation"]):
    def of_token(self, token_hash: str) -> "InvitationQuerySet":
        """The one that a letter speaks of."""
        return self._scoped(token_hash=token_hash)

    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted=None, withdrawn=None, expires__gt=clock.now())


class Invitation(Scoped):
    """Somebody is asked to take part. The token itself is only in the mail; here is its hash."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10, choices=ROLES, default=Role.MEMBER.value)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent = models.DateTimeField(default=clock.now)
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["network", "email"],
                condition=models.Q(accepted=None, withdrawn=None),
                name="networks_invitation_once",
            ),
        ]

    def __str__(self) -> str:
        return self.email
