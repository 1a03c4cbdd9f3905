from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import actions
from vierspan.workspace.networks.models import Network

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = [320, 390, 768, 1280]


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna@kern.nl", name="Anna de Wit")


@pytest.fixture
def network(anna: User) -> Network:
    return actions.create(anna, name="Zorg aan Zee")


@pytest.fixture
def inside(browser_page: Page, sign_in_as: Callable[[User], None], anna: User) -> Page:
    """Anna's browser."""
    sign_in_as(anna)
    return browser_page


def looked_at(page: Page, address: str, axe_violations: Callable[[Page], list[str]]) -> list[str]:
    """What is wrong with the page: sideways at any width, and for axe in light at a desk and in dark on a phone."""
    wrong = []
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{address} scrolls sideways at {width}")
    page.emulate_media(color_scheme="light")
    wrong += [f"{address} light: {each}" for each in axe_violations(page)]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 900})
    wrong += [f"{address} dark, on a phone: {each}" for each in axe_violations(page)]
    return wrong


@pytest.mark.parametrize("address", ["/", "/in/", "/look/", "/privacy/", "/in/code/"])
def test_open_pages_are_for_everybody(
    browser_page: Page,
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
    address: str,
    settings: Settings,
) -> None:
    settings.DEMO = True
    assert looked_at(browser_page, address, axe_violations) == []
    assert [each for each in console_errors if "410" not in each] == []


@pytest.mark.parametrize("address", ["/", "/new/", "/me/", "{n}", "{n}rooms/", "{n}settings/", "{n}settings/members/"])
def test_pages_of_a_network_are_for_everybody(
    inside: Page, network: Network, axe_violations: Callable[[Page], list[str]], console_errors: list[str], address: str
) -> None:
    assert looked_at(inside, address.format(n=f"/n/{network.slug}/"), axe_violations) == []
    assert console_errors == []


def test_somebody_signs_in_with_keys_only(browser_page: Page, mailoutbox: list) -> None:  # type: ignore[type-arg]
    page = browser_page
    page.goto("/in/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("Je e-mailadres").focus()
    page.keyboard.type("bram@partner.nl")
    page.keyboard.press("Enter")
    page.wait_for_url("**/in/code/")
    page.get_by_label("De code uit de mail").focus()
    page.keyboard.type(mailoutbox[0].subject.split()[0])
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Je doet nog in geen netwerk mee").wait_for()
