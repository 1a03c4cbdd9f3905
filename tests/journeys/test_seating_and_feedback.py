"""An organiser seats the guests and somebody tells another something, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factories import Cast, id_of, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.conditions.feedback import letters
from vierspan.workspace.conditions.models import Gathering
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a-link-for-the-journey"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast("nl")


@pytest.fixture
def walk(browser_page: Page, axe_violations: Callable[[Page], list[str]]) -> Walk:
    return Walk(browser_page, axe_violations)


def test_the_guests_are_seated_moved_and_kept(
    cast: Cast, walk: Walk, sign_in_as: Callable[[User], None], console_errors: list[str]
) -> None:
    page = walk.page
    sign_in_as(User.objects.get(pk=cast.alice.user_id))
    gathering = id_of(cast.alice, Gathering, name="Kick-off")
    page.goto(f"/n/{cast.network.slug}/conditions/gatherings/{gathering}/seating/")
    walk.title("5 gasten om een plek te geven")
    page.get_by_label("Plekken aan een tafel, hooguit").fill("3")
    walk.press("Stel een indeling voor")
    page.get_by_role("heading", name="Wat het brengt").wait_for()
    expect(page.get_by_text("Bewezen")).to_be_visible()
    walk.look("seating")
    page.locator("[data-table='0'] details.seat summary").first.click()
    form = page.locator("details.seat[open]").first
    form.get_by_label("Verplaats naar").select_option("1")
    form.get_by_role("button", name="Verplaats").click()
    expect(page.locator("[data-table='1'] [data-guest]")).to_have_count(3 + 1 if _largest_first(page) else 3)
    guest = page.locator("[data-table='1'] [data-guest]").first
    name = guest.locator(".seat-name").inner_text()
    guest.drag_to(page.locator("[data-table='0']"))
    expect(page.locator("[data-table='0']")).to_contain_text(name)
    walk.press("Bewaar dit plan")
    expect(page.get_by_text("Bewaard. Deelnemers zien").first).to_be_visible()
    assert walk.wrong == []
    assert console_errors == []


def _largest_first(page: Page) -> bool:
    """Whether the table that was moved to already had three guests."""
    return page.locator("[data-table='1'] [data-guest]").count() == 4


def test_feedback_is_asked_answered_by_a_link_and_owned(
    cast: Cast,
    walk: Walk,
    sign_in_as: Callable[[User], None],
    console_errors: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, home = walk.page, f"/n/{cast.network.slug}/conditions/feedback/"
    monkeypatch.setattr(letters, "new_token", lambda: TOKEN)
    sign_in_as(User.objects.get(pk=cast.bob.user_id))
    page.goto(home)
    walk.look("feedback, empty")
    walk.follow("Vraag feedback")
    walk.look("ask")
    walk.press("Vraag")
    expect(page.get_by_text("Kies minstens één mens.")).to_be_visible()
    page.get_by_label("In eigen woorden").fill("Dinsdag")
    page.get_by_label("Gerda").check()
    walk.press("Vraag")
    expect(page.get_by_text("Gevraagd.").first).to_be_visible()
    page.goto(f"/feedback/{TOKEN}/")
    walk.title("Bob vraagt jouw feedback")
    walk.look("answer")
    page.get_by_label("Wat hielp?").fill("Je luisterde")
    walk.press("Geef")
    walk.title("Dank je wel. Alleen Bob leest het.")
    walk.look("thanks")
    page.goto(home)
    walk.follow("Dinsdag")
    expect(page.get_by_text("Je luisterde")).to_be_visible()
    page.get_by_label("Jouw antwoord").fill("Dank je")
    walk.press("Antwoord")
    expect(page.get_by_text("Je antwoord is bij hen").first).to_be_visible()
    walk.look("received")
    page.goto(f"{home}give/")
    walk.look("give")
    page.goto(home)
    walk.follow("Dinsdag")
    walk.press("Verwijder het")
    walk.press("Verwijder het", last=True)
    expect(page.get_by_text("Weg, voor iedereen").first).to_be_visible()
    assert walk.wrong == []
    assert [each for each in console_errors if "422" not in each] == []  # a form that was not whole
