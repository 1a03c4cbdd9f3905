"""Somebody outside from a name in the log to a keeper, a picture and an event, and what is one's own to see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside.models import Keeper, Stakeholder
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_explorer_keeps_somebody_outside_warm(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(email="bob@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)
    home = f"/n/{cast.network.slug}/horizon/"

    page.goto(home + "outside/names/")
    walk.look("names")
    page.get_by_role("button", name="Zet op de lijst").first.click()
    page.get_by_text("Wie houdt het warm?").wait_for()
    row = Stakeholder.objects.of(cast.network.pk).get()

    page.goto(home + f"outside/{row.pk}/edit/")
    page.get_by_label("Waar staan ze?").select_option("2")
    page.get_by_label("Hoeveel invloed hebben ze?").select_option("5")
    page.get_by_label("Hoe vaak wil je elkaar spreken?").select_option("30")
    page.get_by_label("Deze doet er zo veel toe").check()
    walk.look("editing")
    walk.press("Bewaar het zo")
    walk.press("Ik houd het warm")
    page.get_by_text("Maar één iemand houdt het warm").wait_for()
    walk.look("one outside")
    assert Keeper.objects.of(cast.network.pk).get().person_id == cast.bob.person_id

    page.goto(home + "contacts/")
    walk.title("Deze week: spreek Insurer")
    page.get_by_label("Met wie?").fill("Insurer")
    page.get_by_label("Waarover?").fill("Geld voor de nacht")
    walk.look("at a glance")
    page.locator(".outside-quick").get_by_role("button", name="Schrijf het op").click()
    page.get_by_text("Opgeschreven: contact met Insurer").wait_for()
    assert Contact.objects.of(cast.network.pk).get(subject="Geld voor de nacht").person_id == cast.bob.person_id

    page.goto(home + "events/new/")
    page.get_by_label("Wat is het?").fill("Open huis")
    walk.press("Zet het op de agenda")
    walk.press("Ik ga")
    page.get_by_text("Breng iets mee terug").wait_for()
    for place in ("outside/", "outside/picture/", "contacts/log/", "events/", "attachment/"):
        page.goto(home + place)
        walk.look(place)
    assert walk.wrong == []
    assert console_errors == []
