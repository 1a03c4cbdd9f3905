"""Somebody asks others how they lead: chosen together, asked, closed, and what came of it read by nobody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from leadership_circle import Circle, again, all_alike, answer, make_circle
from vierspan.workspace.accounts.models import User
from vierspan.workspace.leadership.questions.actions import choosing
from vierspan.workspace.leadership.questions.items import ABOUT
from vierspan.workspace.leadership.questions.models import Round
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def circle() -> Circle:
    made = make_circle()
    User.objects.filter(pk=made.me.user_id).update(language="nl")
    return made


@pytest.fixture
def walk(
    circle: Circle,
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
) -> Walk:
    sign_in_as(User.objects.get(pk=circle.me.user_id))
    browser_page.set_default_timeout(120_000)
    return Walk(browser_page, axe_violations)


def test_asking_others_how_they_see_me(circle: Circle, walk: Walk, console_errors: list[str]) -> None:
    page = walk.page
    page.goto("/n/the-circle/leadership/questions/")
    walk.look("questions")
    walk.follow("Anderen over mij vragen")
    walk.title("Hoe zien anderen mij leiden?")
    walk.look("terms")
    page.get_by_label("Wie kiest met je mee").select_option(str(circle.second.person_id))
    walk.press("Bewaar dit en kies wie je vraagt")
    walk.look("people")
    for person in circle.people[2:10]:
        page.locator(f"#p-{person.pk}").check()
    page.locator("main .form-actions button").click()
    walk.look("draft")
    of = Round.objects.of(circle.network.pk).get()
    choosing.agree(circle.second, of.pk)
    walk.press("Dit zijn de juiste mensen")
    walk.title("Klaar om te versturen")
    page.locator("[data-opens=open-round]").click()
    page.locator("#open-round button.main").click()
    walk.look("open")
    for person in circle.people[2:10]:
        answer(again(of), person, all_alike(ABOUT, 4))
    page.locator("[data-opens=close-round]").click()
    page.locator("#close-round button.error").click()
    walk.title("8 van de 8 antwoordden")
    walk.look("closed")
    assert (walk.wrong, console_errors) == ([], [])
