import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.actions import note
from vierspan.workspace.directory.models import Party, Person


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def text_of(cast: Cast, name: str, place: str) -> str:
    page = client_of(name).get(f"/n/{cast.network.slug}/{place}")
    assert page.status_code == 200
    return page.content.decode()


def test_the_lists_say_something_true(cast: Cast) -> None:
    assert "3 parties from 3 sectors" in text_of(cast, "alice", "parties/")
    assert "6 people of 3 parties" in text_of(cast, "alice", "people/")


def test_a_search_forgives_accents_and_capitals(cast: Cast) -> None:
    for words in ("zoe", "ZOË", "Zoë"):
        assert "Zoë</a>" in text_of(cast, "alice", f"people/?q={words}")
    assert "Café Samen</a>" in text_of(cast, "alice", "parties/?q=cafe")
    assert "Alice</a>" not in text_of(cast, "alice", "people/?q=zoe")


def test_people_are_chosen_by_the_sector_of_their_party(cast: Cast) -> None:
    text = text_of(cast, "alice", "people/?party.sector=gemeente")
    assert ("Alice</a>" in text, "Bob</a>" in text) == (False, True)


def test_parties_are_chosen_by_ring_and_sorted_both_ways(cast: Cast) -> None:
    text = text_of(cast, "alice", "parties/?ring=core")
    assert ("Thuiszorg De Brink</a>" in text, "Café Samen</a>" in text) == (True, False)
    turned = text_of(cast, "alice", "parties/?sort=-name")
    assert turned.index("Thuiszorg De Brink</a>") < turned.index("Café Samen</a>")


def test_a_party_tells_what_it_does_brings_and_sits_at(cast: Cast) -> None:
    text = text_of(cast, "alice", f"parties/{id_of(cast.alice, Party, name='Thuiszorg De Brink')}/")
    assert "Thuiszorg De Brink carries 1 table" in text
    for told in ("Care shop", "training", "Gemeente Oosterdal", "Pilot"):
        assert told in text


def test_a_person_tells_what_was_promised_and_spotted(cast: Cast) -> None:
    dan = text_of(cast, "alice", f"people/{id_of(cast.alice, Person, name='Dan')}/")
    assert "Write the plan" in dan
    assert "past its day" in dan
    zoe = text_of(cast, "alice", f"people/{id_of(cast.alice, Person, name='Zoë')}/")
    assert "New law" in zoe
    assert "Insurer" in zoe


@pytest.mark.parametrize(("name", "sees"), [("alice", True), ("bob", True), ("carla", False)])
def test_mail_and_mirror_of_somebody_are_for_participants(cast: Cast, name: str, sees: bool) -> None:
    text = text_of(cast, name, f"people/{id_of(cast.alice, Person, name='Bob')}/")
    assert ("mailto:" in text, "In the mirror" in text) == (sees, sees)
    listed = text_of(cast, name, "people/?as=csv")
    assert "@" not in listed


def test_guests_see_no_list_of_people_and_no_page_of_one(cast: Cast) -> None:
    client = client_of("gus")
    bob = id_of(cast.alice, Person, name="Bob")
    for place in ("people/", "parties/", f"people/{bob}/"):
        assert client.get(f"/n/{cast.network.slug}/{place}").status_code == 403


def test_somebody_of_another_network_is_not_there(cast: Cast) -> None:
    client = client_of("alice")
    foreign = id_of(cast.dirk, Person, name="Bob")
    assert client.get(f"/n/{cast.network.slug}/people/{foreign}/").status_code == 404
    assert client.get(f"/n/{cast.network.slug}/parties/{foreign}/").status_code == 404


def test_observers_read_what_was_done_and_not_the_note(cast: Cast) -> None:
    note(cast.bob, "Between us", orientation="explorer")
    place = f"people/{id_of(cast.alice, Person, name='Bob')}/"
    assert "Between us" in text_of(cast, "alice", place)
    assert "Between us" not in text_of(cast, "carla", place)
