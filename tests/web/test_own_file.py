"""Taking along what is one's own, in the browser."""

import json
import zipfile
from io import BytesIO

import pytest
from django.test import Client

from canaries import Garden, garden_of
from factories import Cast, as_person
from vierspan.workspace.accounts.models import User

PAGE, FILE = "/me/own-file/", "/me/own-file/take/"


@pytest.fixture
def garden(cast: Cast) -> Garden:
    return garden_of(cast.bob, as_person(cast.alice, "Dan"))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def bob(garden: Garden) -> Client:
    return signed_in(garden.user)


def test_the_page_says_what_is_in_it_and_what_is_not(garden: Garden, bob: Client) -> None:
    page = bob.get(PAGE).content.decode()
    assert FILE in page
    assert "Network A" in page
    assert "What is not in it" in page
    assert not any(each.mark in page for each in garden.planted if each.column != "name")


def test_one_press_brings_a_file_that_no_browser_keeps(garden: Garden, bob: Client) -> None:
    reply = bob.get(FILE)
    assert reply["Content-Type"] == "application/zip"
    assert reply["Content-Disposition"].startswith('attachment; filename="what-is-mine-')
    assert reply["Cache-Control"] == "no-store"
    with zipfile.ZipFile(BytesIO(reply.content)) as held:
        page, plain = sorted(held.namelist())
        assert (page[-5:], plain[-5:]) == (".html", ".json")
        found = json.loads(held.read(plain))
    assert found["account"]["accounts.User"][0]["email"] == garden.user.email
    assert [each["name"] for each in found["networks"]] == ["Network A"]


def test_somebody_else_finds_nothing_of_it(garden: Garden, cast: Cast, bob: Client) -> None:
    own = bob.get(FILE).content
    with zipfile.ZipFile(BytesIO(signed_in(cast.eve).get(FILE).content)) as held:
        text = "".join(held.read(name).decode() for name in held.namelist())
    assert own
    assert [str(each) for each in garden.planted if each.mark in text] == []


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    for address in (PAGE, FILE):
        assert client.get(address).status_code == 302
