from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.course.models import Activity
from walk import Walk

Violations = Callable[[Page], list[str]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(browser_page: Page, sign_in_as: Callable[[User], None]) -> str:
    """Bob's own network, in which the pilot asks ten hours of his party."""
    network = make_cast("nl").network
    Activity.objects.of(network.pk).filter(name="Pilot").update(hours=80)
    sign_in_as(User.objects.get(email="bob@example.org"))
    browser_page.set_default_timeout(90_000)  # the first question loads the solver
    return f"/n/{network.slug}/course"


def fill_in_hours(page: Page, walk: Walk, hours: str) -> None:
    page.get_by_label("Uren in dit kwartaal").fill(hours)
    page.get_by_label("Energie").select_option("2")
    walk.press("Bewaar de uren")
    walk.title("1 partij zei hoeveel tijd zij heeft")


def test_a_participant_says_how_many_hours_there_are_and_which_themes_matter(
    browser_page: Page, room: str, axe_violations: Violations, console_errors: list[str]
) -> None:
    page, walk = browser_page, Walk(browser_page, axe_violations)
    page.goto(f"{room}/choices/")
    walk.title("Deze ene in elk geval; één nu niet")
    walk.look("choices without hours")
    walk.follow("Zeg wat jouw partij kan inzetten")
    walk.title("Wat kan jouw partij inzetten?")
    walk.press("Bewaar de uren")
    page.get_by_text("Nul is ook een antwoord").wait_for()
    walk.look("hours that are missing")
    fill_in_hours(page, walk, "7,5")
    walk.look("capacity")

    page.goto(f"{room}/votes/new/")
    walk.look("a new round")
    walk.press("Open de ronde")
    page.get_by_role("heading", name="De stem van jouw partij").wait_for()
    page.get_by_label("Night care").fill("9")
    walk.press("Bewaar deze stem")
    page.get_by_text("Dit getal kan hier niet.").first.wait_for()
    page.get_by_label("Night care").fill("4")
    page.get_by_label("Housing").fill("1")
    walk.press("Bewaar deze stem")
    page.get_by_text("Je stem is bewaard").wait_for()
    walk.look("a round")
    assert page.get_by_text("4 stippen").is_visible()
    assert walk.wrong == []
    assert [each for each in console_errors if "422" not in each] == []


def test_a_participant_tries_what_fits_and_records_the_choice(
    browser_page: Page, room: str, axe_violations: Violations, console_errors: list[str]
) -> None:
    page, walk = browser_page, Walk(browser_page, axe_violations)
    page.goto(f"{room}/capacity/")
    fill_in_hours(page, walk, "7,5")
    page.goto(f"{room}/choices/limits/")
    walk.look("what holds")

    page.goto(f"{room}/choices/")
    page.get_by_text("2,5 uren meer van Gemeente Oosterdal").wait_for()
    walk.look("choices")
    page.get_by_label("Pilot").check()
    page.get_by_text("Eén partij heeft er te weinig uren voor.").wait_for()
    assert "try=1" in page.url
    page.locator("[data-activity]", has_text="Pilot").drag_to(page.locator('[data-drop="out"]'))
    page.get_by_text("Er zit nog niets in.").wait_for()
    page.get_by_label("Pilot").focus()
    page.keyboard.press("Space")
    page.get_by_text("Eén partij heeft er te weinig uren voor.").wait_for()
    walk.look("trying")

    walk.press("Leg deze keuze vast")
    walk.title("Leg de keuze vast voor kwartaal")
    walk.press("Leg het vast")
    page.get_by_text("Zeg in een paar woorden waarom.").first.wait_for()
    walk.look("a record without a reason")
    page.get_by_label("Waarom dit, en niet iets anders").fill("De gemeente zoekt de uren erbij")
    walk.press("Leg het vast")
    walk.title("Wat jullie kozen voor kwartaal")
    walk.look("what was chosen")

    page.goto(f"{room}/choices/")
    walk.press("Nog drie maanden (Loose end)")
    page.get_by_text("Het wacht nog drie maanden").wait_for()
    assert walk.wrong == []
    assert [each for each in console_errors if "422" not in each] == []
