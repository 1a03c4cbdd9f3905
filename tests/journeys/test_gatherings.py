"""A participant plans a gathering, a guest answers by link on a phone, and both are at the door."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django import Settings

from factories import Cast, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Attendance, Gathering
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


def test_from_purpose_to_what_is_taken_home(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(pk=cast.bob.user_id))
    browser_page.set_default_timeout(180_000)
    walk = Walk(browser_page, axe_violations)
    browser_page.goto("/n/network-a/conditions/gatherings/")
    walk.follow("Plan een bijeenkomst")
    _plan(walk)
    _invite(walk)
    _answer_by_link(walk)
    _at_the_door(walk, cast)
    _take_home(walk)
    assert walk.wrong == []
    assert console_errors == []


def _plan(walk: Walk) -> None:
    walk.title("Waarvoor komen jullie bij elkaar?")
    walk.look("new")
    page = walk.page
    page.get_by_label("Wat willen jullie hebben als je naar huis gaat?").fill("Een plan voor de nacht")
    page.get_by_label("Hoe heet het?").fill("Werkdag nachtzorg")
    page.get_by_label("Dag", exact=True).fill((clock.today() + timedelta(days=5)).isoformat())
    walk.press("Bewaar, en ga verder")
    walk.title("Werkdag nachtzorg")
    page.get_by_label("Wat", exact=True).first.fill("Eén nacht die je bijbleef")
    walk.press("Zet het erop")
    page.get_by_text("Eén nacht die je bijbleef").first.wait_for()
    walk.look("gathering")


def _invite(walk: Walk) -> None:
    walk.follow("Kies wie je vraagt")
    walk.title("Wie vraag je?")
    walk.press("Iedereen")
    walk.press("Zet 6 mensen op de lijst")
    walk.title("Er staan 6 mensen op de lijst")
    walk.look("guests")
    walk.press("Verstuur de uitnodigingen")
    walk.press("Verstuur de uitnodigingen", last=True)
    walk.page.get_by_text("Er gaan 6 mails uit").wait_for()


def _answer_by_link(walk: Walk) -> None:
    letter = next(each for each in mail.outbox if each.to == ["3@people.example"])
    walk.page.set_viewport_size(PHONE)
    walk.page.goto(re.findall(r"/g/[\w-]+/", str(letter.body))[0])
    walk.title("Werkdag nachtzorg")
    walk.look("guest")
    walk.page.set_viewport_size(PHONE)
    walk.press("Ik kom")
    walk.page.get_by_role("heading", name="Je komt", exact=True).wait_for()


def _at_the_door(walk: Walk, cast: Cast) -> None:
    row = Gathering.objects.of(cast.network.pk).get(name="Werkdag nachtzorg")
    row.held_on = clock.today()
    row.save()
    walk.page.set_viewport_size(PHONE)
    walk.page.goto(f"/n/network-a/conditions/gatherings/{row.pk}/door/")
    walk.title("0 van de 6 zijn binnen")
    dan = walk.page.get_by_role("button", name="Dan")
    dan.click()
    expect(dan).to_have_attribute("aria-pressed", "true")
    expect(walk.page.locator("[data-waits]")).to_have_count(0)
    walk.look("door")
    here = Attendance.objects.of(cast.network.pk).filter(gathering=row)
    assert list(here.values_list("person__name", flat=True)) == ["Dan"]
    walk.press("De lijst is compleet")
    walk.press("De lijst is compleet", last=True)
    walk.title("Werkdag nachtzorg")


def _take_home(walk: Walk) -> None:
    page = walk.page
    page.get_by_label("Wat nemen we mee?").fill("De burgemeester bellen")
    walk.press("Schrijf het op")
    page.get_by_role("link", name="Wie doet er wat mee?").click()
    page.get_by_label("Wie doet het? Een persoon of een partij").fill("Dan")
    walk.look("takeaway")
    walk.press("Iemand doet het: een toezegging")
    page.get_by_role("link", name="Naar de toezegging").wait_for()
    walk.look("look back")
    page.get_by_role("link", name="Het verslag").first.click()
    walk.title("Verslag van Werkdag nachtzorg")
    walk.look("minutes")
