"""What asks for somebody, on the page of all that is theirs and on today."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.growth.actions import pairing, wishing
from vierspan.workspace.leadership.growth.models import Wish
from vierspan.workspace.leadership.roles.actions import giving
from vierspan.workspace.leadership.roles.actions.giving import Wish as RoleWish

SOON = clock.today() + timedelta(days=20)
WHO_FOLLOWS = "Who follows you as explorer?"


def client_of(user_id: UUID) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client


@pytest.fixture
def bob(cast: Cast) -> Client:
    return client_of(cast.bob.user_id)


@pytest.fixture
def key(cast: Cast) -> str:
    """A role of Bob's ends soon."""
    assert cast.bob.person_id is not None
    made = giving.give(cast.alice, RoleWish(person=cast.bob.person_id, orientation="explorer", until=SOON))
    return f"next:{made.pk}"


def mine(client: Client) -> str:
    reply = client.get("/mine/")
    assert reply.status_code == 200
    return reply.content.decode()


def test_the_page_says_what_asks_why_by_when_and_where_it_can_be_done(cast: Cast, bob: Client, key: str) -> None:
    page = mine(bob)
    assert "One thing asks for you" in page
    assert WHO_FOLLOWS in page
    assert "nobody is named yet" in page
    assert f'href="/n/{cast.network.slug}/leadership/roles/{key.partition(":")[2]}/"' in page
    assert "Only you see this list." in page


def test_where_nothing_asks_it_says_what_one_could_do(cast: Cast, bob: Client) -> None:
    page = mine(bob)
    assert "Nobody waits for you, and nothing of yours is due." in page
    assert f"/n/{cast.network.slug}/leadership/growth/wishes/new/" in page
    assert "leadership/growth" not in mine(client_of(cast.carla.user_id))
    assert "You take part in no network yet" in mine(client_of(cast.eve.pk))


def test_nobody_else_reads_it(cast: Cast, bob: Client, key: str) -> None:
    wishing.wish(cast.bob, "orientation", "developer", "canary-why")
    Wish.objects.of(cast.network.pk).update(made_on=clock.today() - timedelta(days=60))
    assert "Grow as developer" in mine(bob)
    for other in (cast.alice, cast.carla, cast.gus, cast.dirk):
        page = mine(client_of(other.user_id))
        assert WHO_FOLLOWS not in page
        assert "Grow as developer" not in page
        today = client_of(other.user_id).get(f"/n/{cast.network.slug}/").content.decode()
        assert WHO_FOLLOWS not in today
        assert "What is your next step?" not in today


def test_today_shows_the_first_of_them_to_a_participant_and_to_a_leader(cast: Cast, bob: Client, key: str) -> None:
    assert cast.alice.person_id and cast.bob.person_id
    pairing.ask(cast.bob, cast.alice.person_id)
    today = f"/n/{cast.network.slug}/"
    theirs = bob.get(today).content.decode()
    assert WHO_FOLLOWS in theirs
    assert "No more questions" not in theirs
    leads = client_of(cast.alice.user_id).get(today).content.decode()
    assert "Bob asks you as a buddy" in leads
    assert 'href="/mine/#asks"' in leads
    assert "What asks for you" not in client_of(cast.carla.user_id).get(today).content.decode()


def test_it_is_put_off_and_put_back(cast: Cast, bob: Client, key: str) -> None:
    at = f"/n/{cast.network.slug}/leadership/asks/"
    until = (clock.today() + timedelta(days=7)).isoformat()
    assert bob.post(f"{at}later/", {"key": key, "until": until}).status_code == 302
    page = mine(bob)
    assert "One thing is put off or seen" in page
    assert "One thing asks for you" not in page
    bob.post(f"{at}back/", {"key": key})
    assert "One thing asks for you" in mine(bob)
    bob.post(f"{at}later/", {"key": key, "until": "2020-01-01"})
    bob.post(f"{at}later/", {"key": key, "until": "x"})
    assert "One thing asks for you" in mine(bob)


@pytest.mark.parametrize("what", ["later", "seen", "back"])
def test_of_another_it_is_not_there(cast: Cast, bob: Client, key: str, what: str) -> None:
    at, given = f"/n/{cast.network.slug}/leadership/asks/{what}/", {"key": key, "until": SOON.isoformat()}
    assert client_of(cast.alice.user_id).post(at, given).status_code == 404
    assert client_of(cast.dirk.user_id).post(at, given).status_code == 404
    assert client_of(cast.gus.user_id).post(at, given).status_code == 403
    assert bob.post(at, {"until": SOON.isoformat()}).status_code == 404
    assert bob.get(at).status_code == 405


def test_it_speaks_dutch(cast: Cast, bob: Client, key: str) -> None:
    User.objects.filter(pk=cast.bob.user_id).update(language="nl")
    pairing.ask(cast.alice, cast.bob.person_id)
    page = mine(bob)
    for words in ("Wat vraagt om mij", "Wie volgt jou op als verkenner?", "Alice vraagt je als maatje"):
        assert words in page
