"""Answering about leadership by a personal link."""

import re
from typing import Any

import pytest
from django.test import Client

from lead_circle import Asking, make_asking
from vierspan.workspace.leadership.questions import items
from vierspan.workspace.leadership.questions.models import Invitation, Response

BEHAVIOUR = {f"q-{key}": "4" for key in items.keys(items.ABOUT)}


@pytest.fixture
def about(db: None) -> Asking:
    return make_asking("about")


def page(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return reply.content.decode()


def test_before_the_first_answer_it_says_what_happens_with_it(about: Asking) -> None:
    shown = page(Client(), about.link(about.circle.people[1]))
    name = about.circle.people[0].name
    assert f"How do you see {name} lead?" in shown
    for promise in (
        "nobody sees a result",
        f"After closing: {name}, and nobody else",
        "at least 5 people",
        "anonymous at closing",
        "who runs the server",
        "taken back",
    ):
        assert promise in shown, promise
    assert "Forty" not in shown and "About 9 minutes" in shown


def test_opening_the_link_leaves_nothing_behind(about: Asking) -> None:
    link = about.link(about.circle.people[1])
    for each in ("", "s/", "fd/", "check/"):
        page(Client(), link + each)
    assert not Response.objects.of(about.round.network_id).exists()


def test_eight_screens_six_questions_of_an_orientation_and_four_of_a_scale(about: Asking) -> None:
    link, client = about.link(about.circle.people[1]), Client()
    for key, rooms, count in (("s", "Course", 6), ("e", "Horizon", 6), ("d", "Conditions", 6), ("p", "Initiatives", 6)):
        shown = page(client, f"{link}{key}/")
        assert shown.count("<fieldset") == count and rooms in shown
    for key in ("fd", "pt", "cc", "sb"):
        assert page(client, f"{link}{key}/").count("<fieldset") == 4
    assert client.get(f"{link}x/").status_code == 404


def test_from_screen_to_screen_to_handing_in_and_changing_it(about: Asking) -> None:
    person, client = about.circle.people[1], Client()
    link = about.link(person)
    at = f"{link}s/"
    for following in ("e", "d", "p", "fd", "pt", "cc", "sb", "check"):
        reply = client.post(at, BEHAVIOUR)
        assert reply.headers["Location"] == f"{link}{following}/"
        at = reply.headers["Location"]
    assert "6 of 6 answered" in page(client, at)
    assert not about.response(person).is_handed_in
    assert client.post(f"{link}hand-in/").headers["Location"] == f"{link}done/"
    assert about.response(person).is_handed_in
    assert about.response(person).answers == dict.fromkeys(items.keys(items.ABOUT), 4)
    assert "Thank you" in page(client, f"{link}done/")
    client.post(f"{link}e/", {"q-e1": "1"})
    assert about.response(person).answers["e1"] == 1
    assert about.response(person).is_handed_in, "what is changed counts at once"


def test_what_is_chosen_is_kept_while_answering(about: Asking) -> None:
    person, client = about.circle.people[1], Client()
    link = about.link(person)
    assert client.post(f"{link}keep/", {"q-s1": "5", "q-s2": "0"}).status_code == 204
    assert client.post(f"{link}keep/", {"q-e1": "2"}).status_code == 204
    assert about.response(person).answers == {"s1": 5, "s2": 0, "e1": 2}
    assert re.search(r'name="q-s1" value="5" checked', page(Client(), f"{link}s/"))
    assert "Go on where you were" in page(Client(), link)


def test_going_back_keeps_what_was_chosen(about: Asking) -> None:
    person, link = about.circle.people[1], about.link(about.circle.people[1])
    reply = Client().post(f"{link}e/", {"q-e1": "3", "go": "back"})
    assert reply.headers["Location"] == f"{link}s/"
    assert about.response(person).answers == {"e1": 3}


@pytest.mark.parametrize("wrong", [{"q-s1": "6"}, {"q-s1": "x"}, {"q-zz": "3"}, {"q-need_s": "3"}, {"q-s1": "-1"}])
def test_what_is_no_answer_is_left_out(about: Asking, wrong: dict[str, str]) -> None:
    person = about.circle.people[1]
    assert Client().post(about.link(person, "keep/"), wrong).status_code == 204
    assert about.response(person).answers == {}


def test_nothing_answered_cannot_be_handed_in(about: Asking) -> None:
    link = about.link(about.circle.people[1])
    Client().post(f"{link}keep/", {"q-s1": "0"})
    reply = Client().post(f"{link}hand-in/")
    assert reply.status_code == 422
    assert "You have not answered anything yet" in reply.content.decode()


def test_too_few_to_count_together_is_told_before_handing_in(about: Asking) -> None:
    link = about.link(about.circle.people[1])
    Client().post(f"{link}keep/", {"q-s1": "4", "q-s2": "0"})
    assert "two thirds are needed" in page(Client(), f"{link}check/")


def test_a_link_that_was_cut_off_leads_nowhere(about: Asking) -> None:
    link = about.link(about.circle.people[1])
    other = "y" if link[11] == "x" else "x"
    for wrong in (link[:-6] + "/", link[:11] + other + link[12:], "/link/lead/nothing/"):
        reply = Client().get(wrong)
        assert reply.status_code == 404
        assert about.circle.people[0].name not in reply.content.decode()


def test_after_closing_the_link_tells_nothing_of_whom_it_was(about: Asking) -> None:
    person, link = about.circle.people[1], about.link(about.circle.people[1])
    about.round.secret, about.round.state = "", "closed"
    about.round.save()
    shown = page(Client(), link)
    assert "This round is closed" in shown
    assert person.name not in shown and about.circle.people[0].name not in shown
    assert Client().post(f"{link}keep/", {"q-s1": "5"}).status_code == 409


def test_pages_of_answers_are_never_kept_or_found(about: Asking) -> None:
    link = about.link(about.circle.people[1])
    for each in ("", "s/", "check/"):
        reply = Client().get(link + each)
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_language_is_that_of_the_letter_until_another_is_chosen(about: Asking) -> None:
    person = about.circle.people[1]
    rows: Any = Invitation.objects.of(about.round.network_id)
    rows.filter(person=person).update(language="nl")
    assert "Hoe vaak zie je" in page(Client(), about.link(person, "s/"))
    chosen = Client()
    chosen.cookies["django_language"] = "en"
    assert "How often do you see" in page(chosen, about.link(person, "s/"))


def test_of_everybody_one_says_who_takes_the_lead_and_may_leave_the_list(db: None) -> None:
    asking = make_asking("everyone")
    person, other = asking.circle.people[1], asking.circle.people[2]
    client, link = Client(), asking.link(person)
    assert "May the others say of you" in page(client, link)
    reply = client.post(f"{link}agree/", {"agrees": "no"})
    assert reply.headers["Location"] == f"{link}lead_s/"
    shown = page(client, f"{link}lead_s/")
    assert other.name in shown and person.name not in shown
    assert person.name not in page(Client(), asking.link(other, "lead_s/")), "who said no stands on nobody's list"
    client.post(f"{link}lead_s/", {f"q-lead_s:{other.pk}": "0", f"q-lead_s:{person.pk}": "4"})
    client.post(f"{link}ownership/", {"q-own1": "5"})
    assert asking.response(person).answers == {f"lead_s:{other.pk}": 0, "own1": 5}
    assert "Take me off" not in page(client, link)
    assert client.post(f"{link}agree/", {"agrees": "maybe"}).status_code == 404


def test_what_the_network_needs_is_one_screen_of_four(db: None) -> None:
    asking = make_asking("need")
    person, client = asking.circle.people[1], Client()
    link = asking.link(person)
    assert page(client, f"{link}need/").count("<fieldset") == 4
    answers = {"q-need_s": "0", "q-need_e": "4", "q-need_d": "-1", "q-need_p": "2"}
    assert client.post(f"{link}need/", answers).headers["Location"] == f"{link}check/"
    assert client.post(f"{link}hand-in/").status_code == 302
    assert asking.response(person).answers == {"need_s": 0, "need_e": 4, "need_d": -1, "need_p": 2}
    assert client.post(f"{link}agree/", {"agrees": "yes"}).status_code == 404
