"""The pages of rounds of questions about leading."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from leadership_circle import Circle, again, all_alike, answer, make_circle
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.questions.actions import choosing, running
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.models import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle(settings: Settings) -> Circle:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}
    return make_circle()


def seen_by(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def at(circle: Circle, name: str, *args: object) -> str:
    return reverse(f"web:{name}", args=[circle.network.slug, *args])


def text(client: Client, address: str, status: int = 200) -> str:
    reply = client.get(address)
    assert reply.status_code == status, address
    return reply.content.decode()


def test_from_asking_to_what_came_of_it(circle: Circle) -> None:
    mine, along = seen_by(circle.me), seen_by(circle.second)
    terms = {"second": circle.second.person_id, "closes_on": clock.today().isoformat(), "k": "5", "language": "en"}
    mine.post(at(circle, "new_questions", ABOUT), terms)
    of = Round.objects.of(circle.network.pk).get()
    people = {"person": [str(person.pk) for person in circle.people[2:10]]}
    assert mine.post(at(circle, "questions_people", of.pk), people).status_code == 302
    assert "Choose along: whom to ask about Person 1?" in text(along, at(circle, "round_of_questions", of.pk))
    for each in (along, mine):
        each.post(at(circle, "agree_questions", of.pk))
    assert "Ready to be asked" in text(mine, at(circle, "round_of_questions", of.pk))
    mine.post(at(circle, "open_questions", of.pk))
    asked = seen_by(circle.other)
    assert "How do you see Person 1 lead?" in text(asked, at(circle, "questions"))
    for person in circle.people[2:10]:
        answer(again(of), person, all_alike(ABOUT, 4))
    assert "Between 75 and 100 per cent answered so far" in text(mine, at(circle, "round_of_questions", of.pk))
    mine.post(at(circle, "remind_questions", of.pk))
    mine.post(at(circle, "close_questions", of.pk))
    shown = text(mine, at(circle, "round_of_questions", of.pk))
    assert "8 of 8 answered" in shown and "4.0" in shown
    for other in (circle.lead, circle.second, circle.other, circle.observer, circle.outsider):
        assert seen_by(other).get(at(circle, "round_of_questions", of.pk)).status_code == 404


def test_a_guest_reads_nothing_of_questions(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    for name, args in (("questions", ()), ("round_of_questions", (of.pk,))):
        assert seen_by(circle.guest).get(at(circle, name, *args)).status_code in (403, 404)


def test_who_runs_a_round_sees_a_band_and_no_one_else_does(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    address = at(circle, "round_of_questions", of.pk)
    assert "Between 0 and 25 per cent answered so far" in text(seen_by(circle.lead), address)
    shown = text(seen_by(circle.me), address)
    assert "per cent" not in shown and "Answer now" in shown and "Person 5" not in shown
    for name in ("close_questions", "remind_questions", "open_questions", "throw_away_questions"):
        assert seen_by(circle.me).post(at(circle, name, of.pk)).status_code == 403


def test_what_is_typed_wrong_is_said_at_the_field(circle: Circle) -> None:
    terms = {"closes_on": "2020-01-01", "k": "5", "language": "en"}
    reply = seen_by(circle.lead).post(at(circle, "new_questions", NEED), terms)
    assert reply.status_code == 422
    assert "This day is over" in reply.content.decode()
    reply = seen_by(circle.me).post(at(circle, "new_questions", ABOUT), terms)
    assert "Choose who looks along with you." in reply.content.decode()
    assert seen_by(circle.me).post(at(circle, "new_questions", NEED), terms).status_code == 403
    assert seen_by(circle.me).get(at(circle, "new_questions", "other")).status_code == 404


def test_of_everybody_each_reads_of_themself_and_all_read_how_many(circle: Circle) -> None:
    of = circle.opened_for_all(EVERYONE)
    running.close(circle.lead, of.pk)
    shown = text(seen_by(circle.me), at(circle, "round_of_questions", of.pk))
    assert "What was said of you" in shown and "too few answers" in shown


def test_too_few_is_told_without_how_few(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    for person in circle.people[:4]:
        answer(of, person, all_alike(NEED, 3))
    running.close(circle.lead, of.pk)
    shown = text(seen_by(circle.lead), at(circle, "round_of_questions", of.pk))
    assert "Too few people answered" in shown and "4 of 12" not in shown


def test_a_draft_can_be_changed_and_thrown_away(circle: Circle) -> None:
    of = choosing.ask_all(circle.lead, NEED, circle.shape())
    lead = seen_by(circle.lead)
    page = text(lead, at(circle, "edit_questions", of.pk))
    seen = page.split('name="version" value="')[1].split('"')[0]
    terms = {"closes_on": clock.today().isoformat(), "k": "6", "language": "en", "intro": "Why", "version": seen}
    assert lead.post(at(circle, "edit_questions", of.pk), terms).status_code == 302
    assert (again(of).k, again(of).intro) == (6, "Why")
    assert lead.post(at(circle, "edit_questions", of.pk), {**terms, "k": "7"}).status_code == 409
    assert lead.post(at(circle, "throw_away_questions", of.pk)).status_code == 302
    assert not Round.objects.of(circle.network.pk).exists()
