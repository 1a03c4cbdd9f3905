from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.course.actions import texts as actions
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_participant_and_a_leader_write_the_course_together(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    actions.begin(cast.alice, "strategy", text="We beginnen klein.")
    actions.propose(cast.bob, "strategy", text="We beginnen klein, in het dorp.", reason="Dat is dichtbij", seen=1)
    sign_in_as(User.objects.get(email="alice@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)

    page.goto(f"/n/{cast.network.slug}/course/")
    page.get_by_role("heading", name="Wat er veranderde sinds je keek").wait_for()
    walk.look("the course as a text")
    walk.press("Ik heb dit gezien")
    page.get_by_text("Voortaan zie je hier wat er na vandaag verandert").wait_for()

    page.get_by_role("region", name="Wat ons bindt").get_by_role("link").first.click()
    walk.title("Schrijf de eerste woorden")
    walk.look("writing")
    walk.press("Schrijf het op")
    page.get_by_text("Schrijf de tekst.").wait_for()
    page.get_by_label("Tekst", exact=True).fill("Wij zijn mensen van de rivier.")
    walk.press("Schrijf het op")
    page.get_by_role("heading", level=1, name="Nog niemand zei of ze hierachter staan").wait_for()
    page.get_by_label("Ja, met een kanttekening").check()
    page.get_by_label("Kanttekening", exact=True).fill("Ook wie verder weg woont")
    walk.press("Leg het vast")
    page.get_by_role("heading", level=1, name="1 van de 3 partijen staat hierachter").wait_for()
    assert page.get_by_text("Ook wie verder weg woont").first.is_visible()

    page.goto(f"/n/{cast.network.slug}/course/texts/strategy/")
    page.get_by_role("heading", name="Bob stelt voor").wait_for()
    page.get_by_text("Overnemen of niet").click()
    walk.look("a proposal beside the text")
    walk.press("Neem deze woorden over")
    page.get_by_text("Zeg in een paar woorden waarom").first.wait_for()
    page.get_by_label("Waarom", exact=True).fill("Iedereen in het dorp doet mee")
    walk.press("Neem deze woorden over")
    page.get_by_role("heading", name="Versie 2 staat er nu").wait_for()
    walk.look("after adopting")

    page.goto(f"/n/{cast.network.slug}/course/texts/identity/binds/")
    page.get_by_label("regio").check()
    walk.look("what binds")
    walk.press("Bewaar")
    page.get_by_text("Wat jullie bindt is bewaard").wait_for()
    walk.follow("Van wie is het netwerk?")
    page.get_by_role("heading", name="Vragen om elkaar te stellen").wait_for()
    walk.look("whose network it is")
    assert walk.wrong == []
    # The two forms that came back on purpose are told of in the console as what they are.
    assert [each for each in console_errors if "422" not in each] == []
