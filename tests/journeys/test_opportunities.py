"""An explorer frames an opportunity, sees who could do it together, asks by a letter, and makes it begin."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django import Settings

from factories import make_cast
from vierspan.workspace.accounts.models import User
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def mail_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


def test_from_what_one_sees_to_what_begins(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(pk=cast.bob.user_id))
    browser_page.set_default_timeout(180_000)
    walk = Walk(browser_page, axe_violations)
    browser_page.goto("/n/network-a/horizon/opportunities/")
    walk.follow("Zet de eerste op één blad")
    _frame(walk)
    _takes(walk)
    _coalition(walk)
    _ask(walk)
    _answer_by_link(walk)
    _begin(walk)
    assert walk.wrong == []
    assert console_errors == []


def _frame(walk: Walk) -> None:
    walk.title("Wat zou er kunnen?")
    walk.look("new")
    walk.page.get_by_label("Wat kunnen jullie samen oppakken?").fill("Wonen met zorg")
    walk.press("Bewaar, en zeg wat nodig is")
    walk.title("Wonen met zorg")


def _takes(walk: Walk) -> None:
    page = walk.page
    page.get_by_role("textbox", name="Wat is er nodig?").fill("Training van buren")
    walk.press("Voeg toe")
    page.get_by_text("Training van buren").first.wait_for()
    page.get_by_text("Wie brengt het in?").click()
    page.get_by_label("Deze partij kan het inbrengen").fill("Café Samen")
    walk.press("Schrijf het op")
    page.get_by_text("nog niet bevestigd").first.wait_for()
    walk.look("opportunity")


def _coalition(walk: Walk) -> None:
    walk.follow("Bekijk de coalities")
    expect(walk.page.locator(".who-knows").first).to_be_visible()
    walk.look("coalitions")
    walk.page.get_by_role("button", name=re.compile("^Deze")).first.click()


def _ask(walk: Walk) -> None:
    page = walk.page
    walk.title("Er is nog niemand gevraagd")
    walk.look("partners")
    line = page.locator("li", has=page.get_by_role("heading", name="Café Samen"))
    line.locator("summary.btn").click()
    line.get_by_label("Aan wie schrijf je?").select_option(index=1)
    line.get_by_role("button", name="Verstuur de brief").click()
    page.get_by_text("De brief gaat weg.").wait_for()


def _answer_by_link(walk: Walk) -> None:
    page = walk.page
    here = page.url
    page.goto(re.findall(r"/link/interest/[\w-]+/", str(mail.outbox[-1].body))[0])
    walk.title("Wonen met zorg")
    walk.look("interest")
    page.get_by_label("Wat kunnen jullie inbrengen?").fill("Een keuken")
    walk.press("Wij hebben belangstelling")
    page.get_by_role("heading", name="Jullie hebben belangstelling").wait_for()
    page.goto(here)


def _begin(walk: Walk) -> None:
    walk.follow("In één oogopslag")
    walk.page.get_by_text("Een keuken").first.wait_for()
    walk.press("Maak er een initiatief van")
    walk.title("Wonen met zorg")
    walk.look("initiative")
