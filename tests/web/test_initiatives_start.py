"""Initiatives on their pages: begun, steered, mandated by letter, judged, closed, and seen beside each other."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from factories import Cast, id_of
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.initiatives.mandate.models import Choice, Estimate
from vierspan.workspace.initiatives.models import Seat, Step
from vierspan.workspace.initiatives.starting import queries
from vierspan.workspace.initiatives.starting.actions import beginning, harvesting
from vierspan.workspace.initiatives.starting.actions.beginning import Beginning
from vierspan.workspace.initiatives.starting.actions.starting import Start
from vierspan.workspace.initiatives.starting.models import Judgement, OwnTemplate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


@pytest.fixture
def row(cast: Cast) -> Initiative:
    """Bob leads it."""
    return beginning.begin(cast.bob, Start(name="Night bus", purpose="Get home"), Beginning(way="tuning"))


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def at(cast: Cast, row: Any = None, place: str = "") -> str:
    return f"/n/{cast.network.slug}/initiatives/{f'{row.pk}/' if row else ''}{place}"


def read(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return reply.content.decode()


def test_one_begins_by_choosing_a_way_and_saying_what_it_is_for(cast: Cast) -> None:
    bob = client_of("bob")
    assert "First exploration" in read(bob, at(cast, place="new/"))
    theme = str(queries.glances(cast.bob)[0].row.themes[0])
    given = {"purpose": "Get home", "name": "Night bus", "kind": "joint", "themes": [theme], "leader": "Zoë"}
    reply = bob.post(at(cast, place="new/?way=joint"), given)
    made = Initiative.objects.of(cast.network.pk).get(name="Night bus")
    assert reply["Location"] == at(cast, made)
    page = read(bob, at(cast, made))
    assert "Get home" in page
    assert "Zoë" in page
    assert "On whose behalf it works is not agreed yet" in page


def test_what_is_not_whole_stays_in_the_form(cast: Cast) -> None:
    reply = client_of("bob").post(at(cast, place="new/?way=none"), {"purpose": "Get home", "name": ""})
    assert reply.status_code == 422
    assert "Get home" in reply.content.decode()
    assert "Give it a name." in reply.content.decode()


def test_guests_read_and_do_not_begin(cast: Cast, row: Initiative) -> None:
    gus = client_of("gus")
    for place in ("", "mandate/", "results/", "start-note/"):
        page = read(gus, at(cast, row, place))
        assert "Night bus" in page
        assert "Bob" not in page
    for place in ("board/", "timeline/", "themes/", "ways/"):
        assert "Begin an initiative" not in read(gus, at(cast, place=place))
    assert gus.get(at(cast, place="new/")).status_code == 403
    assert gus.post(at(cast, row, "phase/"), {"phase": "share"}).status_code == 403


def test_another_network_sees_none_of_it(cast: Cast, row: Initiative) -> None:
    dirk = client_of("dirk")
    for place in ("", "edit/", "mandate/", "results/", "close/", "start-note/", "start-note/pdf/"):
        assert dirk.get(at(cast, row, place)).status_code == 404
        assert dirk.get(f"/n/{cast.other.slug}/initiatives/{row.pk}/{place}").status_code == 404


def test_two_who_change_it_see_both_texts(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    form = read(bob, at(cast, row, "edit/"))
    seen = re.search(r'name="version" value="([^"]+)"', form)
    assert seen
    given = {"purpose": "Get home", "name": "Late bus", "version": seen[1]}
    assert bob.post(at(cast, row, "edit/"), given).status_code == 302
    again = client_of("alice").post(at(cast, row, "edit/"), {**given, "name": "Early bus"})
    assert again.status_code == 409
    assert "Late bus" in again.content.decode()
    assert "Early bus" in again.content.decode()


def test_a_phase_is_a_lens(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    bob.post(at(cast, row, "phase/"), {"phase": "agree"})
    back = bob.post(at(cast, row, "phase/"), {"phase": "explore"})
    assert back.status_code == 422
    assert "Say in a few words why." in back.content.decode()
    bob.post(at(cast, row, "phase/"), {"phase": "explore", "reason": "A party was forgotten"})
    assert "A party was forgotten" in read(bob, at(cast, row))
    assert "herkent" not in read(bob, at(cast, row, "?phase=share"))


def test_what_is_wanted_is_ticked_added_and_struck(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    bob.post(at(cast, row, "want/explore/"), {"name": "A map of the stops"})
    found = queries.pieces(cast.bob, row)[-1]
    assert "A map of the stops" in read(bob, at(cast, row))
    bob.post(at(cast, place=f"pieces/{found.pk}/there/"))
    assert queries.pieces(cast.bob, row)[-1].there_since
    bob.post(at(cast, place=f"pieces/{found.pk}/missing/"))
    bob.post(at(cast, place=f"pieces/{found.pk}/strike/"))
    assert "A map of the stops" not in read(bob, at(cast, row))


def test_a_card_moves_on_the_board_by_a_button(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    assert "Night bus" in read(bob, at(cast, place="board/"))
    reply = bob.post(at(cast, row, "phase/"), {"phase": "realise", "from": "board", "by": "phase"})
    assert reply["Location"] == at(cast, place="board/")
    back = bob.post(at(cast, row, "phase/"), {"phase": "share", "from": "board"}, follow=True)
    assert "Say in a few words why." in back.content.decode()
    bob.post(at(cast, row, "state/"), {"state": "paused", "reason": "Holidays", "from": "board", "by": "state"})
    assert "Holidays" in read(bob, at(cast, row))


def test_the_views_show_all_initiatives(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    for place in ("", "board/?by=state", "timeline/?closed=yes&from=begin", "themes/"):
        page = read(bob, at(cast, place=place))
        assert "Night bus" in page, place
    assert "not agreed yet" in read(bob, at(cast))


def test_the_start_note_is_a_page_and_a_pdf(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    page = read(bob, at(cast, row, "start-note/"))
    assert "Get home" in page
    assert "On whose behalf it works is not agreed yet" in page
    reply = bob.get(at(cast, row, "start-note/pdf/"))
    assert reply["Content-Type"] == "application/pdf"
    assert reply.content.startswith(b"%PDF")


def test_an_own_way_is_kept_changed_and_retired(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    bob.post(at(cast, row, "keep-way/"), {"name": "Like the bus"})
    kept = OwnTemplate.objects.of(cast.network.pk).get()
    form = read(bob, at(cast, place=f"ways/{kept.pk}/"))
    seen = re.search(r'name="version" value="([^"]+)"', form)
    assert seen
    given = {"name": "Bus way", "version": seen[1], "explore_steps": "Ask the drivers | 3 | 2\nnonsense | many"}
    assert bob.post(at(cast, place=f"ways/{kept.pk}/"), given).status_code == 422
    given["explore_steps"] = "Ask the drivers | 3 | 2"
    assert bob.post(at(cast, place=f"ways/{kept.pk}/"), given).status_code == 302
    assert queries.own_ways(cast.bob)[0].weeks == 3
    bob.post(at(cast, place=f"ways/{kept.pk}/retire/"))
    assert "Bus way" not in read(bob, at(cast, place="new/"))


ANSWERS = {"value": "5", "feasibility": "4", "timing": "4", "energy": "", "interest": "4", "affected": "no"}


def asked_by_letter(cast: Cast, row: Initiative) -> str:
    person = Person.objects.of(cast.network.pk).exclude(party=None).order_by("name").first()
    assert person is not None
    mail.outbox.clear()
    client_of("bob").post(at(cast, row, "mandate/ask/"), {"people": [str(person.pk)]})
    found = re.search(r"(/link/estimate/[\w-]+/)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_a_party_estimates_by_a_letter_without_an_account(cast: Cast, row: Initiative) -> None:
    link, outsider = asked_by_letter(cast, row), Client(headers={"accept-language": "en"})
    assert "Get home" in read(outsider, link)
    assert Estimate.objects.of(cast.network.pk).get().answered_on is None
    assert outsider.post(link, {**ANSWERS, "interest": ""}).status_code == 422
    assert outsider.post(link, ANSWERS).status_code == 302
    assert "Kept, thank you." in read(outsider, link)
    assert Estimate.objects.of(cast.network.pk).get().interest == 4
    assert outsider.get(link[:-2] + "x/").status_code == 404


def test_a_party_says_how_it_goes_by_a_letter_without_an_account(cast: Cast, row: Initiative) -> None:
    bob, outsider = client_of("bob"), Client(headers={"accept-language": "en"})
    guest = Person.objects.of(cast.network.pk).exclude(party=None).exclude(pk=str(cast.bob.person_id)).first()
    assert guest is not None
    Seat.objects.create(network=cast.network, initiative=row, party=guest.party, person=guest, state="joined")
    asked = re.search(rf'name="people" value="({guest.pk})"', read(bob, at(cast, row, "results/")))
    assert asked
    mail.outbox.clear()
    assert bob.post(at(cast, row, "judge/ask/"), {}).status_code == 422
    assert bob.post(at(cast, row, "judge/ask/"), {"people": [asked[1]]}).status_code == 302
    found = re.search(r"(/link/judging/[\w-]+/)", str(mail.outbox[-1].body))
    assert found
    link = found[1]
    assert "Get home" in read(outsider, link)
    assert not Judgement.objects.of(cast.network.pk).exists()
    assert outsider.post(link, {"line": "No drivers"}).status_code == 422
    assert outsider.post(link, {"status": "stuck", "line": "No drivers"}).status_code == 302
    assert outsider.post(link, {"status": "attention", "line": "Too few drivers"}).status_code == 302
    said = Judgement.objects.of(cast.network.pk).get()
    assert (said.party_id, said.status, said.line) == (guest.party_id, "attention", "Too few drivers")
    assert "Too few drivers" in read(bob, at(cast, row, "results/"))
    assert outsider.get(link[:-2] + "x/").status_code == 404
    assert client_of("carla").post(at(cast, row, "judge/ask/"), {"people": [asked[1]]}).status_code == 403


def test_the_advice_follows_from_what_parties_say(cast: Cast, row: Initiative) -> None:
    alice = client_of("alice")
    assert "Ask more parties" in read(alice, at(cast, row, "mandate/"))
    for party in Party.objects.of(cast.network.pk):
        given = {**ANSWERS, "energy": "4", "party": str(party.pk)}
        assert alice.post(at(cast, row, "mandate/answer/"), given).status_code == 302
    page = read(alice, at(cast, row, "mandate/"))
    assert "The whole network takes it up, by consent." in page
    assert "Café Samen" in page
    assert "Café Samen" not in read(client_of("gus"), at(cast, row, "mandate/"))


def test_the_mandate_stands_wherever_it_is_named(cast: Cast, row: Initiative) -> None:
    bob, party = client_of("bob"), id_of(cast.bob, Party, name="Café Samen")
    assert bob.post(at(cast, row, "mandate/choose/"), {"mandate": "part"}).status_code == 422
    given = {"mandate": "part", "parties": [str(party)], "conditions": "The door stays open"}
    assert bob.post(at(cast, row, "mandate/choose/"), given).status_code == 302
    for place in ("", "mandate/", "results/", "start-note/"):
        assert "Works on behalf of Café Samen" in read(bob, at(cast, row, place))
    assert "Works on behalf of Café Samen" in read(bob, at(cast, place="board/"))
    assert "Works on behalf of Café Samen" in read(bob, at(cast, place="timeline/"))
    assert "Works on behalf of a part of the network" in read(client_of("gus"), at(cast, row))
    assert Choice.objects.of(cast.network.pk).get().advised["advice"] == "ask_more"


def test_who_guides_the_process_is_led_to_how_they_are_seen(cast: Cast) -> None:
    assert "recognised" in read(client_of("alice"), at(cast, place="recognised/"))
    assert client_of("bob").get(at(cast, place="recognised/")).status_code == 404


def test_how_it_goes_what_came_of_it_and_what_was_learned(cast: Cast, row: Initiative) -> None:
    alice = client_of("alice")
    first, second = list(Party.objects.of(cast.network.pk).order_by("name"))[:2]
    alice.post(at(cast, row, "judge/"), {"party": str(first.pk), "status": "on_course"})
    alice.post(at(cast, row, "judge/"), {"party": str(second.pk), "status": "stuck", "line": "No drivers"})
    alice.post(at(cast, row, "results/new/"), {"name": "A bus", "figure": "12 riders"})
    alice.post(at(cast, row, "lessons/new/"), {"name": "Ask the drivers first"})
    bad = alice.post(at(cast, row, "results/new/"), {"name": "A bus", "address": "javascript:alert(1)"})
    assert bad.status_code == 422
    page = read(alice, at(cast, row, "results/"))
    assert "The 2 parties that said so differ" in page
    assert "12 riders" in page
    lesson = queries.lessons(cast.alice, row)[0]
    alice.post(at(cast, place=f"lessons/{lesson.pk}/signal/"))
    assert "became a signal" in read(alice, at(cast, row, "results/"))


def closing_form(cast: Cast, row: Initiative, how: str) -> dict[str, str]:
    found = queries.still_open(cast.bob, row)
    things: list[Any] = [*found.commitments, *found.decisions, *found.steps]
    return {"state": "finished", **{f"how-{each.pk}": how for each in things}}


def test_it_closes_with_what_becomes_of_each_thing_and_stays_to_be_found(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    assert "still open" in read(bob, at(cast, row, "close/"))
    slip = bob.post(at(cast, row, "close/"), {"state": "finished"})
    assert slip.status_code == 422
    assert "Say what becomes of this." in slip.content.decode()
    given = {**closing_form(cast, row, "let_go"), "returns": "The timetable is for everybody"}
    assert bob.post(at(cast, row, "close/"), given).status_code == 302
    assert not Step.objects.of(cast.network.pk).filter(initiative=row).exists()
    assert "The timetable is for everybody" in read(bob, at(cast, row, "results/"))
    assert "Night bus" in read(bob, at(cast, place="?q=Night"))
    assert bob.post(at(cast, row, "open-again/"), {"reason": ""}).status_code == 422
    bob.post(at(cast, row, "open-again/"), {"reason": "The need is back"})
    row.refresh_from_db()
    assert row.state == "active"


def test_thanks_go_to_whom_one_chooses(cast: Cast, row: Initiative) -> None:
    person: UUID | None = cast.bob.person_id
    mail.outbox.clear()
    client_of("alice").post(at(cast, row, "thanks/"), {"people": [str(person)], "words": "Thank you, Bob"})
    assert "Thank you, Bob" in str(mail.outbox[-1].body)


def test_it_is_thrown_away_while_nothing_hangs_on_it(cast: Cast, row: Initiative) -> None:
    bob = client_of("bob")
    harvesting.note_lesson(cast.bob, row.pk, "Ask first")
    bob.post(at(cast, row, "remove/"))
    assert Initiative.objects.of(cast.network.pk).filter(pk=row.pk).exists()
    other = beginning.begin(cast.bob, Start(name="Slip"), Beginning())
    bob.post(at(cast, other, "remove/"))
    assert not Initiative.objects.of(cast.network.pk).filter(pk=other.pk).exists()


def test_a_network_without_anything_is_told_what_to_do(cast: Cast) -> None:
    Initiative.objects.of(cast.network.pk).delete()
    bob = client_of("bob")
    assert "Nothing on the line of time yet" in read(bob, at(cast, place="timeline/"))
    for place in ("", "board/", "themes/", "new/"):
        read(bob, at(cast, place=place))
