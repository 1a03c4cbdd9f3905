"""A team looks in its mirror on the screen of the room, and makes a commitment of what it agrees."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factories import make_cast
from vierspan.workspace.accounts.models import User
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_mirror_to_a_commitment(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(pk=cast.bob.user_id))
    browser_page.set_default_timeout(180_000)
    walk, page = Walk(browser_page, axe_violations), browser_page
    page.goto("/n/network-a/leadership/ours/")
    walk.look("our mirror")
    walk.press("Begin, op het scherm in de zaal")
    walk.title("Is er genoeg van wat we nodig hebben?")
    walk.look("alone")
    page.keyboard.press("ArrowRight")
    page.get_by_text("Kijk eerst, in stilte.").wait_for()
    walk.look("look")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Start de klok").click()
    expect(page.locator("[data-minutes] span")).to_contain_text(":")
    page.keyboard.press("ArrowRight")
    page.get_by_label("Een notitie").fill("We wisten dit wel")
    walk.press("Schrijf het op")
    page.get_by_text("We wisten dit wel").first.wait_for()
    walk.look("note")
    page.keyboard.press("ArrowRight")
    page.get_by_label("Een afspraak").fill("Bel de anderen")
    walk.press("Schrijf het op")
    page.get_by_text("Bel de anderen").first.wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Eén afspraak.").wait_for()
    walk.look("outcome")
    walk.follow("Maak er een toezegging van")
    walk.title("Wie doet dit, en wanneer is het klaar?")
    walk.look("commitment")
    walk.press("Schrijf het op")
    page.get_by_role("link", name="werd een toezegging").wait_for()
    assert walk.wrong == []
    assert console_errors == []
