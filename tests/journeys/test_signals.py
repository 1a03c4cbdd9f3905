from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.actions.signals import Told
from walk import Walk

Violations = Callable[[Page], list[str]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(browser_page: Page, sign_in_as: Callable[[User], None]) -> str:
    """Bob's network with a few signals on the radar."""
    cast = make_cast("nl")
    for n, what in enumerate(("Huisartsen stoppen met de avonddienst", "Banken sluiten in de dorpen")):
        signals.spot(cast.bob, what, told=Told(tag="economic", months_ahead=3.0 + 20 * n))
    sign_in_as(User.objects.get(email="bob@example.org"))
    browser_page.set_default_timeout(60_000)
    return f"/n/{cast.network.slug}/horizon"


def test_an_explorer_writes_a_signal_down_weighs_it_and_finds_it_on_the_radar(
    browser_page: Page, room: str, axe_violations: Violations, console_errors: list[str]
) -> None:
    page, walk = browser_page, Walk(browser_page, axe_violations)
    page.goto(f"{room}/")
    page.get_by_label("Wat zag je aankomen?").press_sequentially("Huisartsen stoppen met avonddienst")
    page.locator("#hints a").get_by_text("Huisartsen stoppen met de avonddienst").wait_for()
    page.get_by_label("Wat zag je aankomen?").fill("Nachtbus rijdt niet meer")
    walk.press("Bewaar")
    page.get_by_text("Zeg er meer over").wait_for()
    walk.look("signals")

    page.locator("#kept a").first.click()
    walk.title("Nachtbus rijdt niet meer")
    for number in range(3):
        page.locator(".options").nth(number).locator("label").nth(3).click()
    page.get_by_text("binnen een half jaar").click()
    walk.press("Bewaar mijn oordeel")
    page.get_by_text("potentieel: hoeveel eruit kan komen").wait_for()
    walk.look("a signal")

    page.goto(f"{room}/radar/")
    walk.look("radar")
    page.locator("svg a", has_text="Nachtbus").focus()
    page.keyboard.press("Enter")
    walk.title("Nachtbus rijdt niet meer")
    page.goto(f"{room}/intake/")
    walk.look("intake")
    assert walk.wrong == []
    assert console_errors == []
