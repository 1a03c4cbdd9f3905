from uuid import UUID

import pytest
from django.test import Client

from attention import asking_cast, handles_of
from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import actions as networks


@pytest.fixture
def asked(db: None) -> Cast:
    return asking_cast()


def page_for(user_id: UUID, cast: Cast, more: str = "") -> str:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    reply = client.get(f"/n/{cast.network.slug}/{more}")
    assert reply.status_code == 200
    return reply.content.decode()


def test_a_leader_reads_on_top_how_many_things_ask_attention(asked: Cast) -> None:
    page = page_for(asked.alice.user_id, asked)
    assert "Three things ask for your attention this week" in page
    assert page.count("<h1") == 1
    assert page.count('class="handle first"') == 1


def test_what_is_first_of_all_somebodys_own_comes_first_and_only_to_them(asked: Cast) -> None:
    own = next(each for each in handles_of(asked) if each.is_private)
    theirs = page_for(asked.alice.user_id, asked)
    assert theirs.index(own.headline) == min(theirs.index(each.headline) for each in handles_of(asked))
    assert "only you see this" in theirs
    assert own.headline not in page_for(asked.bob.user_id, asked)
    assert own.headline not in page_for(asked.carla.user_id, asked)


def test_the_counter_in_the_menu_holds_on_the_other_pages(asked: Cast, client: Client) -> None:
    client.force_login(User.objects.get(pk=asked.alice.user_id))
    client.get(f"/n/{asked.network.slug}/")
    assert 'class="count">3' in client.get(f"/n/{asked.network.slug}/rooms/").content.decode()


def test_chips_filter_by_orientation_and_by_what_is_mine(asked: Cast) -> None:
    assert 'class="handle first"' not in page_for(asked.alice.user_id, asked, "?o=explorer")
    assert "It is quiet here." in page_for(asked.alice.user_id, asked, "?o=explorer")
    assert page_for(asked.alice.user_id, asked, "?for=me").count('<article class="handle') == 3


def test_a_participant_reads_the_question_first_then_promises_then_dates(asked: Cast) -> None:
    page = page_for(asked.bob.user_id, asked)
    assert "Hello Bob, two questions for you" in page
    places = [page.index(words) for words in ("One question for you", "Your tables and dates", "What did you do?")]
    assert places == sorted(places)


def test_an_observer_reads_and_cannot_answer(asked: Cast) -> None:
    page = page_for(asked.carla.user_id, asked)
    assert "I take this up" not in page
    assert "What did you do?" not in page


def test_a_guest_sees_the_rooms_only(asked: Cast) -> None:
    page = page_for(asked.gus.user_id, asked)
    assert "You are a guest of Network A" in page
    assert "Who pays?" not in page


def test_somebody_of_another_network_finds_nothing(asked: Cast, client: Client) -> None:
    client.force_login(User.objects.get(pk=asked.dirk.user_id))
    for place in ("", "acts/", "handles/aside/", "acts/csv/", f"handles/{handles_of(asked)[0].key}/"):
        assert client.get(f"/n/{asked.network.slug}/{place}").status_code == 404


@pytest.mark.django_db
def test_an_empty_network_says_what_to_do_first(client: Client) -> None:
    user = User.objects.create_user("new@kern.nl", "New", "en")
    networks.create(user, name="Fresh")
    client.force_login(user)
    page = client.get("/n/fresh/").content.decode()
    assert "Everything is ready to begin" in page
    assert "What did you do?" in page
