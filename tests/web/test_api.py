import pytest
from django.test import Client

from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import actions

pytestmark = pytest.mark.django_db


def test_a_program_with_a_token_sees_its_owners_networks_until_the_token_is_revoked(client: Client) -> None:
    anna = User.objects.create_user("anna@kern.nl")
    actions.create(anna, name="Zorg aan Zee")
    token = {"authorization": f"Bearer {tokens.make(anna, name='blad')}"}
    assert [each["slug"] for each in client.get("/api/v1/networks", headers=token).json()] == ["zorg-aan-zee"]
    tokens.revoke(anna, name="blad")
    assert client.get("/api/v1/networks", headers=token).status_code == 401


def test_without_account_the_api_says_nothing_but_its_description(client: Client) -> None:
    assert client.get("/api/v1/networks").status_code == 401
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Vierspan"
