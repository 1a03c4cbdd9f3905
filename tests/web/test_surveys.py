"""The leader's pages of relation surveys."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from factories import join
from survey_circle import Circle, drawn, make_circle
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.surveys import answering, queries
from vierspan.workspace.directory.surveys.actions import drafts, running
from vierspan.workspace.directory.surveys.actions.drafts import Description
from vierspan.workspace.directory.surveys.models import Survey, Voice
from vierspan.workspace.networks.models import Network

QUESTIONS = {"title": "How are we?", "about": "parties", "language": "en", "k": "5", "nl-13": "{name} lacht"}


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


@pytest.fixture
def circle(db: None) -> Circle:
    return make_circle()


@pytest.fixture
def leader(circle: Circle) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(pk=circle.lead.user_id))
    return client


def member_of(circle: Circle, role: Role) -> Client:
    user = User.objects.create_user(f"{role.value}@example.org", "Somebody", "en")
    join(user, Network.objects.get(pk=circle.lead.network_id), role)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


HOME = "/n/the-circle/surveys/"


def text_of(client: Client, place: str) -> str:
    page = client.get(place)
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def closed(circle: Circle, people: int = 16) -> Survey:
    survey = circle.opened()
    for n, person in enumerate(circle.people[:people]):
        token = answering.new_key(Voice.objects.of(survey.network_id).get(survey=survey, person=person))
        answering.hand_in(token, drawn(survey, token, n), opted_in=n < 4)
    return running.close(circle.lead, survey.pk)


def test_without_a_survey_the_page_says_what_one_gives(circle: Circle, leader: Client) -> None:
    text = text_of(leader, HOME)
    assert "Ask each other how you are tied" in text
    assert f"{HOME}new/" in text
    assert f"{HOME}new/" not in text_of(member_of(circle, Role.MEMBER), HOME)


def test_the_tab_stands_there_for_who_may_open_it(circle: Circle, leader: Client) -> None:
    assert f'href="{HOME}"' in text_of(leader, "/n/the-circle/people/")
    assert f'href="{HOME}"' not in text_of(member_of(circle, Role.OBSERVER), "/n/the-circle/people/")


def test_a_leader_makes_a_survey_in_three_steps_and_opens_it(circle: Circle, leader: Client) -> None:
    asked = {f"ask-{n}": "on" for n in range(2, 8)}
    made = leader.post(f"{HOME}new/", QUESTIONS | asked | {"nl-13": "{name} lacht"})
    assert made.status_code == 302
    survey = queries.surveys(circle.lead)[0]
    keys = [item.key for item in queries.items(circle.lead, survey.pk)]
    assert keys == ["knows", "trust_reliable", "trust_open", "trust_purpose", *VALUES, "own_1"]
    home = f"{HOME}{survey.pk}/"
    ticked = text_of(leader, f"{home}voices/")
    assert "Party 3" in ticked
    picked = leader.post(f"{home}voices/", {"pick": "sector:care"}).content.decode()
    assert picked.count(" checked") == 8
    assert leader.post(f"{home}voices/", {"person": [str(each.pk) for each in circle.people]})["Location"] == (
        f"{home}letters/"
    )
    text = text_of(leader, f"{home}letters/")
    assert "Three mails" in text
    day = (clock.today() + timedelta(days=10)).isoformat()
    seen = re.findall(r'name="version" value="([^"]+)"', text)[0]
    assert leader.post(f"{home}letters/", {"closes_on": day, "version": seen})["Location"] == home
    assert "Ready to be asked" in text_of(leader, home)
    assert leader.post(f"{home}open/").status_code == 302
    assert len(mail.outbox) == 16
    assert "Between 0 and 25 per cent" in text_of(leader, home)


VALUES = ("value_influence", "value_involvement", "value_resources")


def test_a_slip_is_said_beside_the_field_and_nothing_typed_is_lost(circle: Circle, leader: Client) -> None:
    slip = leader.post(f"{HOME}new/", QUESTIONS | {"title": "", "nl-13": "{name} lacht"})
    assert slip.status_code == 422
    text = slip.content.decode()
    assert "Give the survey a title." in text
    assert 'value="{name} lacht"' in text
    survey = circle.draft()
    late = leader.post(f"{HOME}{survey.pk}/letters/", {"closes_on": "2020-01-01", "reminder_nl_body": "Kom {link}"})
    assert late.status_code == 422
    assert "Choose a day after today." in late.content.decode()
    assert "Kom {link}" in late.content.decode()
    lost = {"closes_on": (clock.today() + timedelta(days=9)).isoformat(), "reminder_nl_body": "Kom"}
    assert "without it nobody can get in" in leader.post(f"{HOME}{survey.pk}/letters/", lost).content.decode()


def test_two_leaders_in_one_draft_see_both_texts(circle: Circle, leader: Client) -> None:
    survey = drafts.create(circle.lead, Description(title="One", language="en"))
    seen = survey.changed_at.isoformat()
    drafts.describe(circle.lead, survey.pk, Description(title="Two", language="en"), seen=seen)
    reply = leader.post(f"{HOME}{survey.pk}/questions/", QUESTIONS | {"title": "Three", "version": seen})
    assert reply.status_code == 409
    text = reply.content.decode()
    assert "Two" in text
    assert "Three" in text
    assert queries.survey(circle.lead, survey.pk).title == "Two"


def test_what_is_missing_is_said_and_keeps_it_closed(circle: Circle, leader: Client) -> None:
    survey = drafts.create(circle.lead, Description(title="Bare"))
    assert "2 things are missing" in text_of(leader, f"{HOME}{survey.pk}/")
    assert leader.post(f"{HOME}{survey.pk}/open/").status_code == 422
    assert queries.survey(circle.lead, survey.pk).state == "draft"


def test_an_open_survey_is_reminded_of_prolonged_and_closed(circle: Circle, leader: Client) -> None:
    survey = circle.opened()
    home = f"{HOME}{survey.pk}/"
    Voice.objects.of(survey.network_id).update(invited_on=clock.today() - timedelta(days=3))
    mail.outbox.clear()
    assert "Who did not answer yet gets a mail now" in text_of(leader, home)
    leader.post(f"{home}remind/")
    assert len(mail.outbox) == 16
    day = clock.today() + timedelta(days=30)
    leader.post(f"{home}last-day/", {"closes_on": day.isoformat()})
    assert queries.survey(circle.lead, survey.pk).closes_on == day
    assert leader.post(f"{home}last-day/", {"closes_on": "2020-01-01"}).status_code == 422
    voice = queries.voices(circle.lead, survey.pk)[0]
    leader.post(f"{home}voices/{voice.pk}/withdraw/")
    assert len(queries.voices(circle.lead, survey.pk)) == 15
    leader.post(f"{home}close/")
    assert "Too few people answered" in text_of(leader, home)


def test_a_closed_survey_tells_its_figures_and_gives_them_as_a_file(circle: Circle, leader: Client) -> None:
    survey = closed(circle)
    text = text_of(leader, f"{HOME}{survey.pk}/")
    assert "On trust you give each other" in text
    assert "16 of 16 people answered" in text
    assert "Party 3</a>" in text
    member = member_of(circle, Role.MEMBER)
    assert "Party 3</a>" in text_of(member, f"{HOME}{survey.pk}/")
    file = leader.get(f"{HOME}{survey.pk}/figures/csv/")
    lines = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert lines[0][0] == "Name"
    assert [line[0] for line in lines[1:]] == [f"Party {n}" for n in range(8)]
    assert leader.get(f"{HOME}{survey.pk}/figures/xlsx/").content.startswith(b"PK")
    assert leader.get(f"{HOME}{survey.pk}/figures/pdf/").status_code == 404


def test_with_too_few_answers_the_cells_are_hatched(circle: Circle, leader: Client) -> None:
    survey = closed(circle, people=4)
    text = text_of(leader, f"{HOME}{survey.pk}/")
    assert "Too few people answered to show figures about trust" in text
    assert "Party 3</a>" not in text


def test_the_next_wave_takes_over_what_stood(circle: Circle, leader: Client) -> None:
    survey = closed(circle)
    new = leader.post(f"{HOME}{survey.pk}/next/")["Location"]
    assert "16 people" in text_of(leader, new)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER, Role.GUEST])
def test_others_run_no_survey(circle: Circle, role: Role) -> None:
    survey = circle.opened()
    client = member_of(circle, role)
    for place in ("remind/", "close/", "open/", "discard/", "next/"):
        assert client.post(f"{HOME}{survey.pk}/{place}").status_code == 403
    assert client.get(f"{HOME}{survey.pk}/").status_code == (200 if role is Role.MEMBER else 403)
    assert client.get(f"{HOME}{survey.pk}/voices/").status_code == 403


def test_in_dutch_too(circle: Circle, leader: Client) -> None:
    User.objects.filter(pk=circle.lead.user_id).update(language="nl")
    survey = closed(circle)
    text = text_of(leader, f"{HOME}{survey.pk}/")
    assert "Voor vertrouwen geven jullie elkaar" in text
    assert "Wat ieder inbrengt" in text
