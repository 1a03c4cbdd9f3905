"""Searching, keeping, changing many and bringing two together, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from factories import make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Party

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = ((1280, 900), (390, 844))


@pytest.fixture
def at(live_server: LiveServer, sign_in_as: Callable[[User], None]) -> Callable[[str], str]:
    cast = make_cast("nl")
    for name in ("Het Anker", "Stichting Het Anker"):
        Party(network_id=cast.network.pk, name=name, tags=["haven"]).save()
    sign_in_as(User.objects.get(pk=cast.alice.user_id))
    return lambda rest: f"/n/{cast.network.slug}/{rest}"


def test_rows_are_found_kept_and_changed_by_keyboard_alone(
    at: Callable[[str], str],
    browser_page: Page,
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    page = browser_page
    page.goto(at("parties/"))
    page.keyboard.press("/")
    page.keyboard.type("ankre")
    expect(page.get_by_text("lijkt erop").first).to_be_visible()
    assert axe_violations(page) == []

    page.locator("summary", has_text="Bewaar deze lijst").press("Enter")
    page.get_by_label("Naam van de lijst").fill("Ankers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ankers")).to_be_visible()

    page.goto(at("parties/?q=anker"))
    page.locator("summary", has_text="Kolommen").press("Enter")
    page.locator('input[name="column"][value="tags"]').press("Space")
    page.get_by_role("button", name="Toon deze kolommen").press("Enter")
    expect(page.locator("td", has_text="haven").first).to_be_visible()

    page.get_by_label("Vink alles op deze pagina aan").press("Space")
    expect(page.get_by_text("2 aangevinkt")).to_be_visible()
    expect(page.get_by_role("button", name="Voeg deze twee samen")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Wijzig", exact=True).press("Enter")
    page.get_by_label("Wat verandert").select_option("ring")
    page.get_by_label("Ring", exact=True).select_option("partner")
    expect(page.get_by_text("2 partijen: Ring wordt ‘partner’")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Wijzig het").press("Enter")
    page.locator(".toast button").press("Enter")
    expect(page.get_by_text("Ongedaan gemaakt voor 2 rijen")).to_be_visible()
    assert axe_violations(page) == []
    assert console_errors == []


CHOOSE_AS_SOON_AS_IT_IS_THERE = """() => new MutationObserver((_, seen) => {
  const field = document.querySelector("#value");
  if (!field) return;
  seen.disconnect();
  field.value = "partner";
  field.dispatchEvent(new Event("change", { bubbles: true }));
}).observe(document.body, { childList: true, subtree: true })"""


def test_a_choice_made_the_moment_it_shows_counts(at: Callable[[str], str], browser_page: Page) -> None:
    page = browser_page
    page.goto(at("parties/?q=anker"))
    page.get_by_label("Vink alles op deze pagina aan").press("Space")
    page.get_by_role("button", name="Wijzig", exact=True).press("Enter")
    page.get_by_label("Wat verandert").wait_for()
    page.evaluate(CHOOSE_AS_SOON_AS_IT_IS_THERE)
    page.get_by_label("Wat verandert").select_option("ring")
    expect(page.get_by_text("2 partijen: Ring wordt ‘partner’")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_two_that_are_one_are_brought_together_and_taken_apart(
    *,
    at: Callable[[str], str],
    browser_page: Page,
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
    width: int,
    height: int,
) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": height})
    page.goto(at("people/doubles/parties/"))
    assert axe_violations(page) == []
    page.get_by_role("link", name="Bekijk deze twee").first.click()
    assert axe_violations(page) == []
    page.get_by_role("button", name="voeg samen").click()
    expect(page.get_by_text("zijn nu één")).to_be_visible()
    page.locator(".toast button").click()
    expect(page.get_by_text("zijn weer twee")).to_be_visible()
    page.goto(at("parties/"))
    page.locator('input[name="row"]').first.check()
    assert axe_violations(page) == []
    page.goto(at("people/kept/parties/"))
    assert axe_violations(page) == []
    assert console_errors == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
