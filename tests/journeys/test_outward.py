"""From the first word outside to a page that everybody can see, in a browser."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from factories import Cast, make_cast
from vierspan.workspace.accounts.models import User
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#1a6b54" d="M0 0h9v9z"/></svg>'


@pytest.fixture
def cast(live_server: LiveServer, sign_in_as: Callable[[User], None]) -> Cast:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(pk=cast.alice.user_id))
    return cast


def test_a_leader_shows_the_network_to_everybody(
    cast: Cast,
    browser_page: Page,
    browser_context: BrowserContext,
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    walk = Walk(browser_page, axe_violations)
    page = browser_page
    page.set_default_timeout(90_000)
    page.goto(f"/n/{cast.network.slug}/course/outward/")
    page.get_by_label("Wat is er gezegd").or_(page.locator("#id_what")).first.fill("Interview in de krant")
    walk.press("Schrijf het op")
    expect(page.get_by_role("link", name="Interview in de krant")).to_be_visible()
    walk.look("at a glance")

    walk.follow("Wie spreekt er straks")
    walk.press("Zet mij op het rooster")
    page.get_by_label("Zet iemand erop").fill("Bob")
    walk.press("Zet erop")
    walk.title("Bob is aan de beurt om te spreken")
    page.get_by_label("Wat is het").fill("Praatje")
    page.get_by_label("Op welke dag").fill("2030-01-02")
    walk.press("Zet het op het rooster")
    walk.look("turns")
    page.locator("summary", has_text="Wijzig").first.press("Enter")
    expect(page.get_by_label("Iemand anders spreekt")).to_be_visible()
    walk.look("a turn opened")

    _looks(walk)
    _writes(walk)
    _goes_out(walk)

    browser_context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.goto(f"/p/{cast.network.slug}/")
    walk.look("the public page")
    walk.follow("Samen met Gerda")
    walk.title("Samen met Gerda")
    walk.look("public news")
    assert walk.wrong == []
    # The colour that cannot be read was refused on purpose.
    assert [error for error in console_errors if "422" not in error] == []


def _looks(walk: Walk) -> None:
    page = walk.page
    walk.follow("Logo en kleur")
    page.get_by_label("Logo", exact=True).set_input_files({"name": "a.svg", "mimeType": "image/svg+xml", "buffer": SVG})
    walk.press("Zet het naast onze naam")
    page.get_by_label("Accentkleur").fill("#808080")
    walk.press("Bewaar de kleur")
    walk.look("a colour that cannot be read")
    walk.press("Neem #868686, de dichtstbijzijnde die te lezen is")
    expect(page.locator(".brand .own-name")).to_be_visible()
    walk.look("logo and colour")


def _writes(walk: Walk) -> None:
    page = walk.page
    walk.follow("Nieuws")
    walk.follow("Schrijf nieuws")
    page.get_by_label("Titel").fill("Samen met Gerda")
    page.get_by_label("Tekst").fill("Wij *beginnen*.")
    walk.look("writing news")
    walk.press("Bewaar het concept")
    page.get_by_label("Gerda vindt het goed").check()
    walk.look("a draft that names somebody")
    walk.press("Publiceer het")


def _goes_out(walk: Walk) -> None:
    page = walk.page
    walk.follow("Openbare pagina")
    for field in ("Logo", "Thema's", "Nieuws"):
        page.get_by_label(field, exact=True).check()
    walk.look("what shows")
    walk.press("Bewaar dit en kijk")
    walk.look("preview")
    walk.press("Maak de pagina openbaar")
    walk.title("Jullie pagina is openbaar")
