"""The page of a seating: propose, move, hold, keep, print; and who may not."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.conditions.seating.models import Place
from vierspan.workspace.directory.models import Person
from vierspan.workspace.insight import seating

TABLES = {"way": "tables", "seats": "3", "rounds": "1", "sizes": ""}


@pytest.fixture
def at(cast: Cast) -> str:
    kick_off = id_of(cast.alice, Gathering, name="Kick-off")
    return f"/n/{cast.network.slug}/conditions/gatherings/{kick_off}/seating/"


def client_of(actor_user: UUID) -> Client:
    client = Client()
    from vierspan.workspace.accounts.models import User

    client.force_login(User.objects.get(pk=actor_user))
    return client


@pytest.fixture
def alice(cast: Cast) -> Client:
    return client_of(cast.alice.user_id)


def board(cast: Cast) -> seating.Board:
    return seating.board(cast.alice, id_of(cast.alice, Gathering, name="Kick-off"))


def test_a_proposal_is_shown_beside_chance_with_why(cast: Cast, alice: Client, at: str) -> None:
    assert "5 guests to seat" in alice.get(at).content.decode()
    shown = alice.post(f"{at}propose/", TABLES, follow=True).content.decode()
    assert "This plan" in shown
    assert "By lot (1000 times)" in shown
    assert "Proven: no other seating" in shown
    assert "Table 2" in shown
    for name in ("Alice", "Bob", "Zoë", "Dan", "Gerda"):
        assert name in shown
    assert "Finn</span>" not in shown


def test_moving_shows_at_once_what_it_does(cast: Cast, alice: Client, at: str) -> None:
    alice.post(f"{at}propose/", TABLES)
    first, second = board(cast).rounds[0]
    guest = first.guests[0]
    given = {"person": str(guest.id), "round": "0", "to": str(second.number)}
    part = alice.post(f"{at}move/", given, headers={"HX-Request": "true"}).content.decode()
    assert "better" in part or "worse" in part
    assert "<html" not in part
    assert guest.name in {each.name for each in board(cast).rounds[0][1].guests}
    given = {"person": str(guest.id), "round": "0", "with": str(first.guests[1].id)}
    assert alice.post(f"{at}move/", given).status_code == 302
    held = alice.post(f"{at}hold/", {"person": str(guest.id), "round": "0"}, follow=True).content.decode()
    assert "held here" in held


def test_who_clashes_is_said(cast: Cast, alice: Client, at: str) -> None:
    ids = {name: str(id_of(cast.alice, Person, name=name)) for name in ("Alice", "Bob", "Dan")}
    for one, other in (("Alice", "Bob"), ("Bob", "Dan"), ("Alice", "Dan")):
        alice.post(f"{at}pair/", {"kind": "apart", "one": ids[one], "other": ids[other]})
    reply = alice.post(f"{at}propose/", TABLES)
    assert reply.status_code == 422
    assert "cannot all be kept apart" in reply.content.decode()


def test_slips_are_told_beside_the_field(alice: Client, at: str) -> None:
    for given, words in (
        ({**TABLES, "rounds": "9"}, "6"),
        ({**TABLES, "way": "own", "sizes": "three"}, "Write numbers with commas"),
        ({**TABLES, "way": "own", "sizes": "3, 3"}, "not as many as there are guests"),
    ):
        reply = alice.post(f"{at}propose/", given)
        assert reply.status_code == 422
        assert words in reply.content.decode()
    reply = alice.post(f"{at}pair/", {"kind": "with", "one": "", "other": ""})
    assert reply.status_code == 422
    assert "Nobody here has that name" in reply.content.decode()


def test_nonsense_is_not_found(alice: Client, at: str) -> None:
    alice.post(f"{at}propose/", TABLES)
    for given in ({}, {"person": "x"}, {"person": str(uuid4()), "round": "0", "to": "0"}, {"person": str(uuid4())}):
        assert alice.post(f"{at}move/", given).status_code == 404
    assert alice.get(f"{at}paper/poster/").status_code == 404


def test_it_is_printed_as_badges_plan_and_cards(alice: Client, at: str) -> None:
    assert alice.get(f"{at}paper/plan/").status_code == 404
    alice.post(f"{at}propose/", TABLES)
    for form in ("badges", "plan", "cards"):
        reply = alice.get(f"{at}paper/{form}/")
        assert reply["Content-Type"] == "application/pdf"
        assert reply.content.startswith(b"%PDF")


def test_a_participant_reads_the_plan_once_kept_and_no_reason_or_pair(cast: Cast, alice: Client, at: str) -> None:
    ids = {name: str(id_of(cast.alice, Person, name=name)) for name in ("Alice", "Bob")}
    alice.post(f"{at}pair/", {"kind": "apart", "one": ids["Alice"], "other": ids["Bob"]})
    alice.post(f"{at}propose/", TABLES)
    bob = client_of(cast.bob.user_id)
    assert "There is no plan yet" in bob.get(at).content.decode()
    alice.post(f"{at}keep/")
    shown = bob.get(at).content.decode()
    assert "Gerda" in shown
    assert "Not at one table" not in shown
    assert "What it brings" not in shown


def test_others_may_not(cast: Cast, alice: Client, at: str) -> None:
    alice.post(f"{at}propose/", TABLES)
    before = Place.objects.of(cast.network.pk).count()
    for user, seen, done in (
        (cast.bob.user_id, 200, 403),
        (cast.carla.user_id, 403, 403),
        (cast.gus.user_id, 403, 403),
        (cast.dirk.user_id, 404, 404),
        (cast.eve.pk, 404, 404),
    ):
        client = client_of(user)
        assert client.get(at).status_code == seen
        for action in ("propose/", "move/", "hold/", "pair/", "keep/"):
            given = {"person": str(cast.alice.person_id), "round": "0", "to": "0", "kind": "apart"}
            assert client.post(f"{at}{action}", given).status_code == done, action
        assert client.get(f"{at}paper/badges/").status_code == done
    assert Place.objects.of(cast.network.pk).count() == before
    assert Client().get(at).status_code == 302
