from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import make_cast
from vierspan.workspace.accounts.models import User
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_leader_adds_a_party_and_a_person_who_changes_jobs_and_hands_over(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(email="alice@example.org"))
    visit, home = Walk(browser_page, axe_violations), f"/n/{cast.network.slug}/"
    browser_page.goto(home + "parties/")
    _add_a_party(visit)
    _add_a_person(visit)
    place = browser_page.url
    _change_jobs(visit, place)
    _note_and_check(visit, place)
    _hand_over(visit)
    for at in ("people/to-check/", "settings/fields/", "settings/fields/add/people/"):
        browser_page.goto(home + at)
        visit.look(at)
    browser_page.goto(f"{place}remove/")
    visit.look("remove")
    visit.press("Haal Hanna IJsbrandts eruit")
    browser_page.get_by_text("Hanna IJsbrandts is eruit gehaald").wait_for()
    assert visit.wrong == []
    assert [each for each in console_errors if "422" not in each] == []  # a form sent back is told of there too


def _add_a_party(visit: Walk) -> None:
    visit.follow("Voeg een partij toe")
    visit.look("add party")
    visit.page.get_by_label("Naam", exact=True).fill("Buurt Zuid")
    visit.press("Voeg de partij toe")
    visit.title("Buurt Zuid")
    visit.look("party")


def _add_a_person(visit: Walk) -> None:
    page = visit.page
    visit.follow("Voeg iemand toe")
    assert page.get_by_label("Partij").input_value() == "Buurt Zuid"
    page.get_by_label("E-mailadres").fill("geen adres")
    visit.press("Voeg deze persoon toe")
    page.get_by_text("Nog niet bewaard").wait_for()
    assert page.get_by_label("E-mailadres").input_value() == "geen adres"
    visit.look("person with slips")
    page.get_by_label("Naam", exact=True).fill("Hanna IJsbrandts")
    page.get_by_label("E-mailadres").fill("0@people.example")
    visit.press("Voeg deze persoon toe")
    page.get_by_text("Iemand heeft dit adres al").wait_for()
    visit.look("known address")
    page.get_by_role("button", name="Toch toevoegen").press("Enter")
    visit.title("Hanna IJsbrandts")


def _change_jobs(visit: Walk, place: str) -> None:
    page = visit.page
    visit.follow("Andere baan")
    page.get_by_label("Partij").fill("Café Samen")
    page.get_by_label("Functie").fill("kok")
    page.get_by_label("Eerste dag").fill("2026-02-01")
    visit.look("move")
    visit.press("Bewaar de nieuwe baan")
    page.get_by_role("link", name="Café Samen").first.wait_for()
    page.goto(f"{place}jobs/")
    page.get_by_role("link", name="Buurt Zuid").first.wait_for()
    visit.look("jobs")


def _note_and_check(visit: Walk, place: str) -> None:
    page = visit.page
    page.goto(place)
    page.get_by_text("Schrijf een notitie voor iedereen").first.click()
    page.get_by_label("Schrijf een notitie voor iedereen").fill("Belt liever dan mailen")
    visit.press("Noteer voor iedereen")
    page.get_by_text("Belt liever dan mailen").first.wait_for()
    visit.press("Nagekeken: het klopt nog")
    page.get_by_text("Nagekeken op").first.wait_for()
    visit.look("person")


def _hand_over(visit: Walk) -> None:
    page = visit.page
    visit.follow("Overdracht")
    visit.title("Wat een opvolger van Hanna IJsbrandts moet weten")
    page.get_by_text("Belt liever dan mailen").wait_for()
    visit.look("handover")
    with page.expect_download() as taken:
        page.get_by_role("link", name="om in te schrijven (Word)").click()
    assert taken.value.suggested_filename == "overdracht-hanna-ijsbrandts.docx"
