import csv
import io
from typing import Any

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Initiative, Party, Person, Theme
from vierspan.workspace.networks import actions
from vierspan.workspace.networks.models import Network

PLACES = [
    "course/",
    "course/themes/",
    "course/activities/",
    "course/coherence/",
    "course/capacity/",
    "horizon/",
    "horizon/contacts/",
    "horizon/rings/",
    "conditions/",
    "conditions/exchanges/",
    "conditions/gatherings/",
    "conditions/pulse/",
    "initiatives/",
    "initiatives/commitments/",
    "initiatives/decisions/",
]


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def rename(cast: Cast, model: Any, name: str, to: str) -> None:
    model.objects.of(cast.network.pk).filter(name=name).update(name=to)


def text_of(cast: Cast, name: str, place: str) -> str:
    page = client_of(name).get(f"/n/{cast.network.slug}/{place}")
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("name", ["alice", "carla", "gus"])
def test_everybody_in_the_network_enters_the_rooms(cast: Cast, name: str) -> None:
    assert {place: text_of(cast, name, place).count("<h1") for place in PLACES} == dict.fromkeys(PLACES, 1)


@pytest.mark.parametrize("name", ["dirk", "eve"])
def test_who_is_not_of_this_network_finds_nothing(cast: Cast, name: str) -> None:
    client = client_of(name)
    places = [*PLACES, "people/", "parties/"]
    replies = {place: client.get(f"/n/{cast.network.slug}/{place}").status_code for place in places}
    assert replies == dict.fromkeys(places, 404)


@pytest.mark.django_db
def test_a_new_network_says_in_each_room_what_will_be_there() -> None:
    anna = User.objects.create_user("anna@kern.nl", "Anna", "en")
    network: Network = actions.create(anna, name="New")
    client = Client()
    client.force_login(anna)
    for place in [*PLACES, "people/", "parties/"]:
        page = client.get(f"/n/{network.slug}/{place}")
        assert page.status_code == 200
        found = page.content.decode()
        assert 'class="empty"' in found or "Write the first words" in found, place


def test_a_row_of_another_network_is_not_there(cast: Cast) -> None:
    foreign = id_of(cast.dirk, Theme, name="Housing")
    assert client_of("alice").get(f"/n/{cast.network.slug}/course/themes/{foreign}/").status_code == 404


def test_a_row_stands_in_its_own_room_only(cast: Cast) -> None:
    own = id_of(cast.alice, Theme, name="Housing")
    client = client_of("alice")
    assert client.get(f"/n/{cast.network.slug}/course/themes/{own}/").status_code == 200
    assert client.get(f"/n/{cast.network.slug}/horizon/themes/{own}/").status_code == 404
    assert client.get(f"/n/{cast.network.slug}/course/ratings/{own}/").status_code == 404


def test_the_matrix_shows_the_gap_the_loose_end_and_the_dispute(cast: Cast) -> None:
    text = text_of(cast, "alice", "course/coherence/")
    assert "You find Night care important, but nobody works on it" in text
    assert '<span class="nobody">nobody</span>' in text
    assert '<tr class="loose">' in text
    assert "you judge differently" in text


def test_a_theme_tells_what_serves_it_and_what_is_coming(cast: Cast) -> None:
    text = text_of(cast, "alice", f"course/themes/{id_of(cast.alice, Theme, name='Housing')}/")
    assert "Pilot" in text
    assert "New law" in text


def test_an_initiative_tells_who_sits_there_and_what_is_promised(cast: Cast) -> None:
    text = text_of(cast, "alice", f"initiatives/{id_of(cast.alice, Initiative, name='Care shop')}/")
    assert "Care shop" in text
    assert "2 parties" in text
    assert "Bob" in text
    assert "one past its day" in text
    assert "Who pays?" in text


def test_a_gathering_counts_who_came(cast: Cast) -> None:
    assert "5 of 6" in text_of(cast, "alice", "conditions/gatherings/")


def test_guests_read_no_names_of_people(cast: Cast) -> None:
    text = text_of(cast, "gus", "horizon/")
    assert "New law" in text
    assert "Zoë" not in text


def test_a_list_is_searched_filtered_and_sorted_by_its_address(cast: Cast) -> None:
    found = text_of(cast, "alice", "course/themes/?q=night")
    assert ("Night care" in found, "Housing" in found) == (True, False)
    gone = text_of(cast, "alice", "course/themes/?q=nothing-like-it")
    assert "Nothing found" in gone
    assert "Clear the filters" in gone
    turned = text_of(cast, "alice", "course/themes/?sort=name")
    assert turned.index("Housing</a>") < turned.index("Night care</a>")


def test_an_unknown_column_or_page_in_the_address_does_no_harm(cast: Cast) -> None:
    assert text_of(cast, "alice", "course/themes/?sort=password&page=99&where=x").count("<h1") == 1


def test_one_takes_a_list_along_as_one_sees_it(cast: Cast) -> None:
    client = client_of("alice")
    reply = client.get(f"/n/{cast.network.slug}/course/themes/?q=night&as=csv")
    lines = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert [line[0] for line in lines] == ["Name", "Night care"]
    sheet = client.get(f"/n/{cast.network.slug}/course/themes/?as=xlsx")
    assert sheet.content.startswith(b"PK")
    assert client.get(f"/n/{cast.network.slug}/course/themes/?as=exe").status_code == 404


def test_guests_take_no_lists_along(cast: Cast) -> None:
    assert client_of("gus").get(f"/n/{cast.network.slug}/course/themes/?as=csv").status_code == 403
    assert "as=csv" not in text_of(cast, "gus", "course/themes/")


def test_what_somebody_wrote_stays_text(cast: Cast) -> None:
    rename(cast, Theme, "Housing", "<script>alert(1)</script>")
    rename(cast, Party, "Café Samen", '=HYPERLINK("x")')
    rename(cast, Person, "Finn", "<b>Finn</b>")
    assert "<script>alert" not in text_of(cast, "alice", "course/coherence/")
    assert "<b>Finn" not in text_of(cast, "alice", "people/")
    reply = client_of("alice").get(f"/n/{cast.network.slug}/parties/?as=csv")
    assert "'=HYPERLINK" in reply.content.decode("utf-8-sig")
