"""A strategist names a theme, puts down an activity, judges by keyboard, and finds the gap gone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factories import make_cast
from vierspan.workspace.accounts.models import User
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_strategist_brings_coherence(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(email="bob@example.org"))
    walk, page, home = Walk(browser_page, axe_violations), browser_page, f"/n/{cast.network.slug}/course/"

    page.goto(home + "themes/")
    walk.look("themes")
    walk.follow("Voeg een thema toe")
    page.get_by_label("Waar willen jullie aan werken?").fill("Vervoer")
    walk.look("a new theme")
    walk.press("Voeg het thema toe")
    walk.title("Vervoer: nog niemand werkt eraan")
    walk.press("5")
    walk.look("a theme")

    walk.follow("Voeg een activiteit toe")
    page.get_by_label("Wat doen jullie?").fill("Nachtbus")
    page.get_by_text("Meer, als je het weet").click()
    walk.look("a new activity")
    walk.press("Voeg de activiteit toe")
    walk.title("Nachtbus draagt bij aan Vervoer")
    walk.look("an activity")

    page.goto(home + "coherence/")
    walk.look("the matrix")
    walk.follow("Beoordeel wat op jou wacht")
    page.get_by_text("1 van 9 beoordeeld").wait_for()
    walk.look("one after another")
    page.keyboard.press("2")
    page.get_by_text("2 van 9 beoordeeld").wait_for()
    page.keyboard.press("s")
    page.wait_for_url("**after=**")
    page.get_by_text("2 van 9 beoordeeld").wait_for()

    page.goto(home + "coherence/?only=disputed")
    page.get_by_role("link", name="jullie oordelen verschillend").first.click()
    walk.title("Jullie oordelen verschillend of Pilot bijdraagt aan Housing")
    walk.look("a square")
    page.get_by_label("3 · kern").check()
    page.get_by_label("Waarom, in een paar woorden").fill("Hier woont iedereen")
    walk.press("Bewaar mijn oordeel")
    expect(page.get_by_text("Je oordeel is bewaard")).to_be_visible()
    assert walk.wrong == []
    assert console_errors == []
