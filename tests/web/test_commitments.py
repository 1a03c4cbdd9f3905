"""Commitments on their pages, by the link in a letter, and all of one's own together."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from factories import Cast, as_person, id_of
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.initiatives.actions.commitments import Promise, promise
from vierspan.workspace.initiatives.deciding.actions import drafting
from vierspan.workspace.initiatives.deciding.actions.drafting import Wish
from vierspan.workspace.initiatives.models import Commitment, Step
from vierspan.workspace.initiatives.promises.actions import turns
from vierspan.workspace.initiatives.promises.models import Turn
from vierspan.workspace.networks.models import Membership

DUE = timedelta(days=10)


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, place: str = "") -> str:
    return f"/n/{cast.network.slug}/initiatives/commitments/{place}"


@pytest.fixture
def bobs(cast: Cast) -> Commitment:
    """What Bob promised; his account is Bob's."""
    bob = as_person(cast.bob, "Bob")
    Membership.objects.of(cast.network.pk).filter(user=cast.bob.user_id).update(person_id=bob.person_id)
    return promise(bob, Promise(what="Book the hall", person=bob.person_id, due_on=clock.today() + DUE))


@pytest.fixture
def letter_link(cast: Cast, bobs: Commitment) -> str:
    alice = as_person(cast.alice, "Alice")
    turns.call_to_account(alice, bobs.pk, "")
    found = re.search(r"https?://[^/]+(/link/promise/\S+)", Letter.objects.get().body)
    assert found
    return found[1]


def test_one_line_is_enough_and_can_be_taken_back(cast: Cast) -> None:
    alice = client_of("alice")
    given = {"what": "Bring the maps", "who": "Finn", "due_on": "2031-05-01"}
    page = alice.post(at(cast, "new/"), given, follow=True).content.decode()
    row = Commitment.objects.of(cast.network.pk).get(name="Bring the maps")
    assert row.person and row.person.name == "Finn"
    assert "Written down: Bring the maps" in page
    alice.post(at(cast, f"{row.pk}/remove/"))
    assert not Commitment.objects.of(cast.network.pk).filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"what": ""}, "Say in a few words what is promised"),
        ({"who": "Nobody at all"}, "Nobody here has that name"),
        ({"due_on": "31-02-2026"}, "This day does not exist"),
        ({"hours": "-1"}, "Choose a number from 0 up"),
        ({"asked_by": "Nobody at all"}, "Nobody here has that name"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_stays_typed(cast: Cast, changed: dict[str, str], told: str) -> None:
    page = client_of("alice").post(at(cast, "new/"), {"what": "Bring the maps", "who": "Finn", **changed})
    assert page.status_code == 422
    assert told in page.content.decode()
    assert "Bring the maps" in page.content.decode() or "what" in changed


def test_what_one_promised_stands_first_and_is_done_in_one_press(cast: Cast, bobs: Commitment) -> None:
    bob = client_of("bob")
    page = bob.get(at(cast)).content.decode()
    assert page.index("What you promised") < page.index("Something promised?")
    bob.post(at(cast, f"{bobs.pk}/done/"))
    bobs.refresh_from_db()
    assert (bobs.delivered_on, bobs.state) == (clock.today(), "delivered")


def test_another_day_asks_why_beside_the_field(cast: Cast, bobs: Commitment) -> None:
    bob = client_of("bob")
    page = bob.post(at(cast, f"{bobs.pk}/move/"), {"due_on": "2031-01-01", "why": ""})
    assert page.status_code == 422
    assert "Say in a few words why." in page.content.decode()
    bob.post(at(cast, f"{bobs.pk}/move/"), {"due_on": "2031-01-01", "why": "the hall is full"})
    assert "the hall is full" in bob.get(at(cast, f"{bobs.pk}/")).content.decode()


def test_who_neither_promised_nor_asked_finds_no_buttons(cast: Cast, bobs: Commitment) -> None:
    page = client_of("gus").get(at(cast, f"{bobs.pk}/")).content.decode()
    assert "Book the hall" in page
    assert "How does it stand?" not in page
    assert client_of("gus").post(at(cast, f"{bobs.pk}/done/")).status_code == 403


def test_who_was_asked_answers_by_the_link_without_an_account(bobs: Commitment, letter_link: str) -> None:
    nobody = Client(headers={"accept-language": "en"})
    assert "Book the hall" in nobody.get(letter_link).content.decode()
    bobs.refresh_from_db()
    assert bobs.delivered_on is None
    page = nobody.post(f"{letter_link}done/", follow=True).content.decode()
    bobs.refresh_from_db()
    assert bobs.delivered_on == clock.today()
    assert "Thank you" in page
    assert nobody.post(f"{letter_link}done/").status_code == 302


def test_by_the_link_one_agrees_on_another_day_or_calls_it_off(bobs: Commitment, letter_link: str) -> None:
    nobody = Client(headers={"accept-language": "en"})
    assert nobody.post(f"{letter_link}move/", {"due_on": "2031-01-01"}).status_code == 422
    nobody.post(f"{letter_link}move/", {"due_on": "2031-01-01", "why": "ill"})
    nobody.post(f"{letter_link}withdraw/", {"why": "no hall to be had"})
    bobs.refresh_from_db()
    assert bobs.state == "withdrawn"
    assert [turn.kind for turn in Turn.objects.of(bobs.network_id).filter(commitment=bobs)] == [
        "called",
        "moved",
        "withdrawn",
    ]


def test_no_more_letters_is_one_press(bobs: Commitment, letter_link: str) -> None:
    nobody = Client(headers={"accept-language": "en"})
    page = nobody.post(f"{letter_link}quiet/", follow=True).content.decode()
    assert "You get no more letters about this promise." in page


def test_the_link_of_a_promise_that_went_to_somebody_else_opens_nothing(
    cast: Cast, bobs: Commitment, letter_link: str
) -> None:
    finn = id_of(cast.bob, Person, name="Finn")
    Commitment.objects.of(cast.network.pk).filter(pk=bobs.pk).update(person=finn)
    assert Client().get(letter_link).status_code == 404


def test_all_of_ones_own_stands_together(cast: Cast, bobs: Commitment) -> None:
    page = client_of("bob").get("/mine/").content.decode()
    assert "One promise of yours is open" in page
    assert "Book the hall" in page
    assert "Care shop" in page
    assert "you carry it" in page


def test_steps_one_looks_after_and_questions_that_wait_for_ones_word_are_dates_too(
    cast: Cast, bobs: Commitment
) -> None:
    bob = Person.objects.of(cast.network.pk).get(pk=str(bobs.person_id))
    initiative = Initiative.objects.of(cast.network.pk).get(name="Care shop")
    for name, person, days in (("Visit the mill", bob, 9), ("Far away", bob, 90), ("Not his", None, 9)):
        due = clock.today() + timedelta(days=days)
        Step.objects.create(network=cast.network, initiative=initiative, name=name, owner=person, due_on=due)
    wish = Wish(name="Do we begin?", people=[bob.pk], due_on=clock.today() + DUE)
    drafting.open_up(cast.alice, drafting.draft(cast.alice, wish).pk, sends_letters=False)
    page = client_of("bob").get("/mine/").content.decode()
    assert "Visit the mill" in page
    assert "Do we begin?" in page
    assert "Far away" not in page
    assert "Not his" not in page
    assert "Visit the mill" not in client_of("alice").get("/mine/").content.decode()


def test_nobody_elses_things_stand_there(cast: Cast, bobs: Commitment) -> None:
    for name in ("alice", "dirk"):
        assert "Book the hall" not in client_of(name).get("/mine/").content.decode()
    assert Client().get("/mine/").status_code == 302


def test_how_promises_are_kept_is_shown_to_the_owner_alone(cast: Cast, bobs: Commitment) -> None:
    page = client_of("bob").get(at(cast, "kept/")).content.decode()
    assert "Only you see this." in page
    assert "Gemeente Oosterdal" in page
    assert "Thuiszorg De Brink" not in page
    assert client_of("gus").get(at(cast, "kept/")).status_code == 403
