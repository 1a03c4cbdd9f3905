"""An initiative from its beginning to its close: begun by a way, a phase looked at, a mandate chosen, and closed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Initiative
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_initiative_is_begun_steered_and_closed(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(email="bob@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)
    home = f"/n/{cast.network.slug}/initiatives/"

    page.goto(home + "new/")
    walk.look("ways")
    walk.follow("Eerste verkenning")
    page.get_by_label("Waar is het voor?").fill("Ook 's nachts thuiskomen")
    page.get_by_label("Hoe heet het?").fill("Nachtbus")
    walk.look("begin")
    walk.press("Begin")
    page.get_by_text("Het is begonnen.").wait_for()
    walk.look("at a glance")
    page.get_by_role("listitem").filter(has_text="Wat we willen weten").get_by_text("Het is er").first.click()
    page.get_by_text("Hier ontbreekt niets.").wait_for()
    row = Initiative.objects.of(cast.network.pk).get(name="Nachtbus")
    at = f"{home}{row.pk}/"

    page.goto(home + "board/")
    walk.look("board")
    page.locator(f"#card-{row.pk}").drag_to(page.locator("[data-lane=share]"))
    page.locator(f"[data-lane=share] #card-{row.pk}").wait_for()
    for place in ("timeline/", "themes/", "ways/"):
        page.goto(home + place)
        walk.look(place)

    page.goto(at + "mandate/")
    page.get_by_label("alleen wie aan tafel zit, niet het netwerk").check()
    walk.look("mandate")
    walk.press("Leg het vast")
    page.get_by_text("Werkt namens wie aan tafel zit, niet namens het netwerk").first.wait_for()
    page.goto(at + "start-note/")
    walk.look("start note")

    page.goto(at + "close/")
    for choice in page.locator("select[name^=how-]").all():
        choice.select_option("let_go")
    page.get_by_label("Wat gaat er terug naar het netwerk?").fill("De dienstregeling")
    walk.look("close")
    walk.press("Sluit het initiatief af")
    page.get_by_text("De dienstregeling").wait_for()
    walk.look("results")
    assert walk.wrong == []
    assert console_errors == []
