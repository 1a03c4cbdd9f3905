"""A promise from one line to done, by somebody without an account; and a package that is good for all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import as_person, make_cast
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.common import clock
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Person
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.initiatives.winwin.letters import PURPOSE
from vierspan.workspace.initiatives.winwin.models import Side
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_promise_is_asked_about_and_answered_without_an_account(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    as_person(cast.alice, "Alice")
    sign_in_as(User.objects.get(email="alice@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)
    page.goto(f"/n/{cast.network.slug}/initiatives/commitments/")
    walk.look("commitments")
    page.get_by_label("Wat", exact=True).fill("De zaal bespreken")
    page.get_by_label("Wie zegt het toe").fill("Finn")
    page.get_by_label("Voor wanneer").fill(clock.today().isoformat())
    walk.press("Schrijf het op")
    page.get_by_text("Genoteerd: De zaal bespreken").wait_for()
    row = Commitment.objects.of(cast.network.pk).get(name="De zaal bespreken")

    page.goto(f"/n/{cast.network.slug}/initiatives/commitments/{row.pk}/")
    walk.look("a commitment")
    page.get_by_label("Jouw woorden").fill("De anderen wachten erop.")
    walk.press("Verstuur de vraag")
    page.get_by_text("Gevraagd. Het antwoord komt").wait_for()
    page.goto(f"/n/{cast.network.slug}/initiatives/commitments/kept/")
    walk.look("kept")
    page.goto("/mine/")
    walk.look("all of mine")

    page.context.clear_cookies()
    link = re.search(r"https?://[^/]+(/link/promise/\S+)", Letter.objects.latest("pk").body)
    assert link
    page.goto(link[1])
    walk.look("by the link")
    walk.press("Het is klaar")
    page.get_by_text("Dank je wel").wait_for()
    row.refresh_from_db()
    assert row.delivered_on == clock.today()
    assert walk.wrong == []
    assert console_errors == []


def test_a_table_finds_a_package_that_is_good_for_all(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    as_person(cast.alice, "Alice")
    sign_in_as(User.objects.get(email="alice@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)
    page.goto(f"/n/{cast.network.slug}/initiatives/win-win/")
    walk.look("no search yet")
    walk.follow("Zoek een pakket")
    page.get_by_label("Waarvoor zoek je een pakket?").fill("Wie doet de nacht?")
    walk.press("Ga door")
    page.get_by_role("textbox", name="Waarover je het eens moet worden").fill("Wie betaalt")
    page.get_by_label("De manieren waarop het kan").fill("De gemeente\nIeder een deel")
    walk.press("Leg het op tafel")
    for name in ("Thuiszorg De Brink", "Gemeente Oosterdal"):
        page.get_by_label("Welke partij").fill(name)
        walk.press("Voeg een partij toe")
        page.get_by_text(name).first.wait_for()
    walk.look("a search")

    page.get_by_role("link", name="Vul in voor ons").click()
    _fill(page, "8", "6")
    walk.look("what a party brings")
    walk.press("Bewaar")
    page.get_by_text("Zodra twee partijen elk punt hebben ingevuld").wait_for()
    at, search = page.url, page.url.split("?")[0]

    other = Side.objects.of(cast.network.pk).get(party__name="Gemeente Oosterdal")
    person = Person.objects.of(cast.network.pk).filter(party=other.party_id)[0]
    token = keys.made(cast.network.pk, PURPOSE, other.pk, person=person)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.goto(f"/link/interests/{token}/")
    _fill(page, "2", "7")
    walk.look("by the link")
    walk.press("Bewaar")
    page.get_by_text("Je kunt het met deze link wijzigen").wait_for()

    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto(at)
    page.get_by_text("Staat het stevigst").wait_for()
    walk.look("the packages")
    page.goto(f"{search}packages/by-hand/")
    walk.press("Kijk wie mee kan")
    page.get_by_text("Niet iedereen kan mee").wait_for()
    walk.look("by hand")
    assert walk.wrong == []
    assert console_errors == []


def _fill(page: Page, first: str, second: str) -> None:
    """What both ways are worth, and what it is without an agreement."""
    page.get_by_label("De gemeente", exact=True).fill(first)
    page.get_by_label("Ieder een deel", exact=True).fill(second)
    page.get_by_label("Hoe goed is het voor ons").fill("4")
