import re
from html import unescape

import pytest
from django.test import Client

from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import ApiToken, User

NEW_KEY = re.compile(r'id="new-key" value="([^"]+)"')


@pytest.fixture
def bram(db: None) -> User:
    return User.objects.create_user("bram@elders.nl", name="Bram", language="en")


@pytest.fixture
def bram_client(bram: User) -> Client:
    client = Client()
    client.force_login(bram)
    return client


def shown(client: Client, address: str = "/me/") -> str:
    return unescape(client.get(address).content.decode())


def made(client: Client, name: str) -> str:
    found = NEW_KEY.search(client.post("/me/keys/", {"name": name}).content.decode())
    assert found
    return found[1]


def test_a_key_is_shown_once_and_works_at_once(bram: User, bram_client: Client) -> None:
    reply = bram_client.post("/me/keys/", {"name": "  Rekenblad "})
    token = NEW_KEY.findall(reply.content.decode())[0]
    asked = Client().get("/api/v1/networks", headers={"authorization": f"Bearer {token}"})
    assert (reply.status_code, reply["Cache-Control"], asked.status_code) == (200, "no-store", 200)
    assert tokens.owner(token) == bram
    page = shown(bram_client)
    assert token not in page
    assert "Rekenblad" in page
    assert f"ends in {token[-4:]}" in page


def test_of_a_key_only_the_hash_and_the_last_letters_are_kept(bram_client: Client) -> None:
    token = made(bram_client, "Blad")
    kept = str(list(ApiToken.objects.values()))
    assert token not in kept
    assert token[-5:] not in kept


def test_who_reloads_the_address_of_a_new_key_comes_back_on_the_profile(bram_client: Client) -> None:
    assert bram_client.get("/me/keys/")["Location"] == "/me/#for-programs"


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "n" * 81])
def test_a_key_needs_a_name_that_can_be_read(bram_client: Client, name: str) -> None:
    reply = bram_client.post("/me/keys/", {"name": name})
    assert reply.status_code == 422
    assert 'id="key_name-why"' in reply.content.decode()
    assert not ApiToken.objects.exists()


def test_ending_a_key_asks_first_and_then_holds_at_the_next_request(bram: User, bram_client: Client) -> None:
    token = made(bram_client, "Blad")
    place = f"/me/keys/{tokens.listed(bram)[0].pk}/end/"
    assert "End the key Blad?" in shown(bram_client, place)
    assert tokens.owner(token) == bram
    assert bram_client.post(place)["Location"] == "/me/#for-programs"
    assert tokens.owner(token) is None
    assert "Blad" not in shown(bram_client)
    assert bram_client.post(place).status_code == 404


def test_ending_one_key_leaves_another_of_the_same_name(bram: User, bram_client: Client) -> None:
    first, second = made(bram_client, "Blad"), made(bram_client, "Blad")
    newest = tokens.listed(bram)[0]
    bram_client.post(f"/me/keys/{newest.pk}/end/")
    assert (tokens.owner(first), tokens.owner(second)) == (bram, None)


def test_the_key_of_somebody_else_is_not_there(anna: User, bram_client: Client) -> None:
    token = tokens.make(anna, name="Anna's own")
    place = f"/me/keys/{tokens.listed(anna)[0].pk}/end/"
    assert bram_client.get(place).status_code == bram_client.post(place).status_code == 404
    assert tokens.owner(token) == anna
    assert "Anna's own" not in shown(bram_client)


@pytest.mark.django_db
def test_without_account_there_are_no_keys(client: Client) -> None:
    assert client.post("/me/keys/", {"name": "Blad"})["Location"].startswith("/in/")
    assert not ApiToken.objects.exists()


def test_the_profile_says_how_a_program_asks(bram_client: Client) -> None:
    page = shown(bram_client)
    assert "http://testserver/api/v1/networks" in page
    assert 'href="/api/v1/openapi.json"' in page
    assert bram_client.get("/api/v1/openapi.json").status_code == 200
