import pytest

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.networks import actions, queries
from vierspan.workspace.networks.models import Invitation, Membership, Network

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna@kern.nl", name="Anna de Wit")


@pytest.fixture
def network(anna: User) -> Network:
    return actions.create(anna, name="  Zorg aan  Zee ")


@pytest.fixture
def lead(anna: User, network: Network) -> Actor:
    return queries.actor_for(anna, network.slug)


def joined(lead: Actor, email: str, role: Role = Role.MEMBER) -> User:
    asked = actions.invite(lead, email=email, role=role)
    user = User.objects.create_user(email)
    actions.accept(user, asked.token)
    return user


def test_who_makes_a_network_leads_it(lead: Actor, network: Network) -> None:
    assert lead.role is Role.LEAD
    assert (network.name, network.slug) == ("Zorg aan Zee", "zorg-aan-zee")


def test_two_networks_of_one_name_have_two_addresses(anna: User, network: Network) -> None:
    assert actions.create(anna, name="Zorg aan Zee").slug != network.slug


def test_a_network_needs_a_name(anna: User) -> None:
    with pytest.raises(Invalid):
        actions.create(anna, name=" \t ")


def test_a_name_without_plain_letters_still_gets_an_address(anna: User) -> None:
    assert actions.create(anna, name="Ωμέγα").slug == "network"


def test_a_foreign_network_looks_like_none_at_all(network: Network) -> None:
    stranger = User.objects.create_user("bram@elders.nl")
    for slug in (network.slug, "bestaat-niet"):
        with pytest.raises(NotFound):
            queries.actor_for(stranger, slug)


def test_an_invited_person_takes_part_in_the_role_that_was_offered(lead: Actor, network: Network) -> None:
    bram = joined(lead, "bram@partner.nl", Role.OBSERVER)
    assert queries.actor_for(bram, network.slug).role is Role.OBSERVER
    assert not queries.open_invitations(lead).exists()


def test_an_invitation_works_once_and_only_for_who_was_asked(lead: Actor) -> None:
    asked = actions.invite(lead, email="Bram@Partner.nl", role="member")
    with pytest.raises(NotFound):
        actions.accept(User.objects.create_user("carla@elders.nl"), asked.token)
    bram = User.objects.create_user("bram@partner.nl")
    actions.accept(bram, asked.token)
    with pytest.raises(NotFound):
        actions.accept(bram, asked.token)


def test_the_token_of_an_invitation_is_not_kept(lead: Actor) -> None:
    asked = actions.invite(lead, email="bram@partner.nl", role="member")
    kept = Invitation.objects.visible_to(lead).values().get()
    assert asked.token not in str(kept)


def test_a_withdrawn_invitation_is_over(lead: Actor) -> None:
    asked = actions.invite(lead, email="bram@partner.nl", role="member")
    actions.withdraw_invitation(lead, asked.invitation.id)
    with pytest.raises(NotFound):
        actions.invitation(asked.token)


def test_nobody_is_asked_twice(lead: Actor) -> None:
    actions.invite(lead, email="bram@partner.nl", role="member")
    with pytest.raises(Invalid) as refused:
        actions.invite(lead, email="bram@partner.nl", role="guest")
    assert refused.value.reason == "already_invited"
    joined(lead, "carla@partner.nl")
    with pytest.raises(Invalid) as refused:
        actions.invite(lead, email="carla@partner.nl", role="guest")
    assert refused.value.reason == "already_member"


def test_a_network_keeps_at_least_one_leader(lead: Actor) -> None:
    only = queries.members(lead).get()
    with pytest.raises(Invalid):
        actions.change_role(lead, only.id, role="member")
    with pytest.raises(Invalid):
        actions.leave(lead)
    joined(lead, "bram@partner.nl", Role.LEAD)
    actions.leave(lead)
    assert Membership.objects.of(lead.network_id).current().count() == 1


def test_who_is_taken_out_is_a_stranger_at_the_next_request(lead: Actor, network: Network) -> None:
    bram = joined(lead, "bram@partner.nl")
    actions.remove(lead, queries.members(lead).get(user=bram).id)
    with pytest.raises(NotFound):
        queries.actor_for(bram, network.slug)


def test_a_participant_changes_neither_roles_nor_description(lead: Actor, network: Network) -> None:
    member = queries.actor_for(joined(lead, "bram@partner.nl"), network.slug)
    with pytest.raises(NotAllowed):
        actions.change_role(member, queries.members(member).filter(role="lead").get().id, role="guest")
    with pytest.raises(NotAllowed):
        actions.describe(member, actions.Description(name="Overgenomen"))


def test_a_description_keeps_what_is_known_and_refuses_needs_out_of_range(lead: Actor) -> None:
    network = actions.describe(
        lead,
        actions.Description(name="Zorg", purpose=["service", "learning", "x"], phase="shape", needs={"explorer": 4}),
    )
    assert (network.purpose, network.phase, network.needs) == (["learning", "service"], "shape", {"explorer": 4})
    with pytest.raises(Invalid):
        actions.describe(lead, actions.Description(name="Zorg", needs={"explorer": 5}))
