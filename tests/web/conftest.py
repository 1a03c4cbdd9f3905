from collections.abc import Callable

import pytest
from django.test import Client

from factories import Cast, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import actions, queries
from vierspan.workspace.networks.models import Network


@pytest.fixture
def anna(db: None) -> User:
    """Leads the network."""
    return User.objects.create_user("anna@kern.nl", name="Anna de Wit")


@pytest.fixture
def network(anna: User) -> Network:
    return actions.create(anna, name="Zorg aan Zee")


@pytest.fixture
def joined(anna: User, network: Network) -> Callable[[str, str], User]:
    """Somebody else in the network, in a role."""

    def join(email: str, role: str) -> User:
        asked = actions.invite(queries.actor_for(anna, network.slug), email=email, role=role)
        user = User.objects.create_user(email)
        actions.accept(user, asked.token)
        return user

    return join


@pytest.fixture
def lead_client(anna: User, client: Client) -> Client:
    client.force_login(anna)
    return client


@pytest.fixture
def cast(db: None) -> Cast:
    """Two networks with the same small records, and everybody who may or may not see them."""
    return make_cast()
