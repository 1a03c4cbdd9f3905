"""A rule from a suggestion to what is told in confidence, and a gift from one line to the balance."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.conditions.models import Observation, Remark, Rule
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_participant_makes_a_rule_live_and_gives_something(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    Observation.objects.of(cast.network.pk).delete()
    Rule.objects.of(cast.network.pk).delete()
    sign_in_as(User.objects.get(email="bob@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)
    home = f"/n/{cast.network.slug}/conditions/"

    page.goto(home)
    walk.look("suggestions")
    walk.follow("Begin met deze")
    walk.look("a new rule")
    walk.press("Stel de regel voor")
    walk.title("Iedere partij brengt iets in: tijd, kennis, ruimte of geld.")
    page.get_by_label("Ja, met een kanttekening").check()
    page.get_by_label("Kanttekening", exact=True).fill("Binnen twee weken graag")
    walk.press("Leg het vast")
    page.get_by_text("Binnen twee weken graag").first.wait_for()
    walk.look("a rule")

    walk.follow("Ik zag hem onder druk")
    page.get_by_label("Van wie?").fill("Alice")
    page.get_by_label("Wat gebeurde er, en wat deed dat?").fill("Je sprak over mij, niet met mij.")
    walk.look("telling")
    walk.press("Vertel het")
    page.get_by_text("in vertrouwen").first.wait_for()
    walk.look("in confidence")
    assert Remark.objects.of(cast.network.pk).get().stage == "private"

    page.goto(home + "exchanges/")
    page.get_by_label("Aan", exact=True).first.fill("Café Samen")
    page.get_by_label("Wat", exact=True).fill("Meekijken met een casus")
    page.get_by_label("Hoeveel").fill("2 uur")
    walk.look("give and get")
    walk.press("Schrijf het op")
    page.get_by_text("Wie het kreeg, mag het bevestigen").wait_for()
    for place in ("exchanges/matches/", "exchanges/balance/", "exchanges/key/", "steps/"):
        page.goto(home + place)
        walk.look(place)
    assert walk.wrong == []
    assert console_errors == []
