"""A role from an empty place to a successor with a sheet, and the core group named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles.models import Turn
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_role_is_taken_on_recognised_and_passed_on(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(email="alice@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)
    home = f"/n/{cast.network.slug}/leadership/roles/"

    page.goto(home)
    walk.title("Voor het hele netwerk is er geen")
    walk.look("roles")
    page.get_by_role("link", name="Iemand neemt dit op zich (Verkenner)").click()
    page.get_by_label("Wie neemt het op zich?").fill("Bob")
    page.get_by_label("Wat wordt er van de rol gevraagd?").fill("Kijk eens per maand buiten.")
    walk.look("taking it on")
    walk.press("Leg het vast")
    walk.title("Bob is verkenner van het netwerk")
    walk.press("Leg het vast")
    page.get_by_text("1 van de 3 partijen").wait_for()
    walk.press("Ik herken dit")
    page.get_by_text("Je herkent dit").wait_for()
    page.get_by_text("Plan wie opvolgt").click()
    page.get_by_label("Wie volgt op?").fill("Zoë")
    page.get_by_label("Vanaf welke dag?").first.fill((clock.today() + timedelta(days=20)).isoformat())
    walk.press("Zet in de planning")
    page.locator(".role-next").get_by_text("Zoë").wait_for()
    walk.look("one role")
    assert Turn.objects.of(cast.network.pk).get().next.name == "Zoë"  # type: ignore[union-attr]

    row = RoleHeld.objects.of(cast.network.pk).get(orientation="explorer")
    sign_in_as(User.objects.get(email="bob@example.org"))
    page.goto(f"{home}{row.pk}/handover/")
    page.get_by_role("link", name="Schrijf wat de opvolger moet weten").click()
    page.get_by_label("Wat er speelt").fill("De wet van volgend jaar\nDe nieuwe wethouder")
    walk.look("own words")
    walk.press("Bewaar")
    page.get_by_text("De nieuwe wethouder").wait_for()
    walk.look("sheet")

    sign_in_as(User.objects.get(email="alice@example.org"))
    page.goto(home + "core/")
    page.get_by_label("Wie?").fill("Zoë")
    page.get_by_label("Waarom deze persoon?").fill("Bereidt onze bijeenkomsten voor.")
    walk.press("Benoem in de kerngroep")
    page.get_by_text("Bereidt onze bijeenkomsten voor.").wait_for()
    walk.look("core")
    assert walk.wrong == []
    assert console_errors == []
