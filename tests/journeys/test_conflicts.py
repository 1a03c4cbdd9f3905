from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from factories import as_person, join, make_cast
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_talk_something_over_in_confidence_and_others_learn_from_it(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    dan = User.objects.create_user("dan@example.org", "Dan", "nl")
    as_person(replace(join(dan, cast.network, Role.MEMBER)), "Dan")
    page, visit = browser_page, Walk(browser_page, axe_violations)
    home = f"/n/{cast.network.slug}/conditions/"
    sign_in_as(User.objects.get(email="bob@example.org"))
    page.goto(home + "talks/")
    visit.look("between us")
    place = _begin(visit)
    sign_in_as(dan)
    _answer(visit, home, place)
    sign_in_as(User.objects.get(email="bob@example.org"))
    _take(visit, place)
    sign_in_as(User.objects.get(email="alice@example.org"))
    _lead(visit, home, place)
    page.goto(home + "granted/")
    visit.look("granted")
    assert visit.wrong == []
    assert [each for each in console_errors if "422" not in each and "404" not in each] == []


def _begin(visit: Walk) -> str:
    page = visit.page
    visit.follow("Begin een vertrouwelijk gesprek")
    visit.press("Begin het")
    page.get_by_text("Kies met wie dit is.").wait_for()
    visit.look("begin with slips")
    page.get_by_label("In een paar woorden").fill("De sleutels")
    page.get_by_label("Wat gebeurde er, en wat heb je nodig?").fill("Ik stond voor een dichte deur.")
    page.get_by_label("Dan").check()
    visit.press("Begin het")
    visit.title("De sleutels")
    visit.look("conflict")
    return page.url


def _answer(visit: Walk, home: str, place: str) -> None:
    page = visit.page
    page.goto(home + "talks/")
    visit.follow("De sleutels")
    page.get_by_label("Schrijf aan de anderen").fill("Ik leg ze voortaan bij de balie.")
    visit.press("Stuur aan wie genoemd is")
    page.get_by_text("Ik leg ze voortaan bij de balie.").wait_for()
    page.get_by_text("Stel een uitkomst voor").click()
    page.get_by_label("Waar het op uitkomt").fill("De sleutels liggen bij de balie.")
    page.get_by_label("Wat mogen we er allemaal van leren?").fill("Zeg waar sleutels liggen.")
    visit.press("Stel deze uitkomst voor")
    page.get_by_text("Moet nog ja zeggen:").wait_for()
    visit.look("outcome")
    assert page.url.startswith(place.split("#", maxsplit=1)[0])


def _take(visit: Walk, place: str) -> None:
    visit.page.goto(place)
    visit.press("Ja, dit neem ik aan")
    visit.page.get_by_text("Uitgepraat. Mooi gedaan.").wait_for()
    visit.look("settled")


def _lead(visit: Walk, home: str, place: str) -> None:
    """Reads what was learned, and nothing of what it came from."""
    page = visit.page
    page.goto(place)
    assert page.get_by_text("sleutels").count() == 0
    page.goto(home + "talks/")
    page.get_by_text("Zeg waar sleutels liggen.").wait_for()
    visit.follow("De stappen die jullie afspraken")
    page.get_by_label("Stap", exact=True).nth(0).fill("Bel elkaar")
    visit.look("steps")
    visit.press("Spreek deze stappen af")
    page.get_by_text("Vanaf nu gaan jullie met conflicten om").wait_for()
