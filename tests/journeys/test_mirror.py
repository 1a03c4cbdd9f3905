"""The mirror in a browser, at a desk and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from vierspan.workspace.accounts.models import User
from vierspan.workspace.exchange.demo import load_demo
from vierspan.workspace.networks.models import Network

pytestmark = pytest.mark.django_db(transaction=True)

PARTS = ("mirror/", "mirror/sharing/", "mirror/core/", "mirror/work/", "mirror/trend/")
ROWS = ("facts/?table=ledger", "facts/?at=orientations.0.need.cover")


@pytest.fixture
def demo(sign_in_as: Callable[[User], None]) -> Network:
    network, leader = load_demo("nl")
    sign_in_as(leader)
    return network


def test_a_leader_reads_the_mirror_and_opens_what_lies_under_it(
    demo: Network, browser_page: Page, axe_violations: Callable[[Page], list[str]], console_errors: list[str]
) -> None:
    page, home = browser_page, f"/n/{demo.slug}/"
    page.goto(f"{home}mirror/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in goede handen")
    _switch_by_keyboard(page)
    page.get_by_role("link", name=re.compile("feiten")).last.click()
    expect(page.get_by_role("table")).to_be_visible()
    page.get_by_label("Zoek in deze rijen").fill("fatima")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=fatima**")
    expect(page.get_by_role("row")).not_to_have_count(1)
    page.go_back()
    page.go_back()
    _compare(page)
    assert _wrong(page, home, axe_violations) == []
    assert console_errors == []


def _switch_by_keyboard(page: Page) -> None:
    frame = page.locator(".hero .frame")
    frame.get_by_role("button", name="Tabel").focus()
    page.keyboard.press("Enter")
    expect(frame.get_by_role("table")).to_be_visible()
    page.get_by_text("Wat is ‘dekking’?").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hero .def").first).to_be_visible()


def _compare(page: Page) -> None:
    page.get_by_text("Andere periode, of vergelijken").click()
    page.get_by_label("Vergelijk").select_option("year")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_role("heading", name="Toen en nu")).to_be_visible()
    page.get_by_role("link", name="Wie leidt").click()
    page.wait_for_url("**/sharing/?before=year")


def _wrong(page: Page, home: str, axe_violations: Callable[[Page], list[str]]) -> list[str]:
    """What is wrong with any page at a desk in light or on a phone in dark."""
    wrong = []
    for width, addresses in ((1280, (*PARTS[:2], ROWS[0])), (390, (*PARTS, *ROWS))):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light" if width > 390 else "dark")
        for address in addresses:
            page.goto(home + address)
            wrong += [f"{address} {width}: {each}" for each in axe_violations(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{address} scrolls sideways at {width}")
    return wrong
