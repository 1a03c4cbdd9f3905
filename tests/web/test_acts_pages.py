import pytest
from django.test import Client

from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts import queries as acts
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.web.pages.acts import plain

HTMX = {"hx-request": "true"}


@pytest.fixture
def alice(cast: Cast, client: Client) -> Client:
    client.force_login(User.objects.get(pk=cast.alice.user_id))
    return client


@pytest.fixture
def home(cast: Cast) -> str:
    return f"/n/{cast.network.slug}/"


def test_one_line_is_enough_to_note_an_act(alice: Client, home: str, cast: Cast) -> None:
    page = alice.post(f"{home}acts/note/", {"text": "Called the insurer"}, headers=HTMX).content.decode()
    noted = acts.feed(cast.alice).rows[0]
    assert (noted.note, noted.orientation) == ("Called the insurer", "explorer")
    assert f"{home}acts/{noted.pk}/undo/" in page
    assert 'id="latest-acts"' in page


def test_the_orientation_is_guessed_live(alice: Client, home: str) -> None:
    reply = alice.get(f"{home}acts/guess/", {"text": "Chaired the working group"})
    assert reply.json() == {"orientation": "process_manager"}
    assert alice.get(f"{home}acts/guess/").json() == {"orientation": ""}


def test_a_note_names_with_whom_and_on_behalf_of_whom(alice: Client, home: str, cast: Cast) -> None:
    party = directory.person(cast.alice, cast.alice.person_id).party_id  # type: ignore[arg-type]
    given = {"text": "Visited", "with_whom": "Bob, Gemeente Oosterdal", "party": str(party)}
    assert alice.post(f"{home}acts/note/", given).status_code == 302
    noted = acts.feed(cast.alice).rows[0]
    named = directory.names(cast.alice, noted.touched)
    assert {each.name for each in named.values()} == {"Bob", "Gemeente Oosterdal"}
    assert noted.party == party


@pytest.mark.parametrize("htmx", [True, False])
def test_what_was_typed_stays_when_something_is_wrong(alice: Client, home: str, htmx: bool) -> None:
    given = {"text": "Spoke with them", "with_whom": "Nobody Known", "done_on": "2026-01-02"}
    reply = alice.post(f"{home}acts/note/", given, headers=HTMX if htmx else {})
    assert reply.status_code == 422
    page = reply.content.decode()
    for words in ("Spoke with them", "Nobody Known", "2026-01-02", "Whom do you mean by Nobody Known?"):
        assert words in page


def test_a_day_to_come_and_an_empty_note_are_refused_in_words(alice: Client, home: str) -> None:
    future = alice.post(f"{home}acts/note/", {"text": "Met", "done_on": "2999-01-01"}, headers=HTMX)
    empty = alice.post(f"{home}acts/note/", {"text": "  "}, headers=HTMX)
    assert (future.status_code, empty.status_code) == (422, 422)
    assert "yet to come" in future.content.decode()
    assert "in a few words" in empty.content.decode()


def test_a_note_is_put_right_and_taken_back_with_its_words(alice: Client, home: str, cast: Cast) -> None:
    alice.post(f"{home}acts/note/", {"text": "Called the insurer"})
    noted = acts.feed(cast.alice).rows[0]
    alice.post(f"{home}acts/{noted.pk}/which/", {"orientation": "strategist"}, headers=HTMX)
    again = acts.feed(cast.alice).rows[0]
    assert again.orientation == "strategist"
    page = alice.post(f"{home}acts/{again.pk}/undo/", follow=True).content.decode()
    assert 'value="Called the insurer"' in page
    assert all(each.note != "Called the insurer" for each in acts.feed(cast.alice).rows)


def test_somebody_elses_note_cannot_be_taken_back(alice: Client, home: str, cast: Cast) -> None:
    alice.post(f"{home}acts/note/", {"text": "Called the insurer"})
    noted = acts.feed(cast.alice).rows[0]
    bob = Client()
    bob.force_login(User.objects.get(pk=cast.bob.user_id))
    assert bob.post(f"{home}acts/{noted.pk}/undo/").status_code == 403
    assert "Undo" not in bob.get(f"{home}acts/").content.decode()


def test_the_feed_is_filtered_by_orientation_person_period_and_words(alice: Client, home: str) -> None:
    alice.post(f"{home}acts/note/", {"text": "Called the insurer"})
    assert "3 acts are noted" in alice.get(f"{home}acts/").content.decode()
    for query in ("orientation=explorer&search=insurer", "who=Bob", "until=2026-03-01", "search=insurer"):
        page = alice.get(f"{home}acts/?{query}").content.decode()
        assert ("1 act fits" in page) == (query != "until=2026-03-01")
    assert "Clear the filters" in alice.get(f"{home}acts/?search=nothing").content.decode()
    assert alice.get(f"{home}acts/?who=Nobody").status_code == 422
    assert alice.get(f"{home}acts/?since=31-02-2026").status_code == 422


def test_the_feed_goes_along_as_a_spreadsheet(alice: Client, home: str) -> None:
    alice.post(f"{home}acts/note/", {"text": "=1+1 called"})
    reply = alice.get(f"{home}acts/csv/?search=called")
    lines = reply.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "'=1+1 called" in lines[1]
    assert "attachment" in reply["Content-Disposition"]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a"])
def test_a_cell_is_text_and_never_a_formula(cell: str) -> None:
    assert plain(cell) == f"'{cell}"


def test_names_are_suggested_of_this_network_only(alice: Client, home: str) -> None:
    assert "Gemeente Oosterdal" in alice.get(f"{home}acts/names/?with_whom=Bob, gemee").content.decode()
    assert "Gemeente" not in alice.get(f"{home}acts/names/?name=gemee&kind=person").content.decode()


def test_an_observer_reads_the_feed_and_notes_nothing(cast: Cast, home: str, client: Client) -> None:
    client.force_login(User.objects.get(pk=cast.carla.user_id))
    assert client.get(f"{home}acts/").status_code == 200
    assert client.post(f"{home}acts/note/", {"text": "x"}).status_code == 403
    client.force_login(User.objects.get(pk=cast.gus.user_id))
    assert client.get(f"{home}acts/").status_code == 403
