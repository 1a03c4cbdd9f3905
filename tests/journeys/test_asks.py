"""What asks for somebody alone: read on today, put off and put back on their own page, and done where it leads."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from factories import as_person, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.growth.actions import pairing, wishing
from vierspan.workspace.leadership.growth.models import Wish
from vierspan.workspace.leadership.roles.actions import giving
from vierspan.workspace.leadership.roles.actions.giving import Wish as RoleWish
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_asks_for_me_is_read_put_off_and_done(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    alice = as_person(cast.alice, "Alice")
    assert alice.person_id and cast.bob.person_id
    soon = clock.today() + timedelta(days=20)
    giving.give(alice, RoleWish(person=alice.person_id, orientation="explorer", until=soon))
    pairing.ask(cast.bob, alice.person_id)
    wishing.wish(alice, "orientation", "developer")
    Wish.objects.of(cast.network.pk).update(made_on=clock.today() - timedelta(days=40))
    sign_in_as(User.objects.get(email="alice@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)

    page.goto(f"/n/{cast.network.slug}/")
    page.get_by_role("heading", name="Wat vraagt om jou").wait_for()
    walk.look("today")
    page.goto("/mine/")
    walk.title("Drie dingen vragen om jou")
    walk.look("all of mine")
    role = page.locator(".ask").filter(has_text="Wie volgt jou op als verkenner?")
    role.locator("summary").click()
    walk.look("putting off")
    role.get_by_role("button", name="Volgende week").click()
    walk.title("Twee dingen vragen om jou")
    page.get_by_text("Eén ding is uitgesteld").click()
    walk.look("what was put off")
    page.get_by_role("button", name="Zet terug").click()
    walk.title("Drie dingen vragen om jou")

    walk.follow("Zeg ja of nee")
    page.wait_for_url("**/leadership/growth/buddies/")
    page.get_by_role("button", name="Ja, graag").click()
    page.goto("/mine/")
    walk.title("Twee dingen vragen om jou")
    walk.follow("Zeg hoe het verdergaat")
    page.wait_for_url("**/leadership/roles/*/")
    assert walk.wrong == []
    assert console_errors == []
