"""What somebody may do with a network and who takes part in it."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock, text
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.networks import queries
from vierspan.workspace.networks.models import Invitation, Membership, Network

INVITATION_DAYS = 14
NEED_LEVELS = range(5)


@transaction.atomic
def create(user: User, *, name: str, language: str = "nl", is_demo: bool = False) -> Network:
    """Make a network; who makes it leads it."""
    name = _named(name)
    network = Network.objects.create(name=name, slug=_free_slug(name), language=language, is_demo=is_demo)
    Membership.objects.create(network=network, user=user, role=Role.LEAD)
    return network


def _named(name: str) -> str:
    name = text.tidy(name)
    if not name:
        raise Invalid("name", "needs_name")
    return name[:120]


def _free_slug(name: str) -> str:
    """The name as address; with some letters behind it when another network has that address."""
    slug = text.slug(name) or "network"
    while Network.objects.filter(slug=slug).exists():
        slug = f"{(text.slug(name) or 'network')[:50]}-{secrets.token_hex(3)}"
    return slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """How a network describes itself; needs go from 0 (not) to 4 (very much), an orientation left out is undeclared."""

    name: str
    purpose: Collection[str] = ()
    phase: str = ""
    is_turbulent: bool = False
    needs: Mapping[str, int] | None = None
    language: str = "nl"


@transaction.atomic
def describe(actor: Actor, description: Description) -> Network:
    """Put a new description in the place of the old; the address stays."""
    network = queries.network(actor)
    authorise(actor, Do.EDIT_NETWORK)
    needs = description.needs or {}
    if any(level not in NEED_LEVELS for level in needs.values()):
        raise Invalid("needs", "out_of_range")
    network.name = _named(description.name)
    network.purpose = [each for each in Network.Purpose.values if each in description.purpose]
    network.phase = description.phase if description.phase in Network.Phase.values else ""
    network.is_turbulent = description.is_turbulent
    network.language = description.language
    for orientation in ("strategist", "explorer", "developer", "process_manager"):
        setattr(network, f"need_{orientation}", needs.get(orientation))
    network.save()
    return network


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation with the token that stands in the mail and nowhere else."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(actor: Actor, *, email: str, role: str) -> Asked:
    """Ask somebody to take part."""
    authorise(actor, Do.MANAGE_MEMBERS)
    role, email = _known_role(role), email.strip().lower()
    _refuse_twice(actor, email)
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        network_id=actor.network_id,
        email=email,
        role=role,
        token_hash=_hashed(token),
        invited_by_id=actor.user_id,
        expires=clock.now() + timedelta(days=INVITATION_DAYS),
    )
    return Asked(invitation, token)


def _refuse_twice(actor: Actor, email: str) -> None:
    if Membership.objects.visible_to(actor).current().filter(user__email=email).exists():
        raise Invalid("email", "already_member")
    pending = Invitation.objects.visible_to(actor).filter(email=email, accepted=None, withdrawn=None)
    if pending.open().exists():
        raise Invalid("email", "already_invited")
    pending.update(withdrawn=clock.now())


def _known_role(role: str) -> str:
    if role not in set(Role):
        raise Invalid("role", "unknown_role")
    return role


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invitation(token: str) -> Invitation:
    """The open invitation that the token belongs to."""
    found = Invitation.objects.of_token(_hashed(token)).open().select_related("network").first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def accept(user: User, token: str) -> Network:
    """Take part, as the role that was offered. Only who was asked can: the token alone is not enough."""
    asked = invitation(token)
    if asked.email != user.email:
        raise NotFound
    taken = Invitation.objects.of(asked.network_id).filter(pk=asked.pk, accepted=None).update(accepted=clock.now())
    if not taken:
        raise Conflict
    Membership.objects.of(asked.network_id).current().get_or_create(
        network_id=asked.network_id, user=user, until=None, defaults={"role": asked.role}
    )
    return asked.network


@transaction.atomic
def withdraw_invitation(actor: Actor, invitation_id: UUID) -> None:
    authorise(actor, Do.MANAGE_MEMBERS)
    if not queries.open_invitations(actor).filter(pk=invitation_id).update(withdrawn=clock.now()):
        raise NotFound


@transaction.atomic
def change_role(actor: Actor, membership_id: UUID, *, role: str) -> Membership:
    membership = queries.membership(actor, membership_id)
    authorise(actor, Do.MANAGE_MEMBERS)
    if Role(_known_role(role)) is not Role.LEAD:
        _keep_a_lead(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


@transaction.atomic
def remove(actor: Actor, membership_id: UUID) -> None:
    """End somebody's part in the network, at once."""
    membership = queries.membership(actor, membership_id)
    authorise(actor, Do.MANAGE_MEMBERS)
    _end(membership)


@transaction.atomic
def leave(actor: Actor) -> None:
    """End one's own part in the network."""
    authorise(actor, Do.LEAVE_NETWORK)
    _end(Membership.objects.visible_to(actor).current().get(user_id=actor.user_id))


def _end(membership: Membership) -> None:
    _keep_a_lead(membership)
    membership.until = clock.now()
    membership.save(update_fields=["until"])


def _keep_a_lead(membership: Membership) -> None:
    """Nobody could let anybody in again when the last leader went."""
    leads = Membership.objects.of(membership.network_id).current().filter(role=Role.LEAD)
    if membership.role == Role.LEAD and not leads.exclude(pk=membership.pk).exists():
        raise Invalid("role", "last_lead")


@transaction.atomic
def be(actor: Actor, person_id: UUID) -> None:
    """This account is that person of the directory, who was looked up there (directory.actions.claiming)."""
    membership = Membership.objects.visible_to(actor).current().select_for_update().get(user_id=actor.user_id)
    membership.person_id = person_id
    membership.save(update_fields=["person_id"])
