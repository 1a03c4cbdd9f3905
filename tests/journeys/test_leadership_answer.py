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


@pytest.fixture
def circle_of_all() -> Asking:
    return make_asking("everyone", language="nl")


@pytest.fixture
def circle_of_need(circle_of_all: Asking) -> Asking:
    return make_asking("need", circle_of_all.circle, language="nl")


@pytest.fixture
def plain_walk(browser_page: Page, axe_violations: Callable[[Page], list[str]]) -> Walk:
    """Of somebody without an account."""
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


def test_saying_who_takes_the_lead_and_what_is_needed(
    circle_of_all: Asking, circle_of_need: Asking, plain_walk: Walk, console_errors: list[str]
) -> None:
    page = plain_walk.page
    person, other = circle_of_all.circle.people[1], circle_of_all.circle.people[2]
    page.goto(circle_of_all.link(person))
    plain_walk.title("Wie neemt het voortouw in The circle?")
    plain_walk.look("everyone")
    plain_walk.press("Ja, en begin")
    plain_walk.title("Wie neemt het voortouw in waar we naartoe gaan?")
    plain_walk.look("everyone screen")
    page.get_by_role("group", name=other.name).get_by_text("heel vaak", exact=True).click()
    for _screen in range(5):
        plain_walk.press("Ga door")
    plain_walk.title("Is dit wat je wilt inleveren?")
    plain_walk.look("everyone check")
    plain_walk.press("Lever in")
    plain_walk.title("Dank je wel")
    assert circle_of_all.response(person).answers == {f"lead_s:{other.pk}": 4}
    page.goto(circle_of_need.link(circle_of_need.circle.people[1]))
    plain_walk.follow("Begin")
    plain_walk.title("Wat heeft ons netwerk nu nodig, en hoeveel?")
    plain_walk.look("need screen")
    assert (plain_walk.wrong, console_errors) == ([], [])
