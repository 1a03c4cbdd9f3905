"""From a wish to what came of it, seen by somebody without an account, and shared with a buddy."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from factories import as_person, make_cast
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.leadership.growth.models import Seen, TryOut
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_wish_to_what_came_of_it(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    as_person(cast.alice, "Alice")
    Gathering(network=cast.network, name="Netwerkdag", held_on=clock.today() + timedelta(days=3)).save()
    sign_in_as(User.objects.get(email="alice@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)
    at = f"/n/{cast.network.slug}/leadership/growth/"
    page.goto(at)
    walk.look("growth, empty")
    page.get_by_role("link", name="Kies een wens").click()
    page.get_by_label("Een besluit zit vast").check()
    walk.look("a wish")
    walk.press("Laat me drie dingen zien om uit te proberen")
    walk.look("three to try")
    page.locator(".idea-do a").first.click()
    page.get_by_label("Wat ga je doen?").fill("Eerst vragen, dan pas zeggen")
    page.get_by_label("Bij welke bijeenkomst?").select_option(index=1)
    walk.look("planning")
    walk.press("Zet in de planning")
    page.get_by_text("Netwerkdag").first.wait_for()

    page.get_by_label("Wie vraag je?").select_option(label="Gerda")
    walk.press("Vraag wat diegene zag")
    page.get_by_text("Gevraagd, per mail met een link.").wait_for()
    page.get_by_text("Noteer het nu: het is gedaan").click()
    page.get_by_label("4 · veel").check()
    page.get_by_label("ja, zo").check()
    page.get_by_label("alleen ik").check()
    page.get_by_role("textbox", name="Wat kwam ervan?").fill("Het werd stil, en toen kwam het besluit.")
    walk.look("what came of it")
    walk.press("Noteer")
    page.get_by_text("Genoteerd. Alleen jij leest het.").wait_for()
    row = TryOut.objects.of(cast.network.pk).get()
    assert (row.state, row.effect) == ("done", 4)
    for name in ("library/", "library/1/", "library/new/", "log/", "buddies/"):
        page.goto(f"{at}{name}")
        walk.look(name)

    page.context.clear_cookies()
    letter = Letter.objects.filter(body__contains="/link/seen/").get()
    link = re.search(r"https?://[^/]+(/link/seen/\S+)", letter.body)
    assert link
    page.goto(link[1])
    walk.look("by the link")
    page.get_by_label("Wat zag je?").fill("Je wachtte.")
    walk.press("Vertel het")
    page.get_by_text("Dank je wel").wait_for()
    assert Seen.objects.of(cast.network.pk).get().saw == "Je wachtte."
    assert walk.wrong == []
    assert console_errors == []
