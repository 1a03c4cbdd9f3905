import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories import Cast
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import User


@pytest.fixture
def place(cast: Cast) -> str:
    return f"/api/v1/networks/{cast.network.slug}"


def program_of(actor: Actor) -> Client:
    token = tokens.make(User.objects.get(pk=actor.user_id), name="test")
    return Client(headers={"authorization": f"Bearer {token}"})


def read(actor: Actor, address: str) -> Any:
    reply = program_of(actor).get(address)
    assert reply.status_code == 200, reply.content
    return reply.json()


def test_a_network_says_what_it_is_for_and_what_it_needs(cast: Cast, place: str) -> None:
    network = read(cast.bob, place)
    assert (network["role"], network["phase"], network["needs"]) == ("member", "agree", {"explorer": 3})


def test_the_mirror_names_people_to_participants_and_not_to_observers(cast: Cast, place: str) -> None:
    assert "Alice" in json.dumps(read(cast.bob, f"{place}/mirror"))
    assert "Alice" not in json.dumps(read(cast.carla, f"{place}/mirror"))
    assert {"Alice", "Bob"} <= {row["name"] for row in read(cast.bob, f"{place}/mirror/actors")["actors"]}
    assert program_of(cast.carla).get(f"{place}/mirror/actors").status_code == 403


def test_handles_come_as_a_list(cast: Cast, place: str) -> None:
    assert isinstance(read(cast.carla, f"{place}/handles"), list)


def test_a_table_is_read_a_page_at_a_time_and_by_condition(cast: Cast, place: str) -> None:
    parties = read(cast.bob, f"{place}/tables/parties?where=region:Oost&sort=name")
    assert [row["title"] for row in parties["rows"]] == ["Café Samen", "Thuiszorg De Brink"]
    one = read(cast.bob, f"{place}/tables/parties/{parties['rows'][0]['id']}")
    assert one["cells"]["sector"]["text"] == "welzijn"
    assert "email" not in read(cast.carla, f"{place}/tables/people")["rows"][0]["cells"]


def test_every_table_that_is_counted_can_be_read_and_ratings_cannot(cast: Cast, place: str) -> None:
    counted = read(cast.alice, f"{place}/tables")
    for each in counted:
        assert read(cast.alice, f"{place}/tables/{each['key']}")["total"] == each["rows"]
    assert program_of(cast.alice).get(f"{place}/tables/ratings").status_code == 404


def test_the_rows_under_a_figure_are_listed(cast: Cast, place: str) -> None:
    assert read(cast.bob, f"{place}/facts?table=ledger")["total"] > 2


@pytest.mark.parametrize("where", ["region", "nothing:x", "party.nothing:x"])
def test_a_condition_that_cannot_be_is_refused(cast: Cast, place: str, where: str) -> None:
    assert program_of(cast.bob).get(f"{place}/tables/parties", {"where": where}).status_code in (404, 422)


def test_an_act_is_noted_listed_and_taken_back(cast: Cast, place: str) -> None:
    program = program_of(cast.bob)
    made = program.post(f"{place}/acts", {"text": "Called the insurer"}, content_type="application/json")
    assert made.status_code == 201
    listed = read(cast.alice, f"{place}/acts?search=insurer")["rows"]
    assert [row["note"] for row in listed] == ["Called the insurer"]
    assert read(cast.carla, f"{place}/acts?search=insurer")["rows"][0]["note"] == ""
    assert program.delete(f"{place}/acts/{made.json()['id']}").json() == {"note": "Called the insurer"}
    assert read(cast.alice, f"{place}/acts?search=insurer")["rows"] == []


def test_an_act_without_words_is_refused_with_the_field_that_misses_them(cast: Cast, place: str) -> None:
    reply = program_of(cast.bob).post(f"{place}/acts", {"text": "  "}, content_type="application/json")
    assert reply.status_code == 422
    said = reply.json()
    assert (said["code"], said["fields"][0]["field"]) == ("note_empty", "text")
    assert said["message"] == "Write what you did, in a few words."


def test_refusals_are_in_the_language_of_who_asks(cast: Cast, place: str) -> None:
    User.objects.filter(pk=cast.carla.user_id).update(language="nl")
    reply = program_of(cast.carla).post(f"{place}/acts", {"text": "x"}, content_type="application/json")
    assert (reply.status_code, reply.json()["code"], reply["Content-Language"]) == (403, "needs_member", "nl")


@pytest.mark.parametrize("form", ["xlsx", "csv", "graphml", "gexf", "kumu", "kumu-json", "vcard", "json"])
def test_the_network_is_taken_along_as_a_file(cast: Cast, place: str, form: str) -> None:
    reply = program_of(cast.alice).get(f"{place}/export/{form}")
    assert reply.status_code == 200
    assert reply["Content-Disposition"].startswith("attachment; filename=")
    assert reply.content


def test_a_file_is_brought_in_whole_or_not_at_all(cast: Cast, place: str) -> None:
    program = program_of(cast.alice)
    good = SimpleUploadedFile("parties.csv", b"name,sector\nDe Overkant,zorg\n")
    assert program.post(f"{place}/imports", {"file": good}).json()["counts"]["parties"]["new"] == 1
    wrong = SimpleUploadedFile("ties.csv", b"source,target,strength\nDe Overkant,Nobody,much\n")
    refused = program.post(f"{place}/imports", {"file": wrong})
    assert refused.status_code == 422
    assert refused.json()["fields"]
    again = SimpleUploadedFile("parties.csv", b"name,sector\nDe Overkant,zorg\n")
    assert program_of(cast.bob).post(f"{place}/imports", {"file": again}).status_code == 403


def test_addresses_that_are_not_there_are_told_in_json(client: Client, db: None) -> None:
    assert client.get("/api/v1/nothing").json()["code"] == "not_found"
