"""Adding people and parties, putting them right, and everything that is kept of them."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from factories import Cast, actor_of, id_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts import tokens
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory import own_fields, queries
from vierspan.workspace.directory.actions import notes
from vierspan.workspace.directory.actions import own_fields as fields
from vierspan.workspace.directory.models import Affiliation, Note, Party, Person
from vierspan.workspace.directory.versions import version
from vierspan.workspace.exchange.exports import FORMS
from vierspan.workspace.networks.models import Membership

Enter = Callable[[Actor], Client]


@pytest.fixture
def enter() -> Enter:
    def client_of(actor: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return client_of


@pytest.fixture
def home(cast: Cast) -> str:
    return f"/n/{cast.network.slug}/"


@pytest.fixture
def bob(cast: Cast) -> UUID:
    return id_of(cast.alice, Person, name="Bob")


@pytest.fixture
def cafe(cast: Cast) -> UUID:
    return id_of(cast.alice, Party, name="Café Samen")


def test_a_party_and_then_a_person_of_it_are_added(cast: Cast, enter: Enter, home: str) -> None:
    client = enter(cast.bob)
    reply = client.post(
        f"{home}parties/add/", {"name": "Buurt Zuid", "website": "buurtzuid.example", "more_tags": "a, b"}
    )
    made = Party.objects.of(cast.network.pk).get(name="Buurt Zuid")
    assert (reply.status_code, reply["Location"]) == (302, f"{home}parties/{made.pk}/")
    assert made.tags == ["a", "b"]
    form = client.get(f"{home}people/add/?party={made.pk}").content.decode()
    assert 'value="Buurt Zuid"' in form
    client.post(f"{home}people/add/", {"name": "Hanna", "party": "buurt zuid", "email": "hanna@zuid.example"})
    hanna = Person.objects.of(cast.network.pk).get(name="Hanna")
    page = client.get(f"{home}people/{hanna.pk}/").content.decode()
    assert "Buurt Zuid" in page
    assert "hanna@zuid.example" in page
    assert "hanna@zuid.example" not in enter(cast.carla).get(f"{home}people/{hanna.pk}/").content.decode()


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(cast: Cast, enter: Enter, home: str) -> None:
    typed = {
        "name": "",
        "email": "geen adres",
        "phone": "06 <b>1</b>",
        "party": "Bestaat niet",
        "joined_on": "30-02-2026",
    }
    reply = enter(cast.bob).post(f"{home}people/add/", typed)
    text = reply.content.decode()
    assert reply.status_code == 422
    assert "06 &lt;b&gt;1&lt;/b&gt;" in text
    for field in ("name", "email", "joined_on"):
        assert f'id="id_{field}-why"' in text
        assert f"id_{field}-why" in text.partition(f'id="id_{field}"')[2][:200] or "aria-describedby" in text
    again = enter(cast.bob).post(f"{home}people/add/", {"name": "Hanna", "party": "Bestaat niet"})
    assert again.status_code == 422
    assert 'id="id_party-why"' in again.content.decode()
    assert not Person.objects.of(cast.network.pk).filter(name="Hanna").exists()


def test_an_address_that_is_known_is_asked_about_and_can_be_added_anyway(
    cast: Cast, enter: Enter, home: str, bob: UUID
) -> None:
    client = enter(cast.bob)
    typed = {"name": "Robert", "email": "1@people.example"}
    reply = client.post(f"{home}people/add/", typed)
    text = reply.content.decode()
    assert reply.status_code == 422
    assert f'href="{home}people/{bob}/"' in text
    assert f'name="knowing" value="{bob}"' in text
    assert client.post(f"{home}people/add/", {**typed, "knowing": str(bob)}).status_code == 302


def test_a_second_saver_sees_both_texts_and_overwrites_nothing(cast: Cast, enter: Enter, home: str, cafe: UUID) -> None:
    row = queries.party(cast.alice, cafe)
    typed = {"name": row.name, "sector": row.sector, "ring": row.ring, "version": version(row)}
    assert enter(cast.alice).post(f"{home}parties/{cafe}/edit/", {**typed, "region": "Noord"}).status_code == 302
    reply = enter(cast.bob).post(f"{home}parties/{cafe}/edit/", {**typed, "region": "Zuid", "note": "Mijn tekst"})
    text = reply.content.decode()
    assert reply.status_code == 409
    for shown in ("Noord", "Zuid", "Mijn tekst"):
        assert shown in text
    assert queries.party(cast.alice, cafe).region == "Noord"
    seen = version(queries.party(cast.alice, cafe))
    assert f'value="{seen}"' in text
    assert 'name="theirs" value="region" form="filling"' in text
    again = {**typed, "region": "Zuid", "note": "Mijn tekst", "version": seen, "theirs": "region"}
    assert enter(cast.bob).post(f"{home}parties/{cafe}/edit/", again).status_code == 302
    kept = queries.party(cast.alice, cafe)
    assert (kept.note, kept.region) == ("Mijn tekst", "Noord")


def test_another_job_and_its_history_put_right(cast: Cast, enter: Enter, home: str, bob: UUID) -> None:
    client = enter(cast.bob)
    place = f"{home}people/{bob}/"
    typed = {"party": "Café Samen", "role": "kok", "since": "2026-02-01"}
    assert client.post(f"{place}move/", typed).status_code == 302
    assert client.post(f"{place}move/", {**typed, "since": "2190-01-01"}).status_code == 422
    assert client.post(f"{place}move/", {}).status_code == 422
    page = client.get(f"{place}jobs/").content.decode()
    assert "Café Samen" in page
    assert "Gemeente Oosterdal" in page
    job = Affiliation.objects.of(cast.network.pk).get(person=bob, role="kok")
    changed = {**typed, "role": "chef-kok", "version": version(job)}
    assert client.post(f"{place}jobs/{job.pk}/", changed).status_code == 302
    assert client.post(f"{place}jobs/{job.pk}/", {**changed, "role": "bakker"}).status_code == 409
    assert client.post(f"{place}jobs/{job.pk}/remove/").status_code == 302
    assert client.post(f"{place}jobs/", {"party": "Café Samen", "until": "2020-01-01"}).status_code == 302
    other = id_of(cast.alice, Person, name="Dan")
    assert client.get(f"{home}people/{other}/jobs/{job.pk}/").status_code == 404


def test_notes_are_shared_or_ones_own(cast: Cast, enter: Enter, home: str, cafe: UUID) -> None:
    place = f"{home}parties/{cafe}/"
    client = enter(cast.bob)
    assert client.post(f"{place}notes/", {"text": "Belt liever"}).status_code == 302
    assert client.post(f"{place}own-notes/", {"own-text": "Mijn eigen mening"}).status_code == 302
    assert client.post(f"{place}notes/", {"text": " "}).status_code == 422
    assert "Mijn eigen mening" in client.get(place).content.decode()
    seen = enter(cast.alice).get(place).content.decode()
    assert "Belt liever" in seen
    assert "Mijn eigen mening" not in seen
    assert "Belt liever" not in enter(cast.carla).get(place).content.decode()
    note = Note.objects.of(cast.network.pk).get()
    typed = {"text": "Mailt liever", "version": version(note)}
    assert enter(cast.alice).post(f"{home}notes/{note.pk}/", typed).status_code == 302
    assert client.post(f"{home}notes/{note.pk}/", {**typed, "text": "Appt liever"}).status_code == 409
    assert client.post(f"{home}notes/{note.pk}/remove/").status_code == 302


def test_a_private_note_reaches_nobody_else(cast: Cast, enter: Enter, home: str, cafe: UUID) -> None:
    """By no page, list, search, file or API, and not in the writer's own exports either."""
    token = "zq7privezq7"
    made = notes.write_for_oneself(cast.bob, cafe, token)
    other_lead = actor_of(User.objects.create_user("olga@example.org", "Olga", "en"), cast.network, Role.LEAD)
    Membership(network=cast.network, user_id=other_lead.user_id, role=Role.LEAD).save()
    pages = [
        f"{home}parties/{cafe}/",
        f"{home}parties/?q={token}",
        f"{home}people/?q={token}",
        f"{home}parties/{cafe}/handover/",
        f"{home}facts/?table=notes",
    ]
    api = f"/api/v1/networks/{cast.network.slug}"
    for actor in (other_lead, cast.alice, cast.carla, cast.gus, cast.dirk):
        client = enter(actor)
        assert not [
            at
            for at in pages
            if token in client.get(at).content.decode().replace(f"q={token}", "").replace(f'value="{token}"', "")
        ]
        assert client.post(f"{home}own-notes/{made.pk}/remove/").status_code in (403, 404)
        program = Client(
            headers={"authorization": f"Bearer {tokens.make(User.objects.get(pk=actor.user_id), name='t')}"}
        )
        for at in (f"{api}/parties/{cafe}", f"{api}/tables/notes", f"{api}/tables/parties/{cafe}"):
            assert token not in program.get(at).content.decode()
    for form in FORMS:
        content = enter(cast.bob).get(f"{home}export/{form}/").content
        assert token.encode() not in _opened(content)
    assert token not in enter(cast.bob).get(f"{home}parties/{cafe}/handover/").content.decode()


def _opened(content: bytes) -> bytes:
    """Zipped files are read through; others as they are."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_one_press_says_that_it_is_still_so(cast: Cast, enter: Enter, home: str, cafe: UUID) -> None:
    Party.objects.of(cast.network.pk).filter(pk=cafe).update(next_check="2026-01-01")
    client = enter(cast.bob)
    assert "Café Samen" in client.get(f"{home}people/to-check/").content.decode()
    reply = client.post(f"{home}parties/{cafe}/check/", {"back": f"{home}people/to-check/"})
    assert reply["Location"] == f"{home}people/to-check/"
    assert "Café Samen</a>" not in client.get(f"{home}people/to-check/").content.decode()
    reply = client.post(f"{home}parties/{cafe}/check/", {"back": "https://elders.example/"})
    assert reply["Location"] == f"{home}parties/{cafe}/"


def test_the_declared_ring_stands_beside_the_computed_one(cast: Cast, enter: Enter, home: str) -> None:
    brink = id_of(cast.alice, Party, name="Thuiszorg De Brink")
    page = enter(cast.alice).get(f"{home}parties/{brink}/").content.decode()
    assert "Ring: you say <b>core</b>, the ties show" in page
    assert "the ties show <b>" not in enter(cast.carla).get(f"{home}parties/{brink}/").content.decode()


def test_leaving_and_coming_back_and_being_taken_out(cast: Cast, enter: Enter, home: str, bob: UUID) -> None:
    place = f"{home}people/{bob}/"
    member, lead = enter(cast.bob), enter(cast.alice)
    assert member.post(f"{place}leave/", {"on": "2026-03-01"}).status_code == 302
    assert member.post(f"{place}leave/", {"on": ""}).status_code == 422
    assert "Takes part again" in member.get(place).content.decode()
    assert member.post(f"{place}come-back/").status_code == 302
    assert member.get(f"{place}remove/").status_code == 403
    told = lead.get(f"{place}remove/").content.decode()
    assert "Seats" in told
    assert lead.post(f"{place}remove/").status_code == 302
    assert lead.get(place).status_code == 404
    for at in ("people/", "parties/", "mirror/", "map/", "acts/", "facts/?table=ledger"):
        assert lead.get(home + at).status_code == 200


def test_own_fields_are_made_ordered_filled_in_and_taken_away(cast: Cast, enter: Enter, home: str, bob: UUID) -> None:
    lead, place = enter(cast.alice), f"{home}settings/fields/"
    assert lead.post(f"{place}add/people/", {"name": "Maat", "type": "choice", "choices": ""}).status_code == 422
    shape = {"name": "Maat", "type": "choice", "choices": "klein\r\ngroot"}
    assert lead.post(f"{place}add/people/", shape).status_code == 302
    assert lead.post(f"{place}add/people/", {"name": "Lid", "type": "flag"}).status_code == 302
    size, member = own_fields.own_fields(cast.alice, "people")
    assert lead.post(f"{place}{member.pk}/move/", {"to": "up"}).status_code == 302
    assert [each.name for each in own_fields.own_fields(cast.alice, "people")] == ["Lid", "Maat"]
    row = queries.person(cast.bob, bob)
    given = {"name": "Bob", "version": version(row), f"own_{size.pk.hex}": "groot", f"own_{member.pk.hex}": "no"}
    assert enter(cast.bob).post(f"{home}people/{bob}/edit/", given).status_code == 302
    assert queries.person(cast.bob, bob).extra == {"Maat": "groot", "Lid": False}
    page = enter(cast.bob).get(f"{home}people/{bob}/").content.decode()
    assert "groot" in page
    assert "groot" not in enter(cast.carla).get(f"{home}people/{bob}/").content.decode()
    size = own_fields.own_field(cast.alice, size.pk)
    changed = {**shape, "name": "Omvang", "version": version(size)}
    assert lead.post(f"{place}{size.pk}/", changed).status_code == 302
    assert lead.post(f"{place}{size.pk}/", {**changed, "name": "Anders"}).status_code == 409
    assert lead.post(f"{place}{size.pk}/remove/").status_code == 302
    assert queries.person(cast.bob, bob).extra == {"Lid": False}


def test_a_column_of_a_file_is_offered_as_a_field(cast: Cast, enter: Enter, home: str, cafe: UUID) -> None:
    Party.objects.of(cast.network.pk).filter(pk=cafe).update(extra={"Aantal & soort": "12"})
    page = enter(cast.alice).get(f"{home}settings/fields/").content.decode()
    assert "Aantal &amp; soort (1)" in page
    assert "?name=Aantal%20%26%20soort" in page
    form = enter(cast.alice).get(f"{home}settings/fields/add/parties/?name=Aantal%20%26%20soort").content.decode()
    assert 'value="Aantal &amp; soort"' in form


def test_only_participants_see_ways_to_change(cast: Cast, enter: Enter, home: str, cafe: UUID) -> None:
    place = f"{home}parties/{cafe}/"
    assert f"{place}edit/" in enter(cast.bob).get(place).content.decode()
    assert f"{place}remove/" not in enter(cast.bob).get(place).content.decode()
    assert f"{place}remove/" in enter(cast.alice).get(place).content.decode()
    seen = enter(cast.carla).get(place).content.decode()
    for way in ("edit/", "check/", "notes/", "leave/", "remove/", "handover/"):
        assert place + way not in seen


def test_a_website_of_a_file_that_is_no_website_is_no_link(cast: Cast, enter: Enter, home: str, cafe: UUID) -> None:
    Party.objects.of(cast.network.pk).filter(pk=cafe).update(website="javascript:alert(1)")
    page = enter(cast.bob).get(f"{home}parties/{cafe}/").content.decode()
    assert 'href="javascript' not in page


NASTY = (
    "'\"><script>",
    "=1+1",
    "\x00nul",
    "ﷺ" * 30,
    "a\u202eb",
    "\ud7ff",
    "{{ 1 }}",
    "%s%n",
    "x" * 201,
    " \t\n",
    "🧓🏽" * 20,
)


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_a_form(cast: Cast, enter: Enter, home: str, text: str) -> None:
    client = enter(cast.alice)
    names = (
        "name",
        "email",
        "phone",
        "party",
        "function",
        "more_tags",
        "note",
        "joined_on",
        "ring",
        "version",
        "knowing",
    )
    for place in ("people/add/", "parties/add/", "settings/fields/add/people/"):
        reply = client.post(
            home + place, dict.fromkeys((*names, "type", "choices", "about", "latitude", "website"), text)
        )
        assert reply.status_code in (302, 422)
        assert "<script>" not in reply.content.decode().replace("<script src", "")


def _api(actor: Actor) -> Client:
    return Client(headers={"authorization": f"Bearer {tokens.make(User.objects.get(pk=actor.user_id), name='test')}"})


def test_programs_add_and_change_and_are_told_of_a_conflict(cast: Cast, cafe: UUID) -> None:
    place, program = f"/api/v1/networks/{cast.network.slug}", _api(cast.bob)

    def send(method: str, at: str, **given: object) -> tuple[int, dict[str, Any]]:
        reply = getattr(program, method)(place + at, json.dumps(given), content_type="application/json")
        return reply.status_code, reply.json()

    fields.add(cast.alice, "people", fields.Shape(name="Maat", type="number"))
    status, made = send("post", "/people", name="Hanna", party=str(cafe), tags=["a"], own={"Maat": 3})
    assert (status, made["party"], made["own"]) == (201, str(cafe), {"Maat": 3})
    status, refused = send("post", "/people", name="hanna", party=str(cafe))
    assert (status, refused["code"]) == (422, "name_stands_already")
    assert {"field": "knowing", "message": made["id"]} in refused["fields"]
    at = f"/people/{made['id']}"
    status, changed = send("patch", at, version=made["version"], phone="06 1")
    assert (status, changed["phone"], changed["tags"]) == (200, "06 1", ["a"])
    status, conflict = send("patch", at, version=made["version"], phone="06 2")
    assert (status, conflict["standing"]["phone"]) == (409, "06 1")
    assert conflict["fields"] == [{"field": "phone", "message": "06 1"}]
    assert send("patch", at, phone="06 2")[0] == 422
    assert send("post", "/parties", name="Buurt Zuid", latitude=99)[0] == 422
    status, party = send("post", "/parties", name="Buurt Zuid", latitude=52.1)
    assert (status, party["latitude"]) == (201, 52.1)
    assert send("patch", f"/parties/{party['id']}", version=party["version"], place="Zutphen")[0] == 200


def test_programs_may_what_their_owner_may(cast: Cast, bob: UUID, cafe: UUID) -> None:
    place = f"/api/v1/networks/{cast.network.slug}"
    seen = _api(cast.carla).get(f"{place}/people/{bob}").json()
    assert (seen["name"], seen["email"], seen["own"]) == ("Bob", "", {})
    sent: dict[str, Any] = {"data": json.dumps({"name": "X", "version": "x"}), "content_type": "application/json"}
    assert _api(cast.carla).post(f"{place}/people", **sent).status_code == 403
    assert _api(cast.carla).patch(f"{place}/people/{bob}", **sent).status_code == 403
    assert _api(cast.dirk).get(f"{place}/parties/{cafe}").status_code == 404
    assert _api(cast.dirk).patch(f"{place}/parties/{cafe}", **sent).status_code == 404
    assert Client().post(f"{place}/parties", **sent).status_code == 401
