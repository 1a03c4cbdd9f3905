"""A participant lays steps, fills the table from the keyboard and looks for better days."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from factories import id_of, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Initiative
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def jobs_at_once(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}


def test_from_a_first_step_to_better_days(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    initiative = id_of(cast.bob, Initiative, name="Care shop")
    sign_in_as(User.objects.get(pk=cast.bob.user_id))
    browser_page.set_default_timeout(180_000)
    walk, at = Walk(browser_page, axe_violations), f"/n/network-a/initiatives/{initiative}"
    browser_page.goto(f"{at}/plan/")
    for name in ("Langs de huizen", "Samen kiezen"):
        browser_page.get_by_label("Volgende stap").fill(name)
        browser_page.get_by_label("Werkdagen", exact=True).fill("5")
        walk.press("Voeg de stap toe")
        browser_page.get_by_role("link", name=name).wait_for()
    walk.look("steps")
    browser_page.goto(f"{at}/table/")
    cell = browser_page.locator("[data-cell]").first
    cell.focus()
    browser_page.keyboard.press("4")
    expect(browser_page.locator("[data-cell]").first.locator("b")).to_have_text("4")
    walk.look("table")
    browser_page.goto("/n/network-a/initiatives/tables/days/")
    walk.press("Zoek betere dagen")
    walk.press("Neem alles over")
    browser_page.get_by_role("button", name="Haal dat terug").or_(
        browser_page.get_by_text("op een nieuwe dag gezet").or_(browser_page.get_by_text("op nieuwe dagen gezet"))
    ).first.wait_for()
    walk.look("days")
    for page in ("tables", "tables/load", "tables/time"):
        browser_page.goto(f"/n/network-a/initiatives/{page}/")
        walk.look(page)
    assert walk.wrong == []
    assert console_errors == []
