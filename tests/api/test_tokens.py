import pytest
from django.test import Client

from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import ApiToken, User
from vierspan.workspace.networks import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    user = User.objects.create_user("anna@kern.nl")
    actions.create(user, name="Zorg aan Zee")
    return user


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_a_program_with_a_token_sees_its_owners_networks_until_the_token_is_revoked(client: Client, anna: User) -> None:
    token = bearer(tokens.make(anna, name="blad"))
    assert [each["slug"] for each in client.get("/api/v1/networks", headers=token).json()] == ["zorg-aan-zee"]
    tokens.revoke(anna, tokens.listed(anna)[0].pk)
    assert client.get("/api/v1/networks", headers=token).status_code == 401


def test_a_token_that_does_not_count_is_refused_even_beside_a_session(client: Client, anna: User) -> None:
    client.force_login(anna)
    assert client.get("/api/v1/networks").status_code == 200
    assert client.get("/api/v1/networks", headers=bearer("zomaar iets")).status_code == 401


def test_the_token_of_an_account_that_was_closed_is_dead(client: Client, anna: User) -> None:
    token = bearer(tokens.make(anna, name="blad"))
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert client.get("/api/v1/networks", headers=token).status_code == 401


def test_only_the_hash_of_a_token_is_kept(anna: User) -> None:
    token = tokens.make(anna, name="blad")
    assert token not in str(list(ApiToken.objects.values()))


def test_without_account_the_api_says_nothing_but_its_description(client: Client) -> None:
    refused = client.get("/api/v1/networks", headers={"accept-language": "nl"})
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Vierspan"


def test_a_session_may_only_write_with_the_mark_against_forged_forms(anna: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    note = {"text": "Sprak met de gemeente"}
    place = "/api/v1/networks/zorg-aan-zee/acts"
    forged = client.post(place, note, content_type="application/json")
    assert (forged.status_code, forged.json()["code"]) == (403, "form_is_stale")
    with_token = Client(enforce_csrf_checks=True).post(
        place, note, content_type="application/json", headers=bearer(tokens.make(anna, name="blad"))
    )
    assert with_token.status_code == 201
