from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from vierspan.workspace.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (1280, 390)


@pytest.mark.parametrize("width", WIDTHS)
def test_somebody_makes_a_key_copies_it_and_ends_it(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
    width: int,
) -> None:
    page = browser_page
    sign_in_as(User.objects.create_user("anna@kern.nl", name="Anna de Wit"))
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/me/")
    page.get_by_label("Naam van de nieuwe sleutel").fill("Rekenblad van het kernteam")
    page.get_by_role("button", name="Maak een sleutel").press("Enter")
    made = page.get_by_label("Je nieuwe sleutel Rekenblad van het kernteam")
    assert len(made.input_value()) == 43
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Sleutel intrekken").click()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Sleutel intrekken").click()
    assert page.get_by_text("Je hebt nog geen sleutels.").is_visible()
    assert console_errors == []
