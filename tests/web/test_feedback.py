"""Pages of feedback: asked, answered by a link, offered and welcomed; and nobody else gets in."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.conditions.feedback import letters, queries
from vierspan.workspace.conditions.feedback.actions import asking
from vierspan.workspace.conditions.feedback.actions.asking import Said, Wanted
from vierspan.workspace.conditions.feedback.models import Ask, Asked, Feedback
from vierspan.workspace.directory.models import Person

CANARY = "canary-77b2-softly"


def client_of(user_id: UUID) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client


@pytest.fixture
def at(cast: Cast) -> str:
    return f"/n/{cast.network.slug}/conditions/feedback/"


@pytest.fixture
def bob(cast: Cast) -> Client:
    return client_of(cast.bob.user_id)


@pytest.fixture
def alice(cast: Cast) -> Client:
    return client_of(cast.alice.user_id)


def from_gerda(cast: Cast) -> Feedback:
    """To Bob, without an account."""
    gerda = id_of(cast.bob, Person, name="Gerda")
    asking.ask(cast.bob, Wanted(about="free", subject=f"{CANARY} subject", people=[gerda]))
    asked = Asked.objects.of(cast.network.pk).select_related("ask__by", "person").get()
    return asking.answer(asked, Said(helped=CANARY))


def test_it_is_asked_on_a_room_a_gathering_or_in_own_words(cast: Cast, bob: Client, at: str) -> None:
    shown = bob.get(f"{at}ask/").content.decode()
    assert "Kick-off" in shown
    people = [str(id_of(cast.bob, Person, name=name)) for name in ("Alice", "Gerda")]
    given = {"about": "orientation:developer", "people": people, "question_1": "Was I clear?"}
    assert bob.post(f"{at}ask/", given).status_code == 302
    ask = Ask.objects.of(cast.network.pk).get()
    assert (ask.about, ask.subject, ask.questions) == ("orientation", "Conditions", ["Was I clear?"])
    home = bob.get(at).content.decode()
    assert "Gerda" in home
    assert bob.post(f"{at}asks/{ask.pk}/close/").status_code == 302
    assert Ask.objects.of(cast.network.pk).get().closed_on


def test_slips_are_told_beside_the_field(cast: Cast, bob: Client, at: str) -> None:
    person = str(id_of(cast.bob, Person, name="Gerda"))
    for given, words in (
        ({"about": "free:"}, "Choose at least one person."),
        ({"about": "free:", "people": [person]}, "Say what it is about."),
        ({"about": "weather", "people": [person]}, "Not sent yet."),
    ):
        reply = bob.post(f"{at}ask/", given)
        assert reply.status_code == 422
        assert words in reply.content.decode()
    reply = bob.post(f"{at}give/", {"receiver": person, "helped": ""})
    assert reply.status_code == 422
    assert "Write something first." in reply.content.decode()


def test_a_link_needs_no_account_and_opening_it_changes_nothing(
    cast: Cast, bob: Client, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "new_token", lambda: "the-link")
    people = [str(id_of(cast.bob, Person, name="Gerda"))]
    bob.post(f"{at}ask/", {"about": "free:", "subject": "Tuesday", "people": people, "question_1": "Was I clear?"})
    visitor = Client()
    reply = visitor.get("/feedback/the-link/")
    assert "Bob asks for your feedback" in reply.content.decode()
    assert reply.headers["Cache-Control"] == "no-store"
    assert not Feedback.objects.of(cast.network.pk).exists()
    assert visitor.post("/feedback/the-link/", {"helped": " "}).status_code == 422
    said = {"helped": "You listened", "wished": "", "more_0": "Very"}
    assert visitor.post("/feedback/the-link/", said).status_code == 302
    assert "Thank you" in visitor.get("/feedback/the-link/").content.decode()
    visitor.post("/feedback/the-link/", said)
    assert visitor.post("/feedback/the-link/not-now/").status_code == 302
    assert [each.more for each in queries.received(cast.bob)] == [[["Was I clear?", "Very"]]]
    assert visitor.get("/feedback/another/").status_code == 404


def test_who_is_asked_answers_on_their_own_page(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    bob.post(f"{at}ask/", {"about": "act:", "subject": "My talk", "people": [str(cast.alice.person_id)]})
    asked = queries.waiting(cast.alice)[0]
    assert "Bob" in alice.get(at).content.decode()
    assert alice.post(f"{at}asked/{asked.pk}/", {"wished": "Shorter"}).status_code == 302
    assert alice.post(f"{at}asked/{asked.pk}/", {"wished": "Shorter"}).status_code == 422
    assert bob.get(f"{at}asked/{asked.pk}/").status_code == 404
    assert alice.post(f"{at}asked/{asked.pk}/not-now/").status_code == 409
    assert "1" in bob.get(f"/n/{cast.network.slug}/conditions/talks/").content.decode()


def test_offered_it_is_read_after_a_yes_and_gone_after_a_no(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    given = {"receiver": str(cast.bob.person_id), "subject": f"{CANARY} about", "helped": CANARY, "wished": ""}
    assert alice.post(f"{at}give/", given).status_code == 302
    made = Feedback.objects.of(cast.network.pk).get()
    for page in (at, f"{at}{made.pk}/", f"/n/{cast.network.slug}/conditions/talks/"):
        assert CANARY not in bob.get(page).content.decode()
    assert bob.post(f"{at}{made.pk}/welcome/").status_code == 302
    assert CANARY in bob.get(f"{at}{made.pk}/").content.decode()
    assert alice.post(f"{at}{made.pk}/take-back/").status_code == 409
    alice.post(f"{at}give/", given)
    again = Feedback.objects.of(cast.network.pk).get(state="offered")
    assert bob.post(f"{at}{again.pk}/turn-down/").status_code == 302
    assert CANARY not in alice.get(f"{at}{again.pk}/").content.decode()


def test_the_receiver_replies_shares_and_deletes(cast: Cast, bob: Client, alice: Client, at: str) -> None:
    made = from_gerda(cast)
    item = f"{at}{made.pk}/"
    assert alice.get(item).status_code == 404
    assert bob.post(f"{item}reply/", {"reply": " "}).status_code == 422
    assert bob.post(f"{item}reply/", {"reply": "Thank you"}).status_code == 302
    assert bob.post(f"{item}share/", {"person": "x"}).status_code == 422
    bob.post(f"{item}share/", {"person": str(cast.alice.person_id)})
    assert CANARY in alice.get(item).content.decode()
    bob.post(f"{item}unshare/", {"person": str(cast.alice.person_id)})
    assert alice.get(item).status_code == 404
    assert bob.post(f"{item}delete/").status_code == 302
    assert bob.get(item).status_code == 404
    assert bob.post(f"{item}burn/").status_code == 404


def test_no_page_of_the_network_shows_a_word_to_a_leader(cast: Cast, alice: Client, at: str) -> None:
    from_gerda(cast)
    slug = cast.network.slug
    for page in (
        "",
        "acts/",
        "facts/?table=ledger",
        "facts/?table=acts",
        "mirror/",
        "conditions/talks/",
        "conditions/",
    ):
        assert CANARY not in alice.get(f"/n/{slug}/{page}", follow=True).content.decode()
    assert CANARY not in alice.get(at).content.decode()
    assert CANARY.encode() not in alice.get(f"/n/{slug}/export/json/").content
    assert "asked for feedback" not in alice.get(f"/n/{slug}/acts/").content.decode()


def test_others_may_not(cast: Cast, at: str, alice: Client) -> None:
    made = from_gerda(cast)
    for user, answer in (
        (cast.carla.user_id, 403),
        (cast.gus.user_id, 403),
        (cast.dirk.user_id, 404),
        (cast.eve.pk, 404),
    ):
        client = client_of(user)
        for page in ("", "ask/", "give/", f"{made.pk}/"):
            assert client.get(f"{at}{page}").status_code == answer
        for does in ("reply", "share", "delete", "welcome"):
            assert client.post(f"{at}{made.pk}/{does}/", {"reply": "x"}).status_code == answer
    for does in ("reply", "share", "delete", "welcome", "turn-down", "take-back", "unshare"):
        given = {"reply": "x", "person": str(cast.alice.person_id)}
        assert alice.post(f"{at}{made.pk}/{does}/", given).status_code == 404
    assert alice.get(f"{at}{uuid4()}/").status_code == 404
    assert Feedback.objects.of(cast.network.pk).get().state == "given"
    assert Client().get(at).status_code == 302
