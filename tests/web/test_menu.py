"""The menus offer what the reader may open, and nothing that would be refused."""

import re

import pytest
from django.test import Client

from factories import Cast, join
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Person
from vierspan.workspace.networks import actions as networks

NAVIGATION = re.compile(r"<nav\b.*?</nav>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*href="(/n/[^"?#]*)')
PLACES = ("", "rooms/", "settings/members/", "export/")
OFFERED = {
    "alice": {"mirror/", "map/", "people/", "import/", "settings/", "settings/members/", "export/"},
    "bob": {"mirror/", "map/", "people/", "settings/members/", "export/"},
    "carla": {"mirror/", "people/", "export/"},
    "gus": set(),
}


def sign_in(client: Client, cast: Cast, name: str) -> str:
    client.force_login(User.objects.get(pk=getattr(cast, name).user_id))
    return f"/n/{cast.network.slug}/"


def offered(client: Client, place: str) -> set[str]:
    reply = client.get(place)
    page = reply.content.decode() if reply.status_code == 200 else ""
    return {link for part in NAVIGATION.findall(page) for link in LINK.findall(part)}


@pytest.mark.parametrize("name", OFFERED)
def test_everything_that_a_menu_offers_opens(cast: Cast, client: Client, name: str) -> None:
    at = sign_in(client, cast, name)
    links = set().union(*(offered(client, at + place) for place in PLACES))
    assert {link: client.get(link, follow=True).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("name", OFFERED)
def test_the_menus_offer_what_the_role_may_open(cast: Cast, client: Client, name: str) -> None:
    at = sign_in(client, cast, name)
    links = {link.removeprefix(at) for place in PLACES for link in offered(client, at + place)}
    rooms = {"", "rooms/", "course/", "horizon/", "conditions/", "initiatives/"}
    assert rooms <= links
    assert OFFERED[name] == {link for link in links if link in OFFERED["alice"]}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER])
def test_in_an_empty_network_nobody_is_sent_to_what_only_leaders_may(anna: User, client: Client, role: Role) -> None:
    network = networks.create(anna, name="Nog leeg")
    user = User.objects.create_user("bram@partner.nl")
    join(user, network, role)
    client.force_login(user)
    for place in ("", "rooms/", "map/"):
        page = client.get(f"/n/{network.slug}/{place}").content.decode()
        assert f"/n/{network.slug}/import/" not in page
        assert f'/n/{network.slug}/settings/"' not in page


@pytest.mark.parametrize(("name", "is_sent"), [("bob", True), ("carla", False)])
def test_only_who_may_see_the_map_is_sent_to_it(cast: Cast, client: Client, name: str, is_sent: bool) -> None:
    at = sign_in(client, cast, name)
    person = Person.objects.of(cast.network.pk).get(name="Alice")
    for place in (f"people/{person.pk}/", "mirror/core/"):
        content = client.get(at + place).content.decode().partition("<main")[2].partition("</main>")[0]
        assert (f"{at}map/" in content) is is_sent
