from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = ("parties/", "people/", "course/", "course/coherence/", "conditions/exchanges/", "initiatives/commitments/")


def test_a_leader_walks_through_the_rooms(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(email="alice@example.org"))
    page, home = browser_page, f"/n/{cast.network.slug}/"
    wrong: list[str] = []
    for place in PLACES:
        page.goto(home + place)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{place} {width}: {each}" for each in axe_violations(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{place} scrolls sideways at {width}")
    assert wrong == []

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(home + "parties/")
    page.keyboard.press("/")
    page.keyboard.type("cafe")
    page.wait_for_url("**q=cafe**")
    page.get_by_role("rowheader", name="Café Samen").wait_for()
    assert page.get_by_role("rowheader").count() == 1
    assert page.evaluate("document.activeElement.id") == "q"
    page.get_by_role("link", name="Wis de filters").click()
    page.get_by_role("link", name="Thuiszorg De Brink").click()
    page.get_by_role("heading", level=1, name="Thuiszorg De Brink draagt 1 tafel").wait_for()
    wrong += axe_violations(page)
    page.get_by_role("link", name="Care shop").first.click()
    page.get_by_role("heading", level=1, name="Care shop").wait_for()
    wrong += axe_violations(page)
    page.go_back()
    page.get_by_role("heading", level=1, name="Thuiszorg De Brink").wait_for()
    assert wrong == []
    assert console_errors == []
