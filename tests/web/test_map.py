import gzip
from uuid import uuid4

import pytest
from django.test import Client

from factories import Cast, id_of, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.insight.maps import drawing, levels, network


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def browser_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def address(cast: Cast, rest: str = "") -> str:
    return f"/n/{cast.network.slug}/map/{rest}"


@pytest.mark.parametrize(
    ("name", "status"), [("alice", 200), ("bob", 200), ("carla", 403), ("gus", 403), ("dirk", 404), ("eve", 404)]
)
def test_the_map_names_people_so_only_participants_see_it(cast: Cast, name: str, status: int) -> None:
    party = id_of(cast.alice, Party, name="Café Samen")
    for rest in ("", "network.json", f"about/{party}/"):
        assert browser_of(cast, name).get(address(cast, rest)).status_code == status


def test_the_heading_says_who_holds_the_network_together(cast: Cast) -> None:
    page = browser_of(cast, "alice").get(address(cast)).content.decode()
    assert "Without Gemeente Oosterdal, Thuiszorg De Brink comes loose" in page
    assert page.count("data-actor=") == 9


def test_what_the_browser_draws_stands_in_columns_of_one_length(cast: Cast) -> None:
    drawn = browser_of(cast, "bob").get(address(cast, "network.json")).json()
    nodes, edges = drawn["nodes"], drawn["edges"]
    assert {len(column) for name, column in nodes.items() if name not in ("measures", "own")} == {9}
    assert {len(column) for column in nodes["measures"].values()} == {9}
    assert len({len(column) for column in edges.values()}) == 1
    assert max(*edges["source"], *edges["target"]) < 9
    assert "works with" in drawn["lists"]["kind"]
    assert all({len(layout["x"]), len(layout["y"])} == {9} for layout in drawn["layouts"].values())
    assert drawn["moments"] == sorted(drawn["moments"])
    assert "email" not in nodes
    assert "people.example" not in str(drawn)


def test_the_drawing_travels_packed_and_is_the_same_the_second_time(cast: Cast) -> None:
    client = browser_of(cast, "bob")
    packed = [client.get(address(cast, "network.json"), headers={"accept-encoding": "gzip"}) for _ in range(2)]
    assert packed[0]["Content-Encoding"] == "gzip"
    assert packed[0].content == packed[1].content
    assert gzip.decompress(packed[0].content) == client.get(address(cast, "network.json")).content


def test_a_part_of_the_map_has_an_address_and_the_way_to_somebody_too(cast: Cast) -> None:
    one, other = (id_of(cast.alice, Party, name=name) for name in ("Thuiszorg De Brink", "Café Samen"))
    client = browser_of(cast, "bob")
    group = client.get(address(cast, "network.json")).json()["communities"][0]["id"]
    assert client.get(address(cast, f"inside/{group}/")).json()["nodes"]["id"]
    assert client.get(address(cast, f"around/{one}/?steps=2")).json()["nodes"]["measures"]["steps"][0] == 0
    way = client.get(address(cast, f"path/{one}/{other}/?with=parties")).json()
    assert [stop["label"] for stop in way["chain"]] == ["Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen"]
    assert len(way["ties"]) == 2
    foreign = id_of(cast.dirk, Party, name="Café Samen")
    for rest in ("inside/999/", f"around/{foreign}/", f"path/{one}/{foreign}/"):
        assert client.get(address(cast, rest)).status_code == 404


def test_a_participant_has_the_map_drawn_anew(cast: Cast) -> None:
    assert browser_of(cast, "bob").post(address(cast, "anew/")).status_code == 302
    assert browser_of(cast, "bob").get(address(cast, "anew/")).status_code == 405
    assert browser_of(cast, "carla").post(address(cast, "anew/")).status_code == 403


def test_a_panel_has_an_address_of_its_own_and_stands_in_the_page(cast: Cast) -> None:
    party = id_of(cast.alice, Party, name="Thuiszorg De Brink")
    client = browser_of(cast, "alice")
    part = client.get(address(cast, f"about/{party}/")).content.decode()
    assert "<h2>Thuiszorg De Brink</h2>" in part
    assert "<html" not in part
    page = client.get(address(cast, f"?chosen={party}")).content.decode()
    assert "<h2>Thuiszorg De Brink</h2>" in page


def test_a_person_has_a_panel_too(cast: Cast) -> None:
    person = id_of(cast.alice, Person, name="Zoë")
    assert "<h2>Zoë</h2>" in browser_of(cast, "bob").get(address(cast, f"about/{person}/")).content.decode()


def test_nobody_of_another_network_is_on_the_map(cast: Cast) -> None:
    foreign = id_of(cast.dirk, Party, name="Café Samen")
    client = browser_of(cast, "alice")
    assert client.get(address(cast, f"about/{foreign}/")).status_code == 404
    assert client.get(address(cast, f"about/{uuid4()}/")).status_code == 404
    page = client.get(address(cast, f"?chosen={foreign}")).content.decode()
    assert f'data-actor="{foreign}"' not in page
    assert "<h2>Café Samen</h2>" not in page


def test_the_table_opens_by_its_address(cast: Cast) -> None:
    assert "map as-table" in browser_of(cast, "alice").get(address(cast, "?as=table")).content.decode()


def test_an_empty_network_says_what_will_be_here(lead_client: Client, network: object) -> None:
    page = lead_client.get(f"/n/{network.slug}/map/")  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert f"/n/{network.slug}/import/" in page.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def with_room_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (drawing, levels, network):
        monkeypatch.setattr(module, "MOST", 2)


@pytest.mark.usefixtures("with_room_for_two")
def test_of_a_network_too_large_to_draw_the_page_speaks_of_its_groups(cast: Cast) -> None:
    client = browser_of(cast, "bob")
    assert "9 people and parties, drawn as the groups they form" in client.get(address(cast)).content.decode()
    drawn = client.get(address(cast, "network.json")).json()
    assert drawn["level"] == {"whole": False, "total": 9, "drawn": 9, "groups": True}
    community = next(each["id"] for each in drawn["communities"])
    inside = client.get(address(cast, f"inside/{community}/")).json()
    assert inside["nodes"]["kind"].count("group") < len(inside["nodes"]["kind"])


@pytest.mark.usefixtures("with_room_for_two")
def test_who_has_no_room_on_the_map_is_found_and_has_a_panel_all_the_same(cast: Cast) -> None:
    client, party = browser_of(cast, "bob"), id_of(cast.alice, Party, name="Café Samen")
    found = client.get(address(cast, "find/"), {"q": "cafe"}).json()["found"]
    assert found == [{"id": str(party), "label": "Café Samen"}]
    assert "Café Samen" in client.get(address(cast, f"about/{party}/")).content.decode()
    assert client.get(address(cast, f"about/{uuid4()}/")).status_code == 404


def test_what_lies_between_two_holds_the_way_from_one_to_the_other(cast: Cast) -> None:
    one = id_of(cast.alice, Party, name="Thuiszorg De Brink")
    other = id_of(cast.alice, Party, name="Café Samen")
    drawn = browser_of(cast, "bob").get(address(cast, f"between/{one}/{other}/")).json()
    assert {"Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen"} <= set(drawn["nodes"]["label"])
    assert browser_of(cast, "bob").get(address(cast, f"between/{one}/{uuid4()}/")).status_code == 404
    assert browser_of(cast, "dirk").get(address(cast, f"between/{one}/{other}/")).status_code == 404
