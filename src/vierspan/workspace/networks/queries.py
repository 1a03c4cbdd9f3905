"""What somebody may know about networks; the way in for everyone who asks."""

from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.networks.models import (
    Invitation,
    InvitationQuerySet,
    Membership,
    MembershipQuerySet,
    Network,
)


def actor_for(user: User, slug: str) -> Actor:
    """Who the user is in the network; NotFound when it is not theirs, or is not at all."""
    membership = Membership.objects.of_user(user.id).current().filter(network__slug=slug, user__is_active=True).first()
    if membership is None:
        raise NotFound
    return Actor(
        user_id=user.id,
        network_id=membership.network_id,
        role=Role(membership.role),
        person_id=membership.person_id,
        language=user.language,
    )


def actor_in(network_id: UUID, user_id: UUID) -> Actor | None:
    """Who somebody is in a network now, for work that was asked for earlier; None when they no longer take part."""
    rows = Membership.objects.of(network_id).current().filter(user_id=user_id, user__is_active=True)
    membership = rows.select_related("user").first()
    if membership is None:
        return None
    return Actor(
        user_id=user_id,
        network_id=network_id,
        role=Role(membership.role),
        person_id=membership.person_id,
        language=membership.user.language,
    )


def network(actor: Actor) -> Network:
    """The network in which the actor asks."""
    return Network.objects.get(pk=actor.network_id)


def memberships_of(user: User) -> MembershipQuerySet:
    """Where the user takes part now, by name."""
    rows = Membership.objects.of_user(user.id).current()
    return rows.select_related("network").order_by("network__name")


def members(actor: Actor) -> MembershipQuerySet:
    """Who takes part now, leaders first."""
    authorise(actor, Do.READ_MEMBERS)
    rows = Membership.objects.visible_to(actor).current()
    return rows.select_related("user").order_by("user__name", "user__email")


def membership(actor: Actor, membership_id: UUID) -> Membership:
    """One membership of this network that is not over."""
    found = members(actor).filter(pk=membership_id).first()
    if found is None:
        raise NotFound
    return found


def open_invitations(actor: Actor) -> InvitationQuerySet:
    """Who was asked and has not answered yet."""
    authorise(actor, Do.MANAGE_MEMBERS)
    return Invitation.objects.visible_to(actor).open().order_by("-sent")


def languages_of(network_id: UUID) -> dict[UUID, str]:
    """The language that people with an account chose, per person of the directory."""
    rows = Membership.objects.of(network_id).current().exclude(person_id=None)
    known = rows.values_list("person_id", "user__language")
    return {person: language for person, language in known if person is not None}
