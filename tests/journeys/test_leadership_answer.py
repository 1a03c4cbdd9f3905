"""Somebody answers about a leader by link, with the keys, and closes the page halfway; another says how they see
themselves."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lead_circle import Asking, make_asking
from vierspan.workspace.accounts.models import User
from vierspan.workspace.leadership.questions.models import SelfAnswers
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asking() -> Asking:
    made = make_asking("about", language="nl")
    User.objects.filter(pk=made.circle.member.user_id).update(language="nl")
    return made


@pytest.fixture
def walk(
    asking: Asking,
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
) -> Walk:
    sign_in_as(User.objects.get(pk=asking.circle.member.user_id))
    browser_page.set_default_timeout(120_000)
    return Walk(browser_page, axe_violations)


def test_answering_about_somebody_by_link(asking: Asking, walk: Walk, console_errors: list[str]) -> None:
    person, page = asking.circle.people[1], walk.page
    page.goto(asking.link(person))
    walk.title("Hoe zie je Person 0 leiden?")
    walk.look("start")
    walk.follow("Begin")
    walk.title("Hoe vaak zie je Person 0 dit doen?")
    walk.look("screen")
    page.get_by_role("group", name="Zegt in gewone woorden").get_by_role("radio", name="vaak", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Bewaard", exact=True)).to_be_visible()
    assert asking.response(person).answers == {"s1": 4}
    page.goto(asking.link(person))
    walk.follow("Ga verder waar je was")
    expect(page.get_by_role("group", name="Zegt in gewone woorden").get_by_label("vaak", exact=True)).to_be_checked()
    for _screen in range(8):
        for group in page.locator("fieldset").all():
            group.get_by_text("soms", exact=True).click()
        walk.press("Ga door")
    walk.title("Is dit wat je wilt inleveren?")
    walk.look("check")
    walk.press("Lever in")
    walk.title("Dank je wel")
    walk.look("done")
    assert asking.response(person).is_handed_in
    assert set(asking.response(person).answers.values()) == {3}
    assert (walk.wrong, console_errors) == ([], [])


def test_saying_how_one_sees_oneself(asking: Asking, walk: Walk, console_errors: list[str]) -> None:
    page = walk.page
    page.goto("/n/the-circle/leadership/mine/answers/")
    walk.title("Hoe zie je je eigen manier van leiden?")
    walk.look("self")
    walk.follow("Begin")
    walk.title("Hoe vaak doe je dit?")
    walk.look("self screen")
    for _screen in range(8):
        page.locator("fieldset").first.get_by_text("vaak", exact=True).click()
        walk.press("Ga door")
    walk.title("Zo zie je jezelf leiden")
    walk.look("self check")
    walk.press("Bewaar, en naar mijn spiegel")
    page.wait_for_url("**/leadership/mine/")
    page.goto("/n/the-circle/leadership/mine/answers/")
    walk.look("self with a day")
    page.get_by_role("button", name="Gooi weg").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Gooi weg").click()
    page.get_by_text("Weggegooid.").wait_for()
    assert not SelfAnswers.objects.of(asking.circle.network.pk).exists()
    page.goto("/n/the-circle/leadership/need/")
    walk.title("Wat heeft ons netwerk nodig")
    walk.look("need")
    assert (walk.wrong, console_errors) == ([], [])
