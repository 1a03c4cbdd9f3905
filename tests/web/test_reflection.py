"""The pages of looking back: who may do what, and what a round, a board and an improvement go through."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from reflection_circle import ITEMS, Circle, make_circle, token
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.reflection.actions import boards, cards, improvements, rounds
from vierspan.workspace.conditions.reflection.actions.boards import Setting
from vierspan.workspace.conditions.reflection.actions.improvements import Wanted
from vierspan.workspace.conditions.reflection.models import Board, Card, Improvement, Invitation, Response, Round


@pytest.fixture
def circle(db: None, settings: Settings) -> Circle:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}
    return make_circle()


def client_of(actor: Any) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


@pytest.fixture
def lead(circle: Circle) -> Client:
    return client_of(circle.lead)


def at(circle: Circle, path: str) -> str:
    return f"/n/{circle.network.slug}/conditions/reflection/{path}".replace("reflection/../", "")


def round_form(**more: Any) -> dict[str, Any]:
    later = (clock.today() + timedelta(days=5)).isoformat()
    return {
        "title": "Spring",
        "closes_on": later,
        "house": list(ITEMS),
        "k": "5",
        "language": "en",
        "breakdown": "sector",
        "en-0": "We laugh enough.",
        **more,
    }


def test_an_empty_network_says_what_to_do(circle: Circle, lead: Client) -> None:
    page = lead.get(at(circle, "")).content.decode()
    assert "Take the pulse" in page and "Look back together" in page
    guest = client_of(circle.observer).get(at(circle, "")).content.decode()
    assert "Take the pulse" not in guest
    for path in ("improvements/", "../pulse/"):
        assert lead.get(at(circle, path)).status_code == 200


def test_a_round_from_first_word_to_last_figure(circle: Circle, lead: Client) -> None:
    made = lead.post(at(circle, "pulse/new/"), round_form())
    assert made.status_code == 302
    found = Round.objects.of(circle.network.pk).get()
    assert [each["key"] for each in found.questions][:2] == ["ownership", "trust"] and len(found.questions) == 13
    assert "16 people are asked" in lead.get(made.headers["Location"]).content.decode()
    people = [str(person.pk) for person in circle.people[:12]]
    assert lead.post(made.headers["Location"], {"person": people}).status_code == 302
    page = lead.get(at(circle, f"pulse/{found.pk}/")).content.decode()
    assert "Ready to be asked" in page and "Two minutes for The circle?" in page
    lead.post(at(circle, f"pulse/{found.pk}/open/"))
    found.refresh_from_db()
    for person in circle.people[:12]:
        answers = {f"q-{each['key']}": "4" for each in found.questions}
        assert Client().post(f"/pulse/{token(found, person)}/", answers).status_code == 302
    assert "Between 75 and 100 per cent" in lead.get(at(circle, f"pulse/{found.pk}/")).content.decode()
    lead.post(at(circle, f"pulse/{found.pk}/close/"))
    for reader in (lead, client_of(circle.member), client_of(circle.observer)):
        closed = reader.get(at(circle, f"pulse/{found.pk}/")).content.decode()
        assert "We laugh enough." in closed and "4.0" in closed and "12 of 12 people answered" in closed
    assert b"We laugh enough." in lead.get(at(circle, f"pulse/{found.pk}/file/csv/")).content
    follow = lead.post(at(circle, f"pulse/{found.pk}/next/"))
    assert lead.get(follow.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Give it a name."),
        ({"closes_on": "2020-01-01"}, "This day is over"),
        ({"closes_on": "x"}, "Choose a day that exists."),
        ({"house": ["nothing"]}, "nothing"),
        ({"k": "3"}, "3"),
        ({"breakdown": "person"}, "person"),
    ],
)
def test_a_round_that_cannot_be_is_told_beside_the_field(
    circle: Circle, lead: Client, wrong: dict[str, Any], told: str
) -> None:
    reply = lead.post(at(circle, "pulse/new/"), round_form(**wrong))
    assert reply.status_code == 422
    page = reply.content.decode()
    assert told in page and "We laugh enough." in page, "what was typed is still there"


def test_two_leaders_who_change_one_draft_see_both_texts(circle: Circle, lead: Client) -> None:
    made = rounds.create(circle.lead, circle.shape())
    seen = made.changed_at.isoformat()
    rounds.change(circle.lead, made.pk, circle.shape(title="Theirs"), seen=seen)
    reply = lead.post(at(circle, f"pulse/{made.pk}/edit/"), round_form(title="Mine", version=seen))
    assert reply.status_code == 409
    page = reply.content.decode()
    assert "Theirs" in page and "Mine" in page


def test_the_link_shows_the_promises_and_keeps_what_was_typed(circle: Circle) -> None:
    of = circle.opened(open_en="What would help?")
    link, client = f"/pulse/{token(of, circle.people[3])}/", Client()
    first = client.get(link)
    page = first.content.decode()
    for words in ("confidential", "anonymous", "at least 5", "technically reach", "may be recognised"):
        assert words in page
    assert first.headers["Cache-Control"] == "no-store"
    assert not Response.objects.of(circle.network.pk).exists(), "looking changes nothing"
    assert client.post(f"{link}keep/", {"q-trust": "2", "words": "More time"}).status_code == 204
    again = Client().get(link).content.decode()
    assert 'value="2" checked' in again and "More time" in again
    empty = client.post(link, {})
    assert empty.status_code == 422 and "not answered anything yet" in empty.content.decode()
    assert client.post(link, {"q-trust": "0", "q-other": "5", "q-process": "9"}).status_code == 302
    assert "your answers are in" in client.get(f"{link}thanks/").content.decode()
    assert Response.objects.of(circle.network.pk).get().answers == {"trust": 0}


def test_a_link_of_nobody_and_a_link_too_late(circle: Circle, lead: Client) -> None:
    of = circle.opened()
    link = token(of, circle.people[3])
    assert Client().get(f"/pulse/{link[:-4]}AAAA/").status_code == 404
    assert Client().get("/pulse/nothing/").status_code == 404
    circle.answer(of, circle.people[:6])
    rounds.close(circle.lead, of.pk)
    late = Client().post(f"/pulse/{link}/", {"q-trust": "1"})
    assert late.status_code == 409 and "This round is closed" in late.content.decode()
    assert Client().post(f"/pulse/{link}/keep/", {"q-trust": "1"}).status_code == 409
    assert Client().get(f"/pulse/{link}/thanks/").status_code == 302


def test_a_member_answers_from_the_room_and_is_shown_nothing_of_others(circle: Circle) -> None:
    of, member = circle.opened(), client_of(circle.member)
    page = member.get(at(circle, "")).content.decode()
    assert f"/pulse/{token(of, circle.people[1])}/" in page and "per cent" not in page
    assert token(of, circle.people[2]) not in page
    inside = member.get(at(circle, f"pulse/{of.pk}/")).content.decode()
    assert "Send a reminder" not in inside and circle.people[2].name not in inside


LEADS = ("pulse/new/", "boards/new/", "pulse/{round}/people/", "boards/{board}/edit/")
POSTS = ("pulse/{round}/close/", "pulse/{round}/remind/", "boards/{board}/move/", "boards/{board}/remove/")


def test_wrong_people_are_refused_on_every_route(circle: Circle) -> None:
    of = circle.opened()
    board = boards.open_board(circle.lead, Setting(title="Look", columns=["Keep"]))
    card = cards.write(circle.lead, board.pk, "c1", "Secret thought")
    row = improvements.take(circle.lead, Wanted(name="Start on time"))
    names = {"round": of.pk, "board": board.pk, "card": card.pk}
    member, observer, outsider = (client_of(each) for each in (circle.member, circle.observer, circle.outsider))
    for path in LEADS:
        assert member.get(at(circle, path.format(**names))).status_code == 403, path
    for path in POSTS:
        assert member.post(at(circle, path.format(**names))).status_code == 403, path
        assert outsider.post(at(circle, path.format(**names))).status_code == 404, path
    inside = ("boards/{board}/", "boards/{board}/wall/", "boards/{board}/file/csv/", f"improvements/{row.pk}/")
    for path in inside:
        assert observer.get(at(circle, path.format(**names))).status_code == 403, path
        assert outsider.get(at(circle, path.format(**names))).status_code == 404, path
        assert b"Secret thought" not in member.get(at(circle, path.format(**names))).content, path
    assert member.get(at(circle, f"boards/{board.pk}/cards/{card.pk}/")).status_code == 404, "it lies face down"
    assert "Start on time" not in observer.get(at(circle, "")).content.decode()
    assert Round.objects.of(circle.network.pk).get().state == "open"


def test_two_people_at_one_board_from_thinking_to_taking_up(circle: Circle, lead: Client) -> None:
    member = client_of(circle.member)
    made = lead.post(
        at(circle, "boards/new/"),
        {
            "title": "Network day",
            "columns": "Keep\nStop",
            "is_named": "yes",
            "pace": "live",
            "days": "2",
            "votes_each": "2",
        },
    )
    board = Board.objects.of(circle.network.pk).get()
    home = made.headers["Location"]
    lead.post(f"{home}write/", {"column": "c1", "text": "The walk before lunch"})
    member.post(f"{home}write/", {"column": "c2", "text": "Meeting after six"})
    mine, theirs = (each.get(home).content.decode() for each in (member, lead))
    assert "Meeting after six" in mine and "The walk" not in mine and "One card of somebody else" in mine
    assert "The walk" in theirs and "Meeting after six" not in theirs
    empty = member.post(f"{home}write/", {"column": "c2", "text": " "})
    assert empty.status_code == 422 and "Write something on the card first." in empty.content.decode()

    lead.post(f"{home}move/", {"stage": "group"})
    wall = member.get(f"{home}wall/", {"seen": "0"})
    assert "The walk" in wall.content.decode() and "Person 0" in wall.content.decode()
    board.refresh_from_db()
    assert member.get(f"{home}wall/", {"seen": board.tick}).status_code == 204
    one, other = (Card.objects.of(circle.network.pk).get(text__startswith=text) for text in ("The walk", "Meeting"))
    put = member.post(f"{home}cards/{other.pk}/put/", {"to": f"card:{one.pk}"}, headers={"HX-Request": "true"})
    assert put.status_code == 200 and "apart again" in put.content.decode()
    late = member.post(f"{home}cards/{other.pk}/put/", {"to": "card:nonsense"})
    assert late.status_code == 422

    lead.post(f"{home}move/", {"stage": "vote"})
    stuck = member.post(f"{home}write/", {"column": "c1", "text": "Too late"})
    assert stuck.status_code == 422 and "Too late" in stuck.content.decode()
    for who in (lead, member):
        who.post(f"{home}cards/{one.pk}/dot/", {"way": "on"})
        who.post(f"{home}cards/{one.pk}/dot/", {"way": "on"})
    assert member.post(f"{home}cards/{one.pk}/dot/", {"way": "on"}).status_code == 422, "two dots each"
    assert "4" not in member.get(f"{home}wall/").content.decode().split("dot-row")[1][:40]

    lead.post(f"{home}move/", {"stage": "improve"})
    assert "<b>4</b>" in member.get(home).content.decode()
    wrong = member.post(f"{home}take-up/", {"name": ""})
    assert wrong.status_code == 422
    owner = {"name": "Stop at five", "owner": str(circle.people[1].pk), "due_on": "2030-01-01"}
    assert member.post(f"{home}take-up/", owner).status_code == 302
    lead.post(f"{home}move/", {"stage": "done"})
    assert "Stop at five" in member.get(home).content.decode()
    file = member.get(f"{home}file/csv/").content.decode("utf-8-sig")
    assert "The walk before lunch" in file and "Stop at five" in file
    assert Improvement.objects.of(circle.network.pk).get().owner == circle.people[1]


def test_an_improvement_is_changed_ended_and_found_again(circle: Circle) -> None:
    member = client_of(circle.member)
    assert member.post(at(circle, "improvements/new/"), {"name": ""}).status_code == 422
    member.post(at(circle, "improvements/new/"), {"name": "Start on time", "due_on": "2020-01-01"})
    row = Improvement.objects.of(circle.network.pk).get()
    home = at(circle, f"improvements/{row.pk}/")
    assert "past its day" in member.get(at(circle, "improvements/")).content.decode()
    seen = row.changed_at.isoformat()
    assert member.post(home, {"name": "Start at nine", "version": seen}).status_code == 302
    both = member.post(home, {"name": "Start at ten", "version": seen})
    assert both.status_code == 409 and "Start at nine" in both.content.decode()
    assert member.post(f"{home}end/", {"state": "dropped", "outcome": ""}).status_code == 422
    assert member.post(f"{home}end/", {"state": "done", "outcome": "It helps"}).status_code == 302
    assert "Start at nine" in member.get(at(circle, "improvements/?state=done&q=nine")).content.decode()
    assert "Nothing found" in member.get(at(circle, "improvements/?state=dropped")).content.decode()
    assert b"It helps" in member.get(at(circle, "improvements/file/csv/")).content
    member.post(f"{home}reopen/")
    assert member.post(f"{home}remove/").status_code == 403
    assert client_of(circle.lead).post(f"{home}remove/").status_code == 302


def test_the_minute_at_the_end_asks_six_and_can_close_at_once(circle: Circle, lead: Client) -> None:
    page = lead.get(at(circle, "pulse/new/?minute=1")).content.decode()
    assert page.count("checked") >= 6 and "A minute at the end" in page
    today = clock.today().isoformat()
    lead.post(at(circle, "pulse/new/?minute=1"), round_form(house=["trust"], closes_on=today))
    of = Round.objects.of(circle.network.pk).get()
    lead.post(at(circle, f"pulse/{of.pk}/open/"))
    of.refresh_from_db()
    circle.answer(of, circle.people)
    lead.post(at(circle, f"pulse/{of.pk}/close/"))
    assert "4.0" in lead.get(at(circle, f"pulse/{of.pk}/")).content.decode()


def test_a_text_that_names_somebody_is_hidden_with_a_reason(circle: Circle, lead: Client) -> None:
    of = circle.opened(open_en="What would help?")
    for n, person in enumerate(circle.people[:6]):
        Client().post(f"/pulse/{token(of, person)}/", {"q-trust": "4", "words": f"words {n} of somebody"})
    rounds.close(circle.lead, of.pk)
    home = at(circle, f"pulse/{of.pk}/")
    found = lead.get(home).content.decode()
    assert all(f"words {n}" in found for n in range(6)) and "More time" not in found
    assert lead.post(f"{home}texts/0/hide/", {"reason": ""}).status_code == 422
    assert client_of(circle.member).post(f"{home}texts/0/hide/", {"reason": "x"}).status_code == 403
    assert lead.post(f"{home}texts/6/hide/", {"reason": "x"}).status_code == 404
    lead.post(f"{home}texts/0/hide/", {"reason": "It names somebody"})
    after = client_of(circle.member).get(home).content.decode()
    assert "Hidden: It names somebody" in after and sum(f"words {n}" in after for n in range(6)) == 5
    assert "It names somebody" in lead.get(f"{home}file/csv/").content.decode("utf-8-sig")


def test_what_was_answered_stands_in_no_reply_of_anybody(circle: Circle, lead: Client) -> None:
    of = circle.opened(open_en="What would help?")
    for n, person in enumerate(circle.people[:4]):
        Client().post(f"/pulse/{token(of, person)}/", {"q-trust": "1", "words": f"canary{n}"})
    places = ["", "../pulse/", f"pulse/{of.pk}/"]
    pages = [client_of(each).get(at(circle, p)).content for each in (circle.lead, circle.member) for p in places]
    rounds.close(circle.lead, of.pk)
    pages += [client_of(each).get(at(circle, p)).content for each in (circle.lead, circle.member) for p in places]
    pages += [lead.get(at(circle, f"pulse/{of.pk}/file/csv/")).content]
    assert not [page for page in pages if b"canary" in page], "four texts are too few"
    assert not Invitation.objects.of(circle.network.pk).filter(has_answered=True).exists()
