"""Our mirror, talking about it in the room, and what comes of an agreement."""

from uuid import UUID

import pytest
from django.test import Client

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.initiatives.deciding.models import Question
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.leadership.team.models import Governed, Line, Session

HOME = "/n/network-a/leadership/ours/"


def client_of(user_id: UUID) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client


@pytest.fixture
def bob(cast: Cast) -> Client:
    return client_of(cast.bob.user_id)


@pytest.fixture
def talk(cast: Cast, bob: Client) -> Session:
    bob.post(f"{HOME}talks/new/", {"title": "Our day", "topics": ["need", "governance"]})
    return Session.objects.of(cast.network.pk).get()


def write(client: Client, talk: Session, place: int, text: str) -> Line:
    client.post(f"{HOME}talks/{talk.pk}/{place}/", {"text": text})
    return Line.objects.of(talk.network_id).get(text=text)


def test_the_page_says_what_there_is_to_talk_about_and_names_nobody(bob: Client) -> None:
    shown = bob.get(HOME).content.decode()
    assert "Is there enough of what we need?" in shown and "Does our way of governing suit us?" in shown
    assert "Zoë" not in shown and "Dan" not in shown and "Alice" not in shown


def test_how_you_are_governed_is_asked_about_when_enough_is_known(cast: Cast, bob: Client) -> None:
    assert "more must be known" in bob.get(HOME).content.decode()
    bob.post(f"{HOME}governed/", {"form": "lead", "competence": "5"})
    assert Governed.objects.of(cast.network.pk).get().competence == 5
    assert "One of the parties leads" in bob.get(HOME).content.decode()
    assert bob.post(f"{HOME}governed/", {"form": "king"}).status_code == 422


def test_a_talk_goes_step_by_step(bob: Client, talk: Session) -> None:
    for place in range(1, 11):
        shown = bob.get(f"{HOME}talks/{talk.pk}/{place}/")
        assert shown.status_code == 200
    assert "To what it brought" in shown.content.decode()
    assert bob.get(f"{HOME}talks/{talk.pk}/11/").status_code == 404
    assert bob.get(f"{HOME}talks/{talk.pk}/0/").status_code == 404


def test_a_talk_needs_a_topic(cast: Cast, bob: Client) -> None:
    answer = bob.post(f"{HOME}talks/new/", {"title": "Our day"})
    assert answer.status_code == 422 and "Choose at least one topic" in answer.content.decode()


def test_what_the_room_writes_stands_in_the_outcome(bob: Client, talk: Session) -> None:
    note, agreed = write(bob, talk, 4, "We knew this"), write(bob, talk, 5, "Ask the others")
    assert (note.kind, agreed.kind, agreed.topic) == ("note", "agreed", "need")
    shown = bob.get(f"{HOME}talks/{talk.pk}/").content.decode()
    assert "We knew this" in shown and "Ask the others" in shown and "One agreement." in shown
    bob.post(f"{HOME}lines/{note.pk}/wipe/", {"place": "4"})
    assert not Line.objects.of(talk.network_id).filter(pk=note.pk).exists()
    assert bob.post(f"{HOME}talks/{talk.pk}/4/", {"text": " "}).status_code == 422


def test_an_agreement_becomes_a_commitment_once(cast: Cast, bob: Client, talk: Session) -> None:
    line = write(bob, talk, 5, "Ask the others")
    address = f"{HOME}lines/{line.pk}/commitment/"
    assert "Ask the others" in bob.get(address).content.decode()
    bob.post(address, {"what": "Ask the others", "who": "Dan", "due_on": ""})
    made = Commitment.objects.of(cast.network.pk).get(name="Ask the others")
    line.refresh_from_db()
    assert (line.became, line.became_id) == ("commitment", made.pk)
    assert bob.post(f"{HOME}lines/{line.pk}/question/").status_code == 409
    assert str(made.pk) in bob.get(f"{HOME}talks/{talk.pk}/").content.decode()


def test_an_agreement_becomes_a_question_for_decision(cast: Cast, bob: Client, talk: Session) -> None:
    line = write(bob, talk, 5, "We rotate the chair")
    answer = bob.post(f"{HOME}lines/{line.pk}/question/")
    made = Question.objects.of(cast.network.pk).get(name="We rotate the chair")
    assert answer.status_code == 302 and str(made.pk) in answer.headers["Location"]
    shown = bob.get(f"{HOME}talks/{talk.pk}/").content.decode()
    (address,) = {part.split('"')[0] for part in shown.split('href="') if str(made.pk) in part.split('"')[0]}
    assert bob.get(address, follow=True).status_code == 200


def test_who_began_it_or_leads_closes_it_and_then_nothing_is_written(cast: Cast, bob: Client, talk: Session) -> None:
    alice = client_of(cast.alice.user_id)
    alice.post(f"{HOME}talks/{talk.pk}/close/")
    assert bob.post(f"{HOME}talks/{talk.pk}/4/", {"text": "Too late"}).status_code == 409
    bob.post(f"{HOME}talks/{talk.pk}/close/", {"reopen": "1"})
    write(bob, talk, 4, "Again")
    bob.post(f"{HOME}talks/{talk.pk}/throw-away/")
    assert not Session.objects.of(cast.network.pk).exists()


def test_another_participant_does_not_close_or_throw_away(cast: Cast, talk: Session) -> None:
    alice = client_of(cast.alice.user_id)
    alice.post(f"{HOME}talks/new/", {"title": "Hers", "topics": ["one"]})
    hers = Session.objects.of(cast.network.pk).get(title="Hers")
    for what in ("close", "throw-away"):
        assert client_of(cast.bob.user_id).post(f"{HOME}talks/{hers.pk}/{what}/").status_code == 403


WRONG = ("carla", "gus", "dirk")


@pytest.mark.parametrize("name", WRONG)
def test_talks_are_for_who_takes_part(cast: Cast, bob: Client, talk: Session, name: str) -> None:
    line = write(bob, talk, 5, "Secret of the room")
    client = client_of(getattr(cast, name).user_id)
    wanted = {404} if name == "dirk" else {403}
    for path in (f"talks/{talk.pk}/", f"talks/{talk.pk}/1/", f"lines/{line.pk}/commitment/"):
        assert client.get(HOME + path).status_code in wanted, path
    for path in ("close/", "throw-away/", "4/"):
        assert client.post(f"{HOME}talks/{talk.pk}/{path}", {"text": "x"}).status_code in wanted, path
    for path in (f"lines/{line.pk}/wipe/", f"lines/{line.pk}/question/", "governed/", "talks/new/"):
        assert client.post(HOME + path, {"title": "x", "topics": ["need"]}).status_code in wanted, path
    assert "Secret of the room" not in client.get(HOME).content.decode()


def test_one_of_another_network_is_not_found_from_there(cast: Cast, talk: Session) -> None:
    dirk = client_of(cast.dirk.user_id)
    there = HOME.replace("network-a", "network-b")
    assert dirk.get(f"{there}talks/{talk.pk}/").status_code == 404
    assert dirk.post(f"{there}talks/{talk.pk}/throw-away/").status_code == 404
    assert dirk.get(f"{there}lines/{UUID(int=1)}/commitment/").status_code == 404


def test_an_observer_sees_the_mirror_and_a_guest_does_not(cast: Cast) -> None:
    assert client_of(cast.carla.user_id).get(HOME).status_code == 200
    assert client_of(cast.gus.user_id).get(HOME).status_code == 403
