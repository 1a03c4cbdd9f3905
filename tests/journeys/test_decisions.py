"""A question from draft to outcome, by a leader and by an outsider who has a link only."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import Letter, User
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_question_is_put_objected_to_changed_and_closed(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    page, visit = browser_page, Walk(browser_page, axe_violations)
    sign_in_as(User.objects.get(email="alice@example.org"))
    page.goto(f"/n/{cast.network.slug}/initiatives/decisions/")
    visit.look("register")
    visit.follow("Leg een vraag voor")
    page.get_by_label("De vraag, in één zin").fill("Beginnen we?")
    page.get_by_label("Wat er wordt voorgesteld").fill("In mei.")
    visit.press("Bewaar als concept")
    visit.look("draft")
    visit.press("Open de vraag")
    visit.title("Beginnen we?")
    visit.look("open")
    place = page.url
    _object_by_link(visit)
    page.goto(place)
    page.get_by_text("Verander het voorstel, en begin een nieuwe ronde").click()
    page.get_by_label("Het voorstel zoals het wordt").fill("In juni.")
    page.get_by_label(re.compile("Te vroeg")).check()
    page.get_by_label("Hoe komt dat eraan tegemoet?").fill("Een maand later.")
    visit.press("Begin een nieuwe ronde")
    page.get_by_text("Ronde 2 is begonnen").wait_for()
    visit.look("second round")
    assert visit.wrong == []
    assert [each for each in console_errors if "422" not in each] == []


def _object_by_link(visit: Walk) -> None:
    page = visit.page
    found = re.search(r"/link/position/\S+", Letter.objects.get(address="4@people.example").body)
    assert found
    page.goto(found[0])
    visit.look("link")
    page.get_by_label("Ik heb bezwaar").check()
    page.get_by_label(re.compile("Bij bezwaar")).fill("Te vroeg voor de wijk.")
    visit.press("Zeg het")
    page.get_by_text("Je antwoord staat. Dank je wel.").wait_for()
    visit.look("said by link")
