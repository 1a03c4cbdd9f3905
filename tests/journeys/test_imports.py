"""Bringing in a workbook with red cells, with the keyboard and on a phone."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from vierspan.workspace.accounts.models import User
from vierspan.workspace.networks import actions
from vierspan.workspace.networks.models import Network

Violations = Callable[[Page], list[str]]


@pytest.fixture
def network(transactional_db: None, sign_in_as: Callable[[User], None], live_server: LiveServer) -> Network:
    anna = User.objects.create_user("anna@kern.nl", name="Anna de Wit")
    sign_in_as(anna)
    return actions.create(anna, name="Zorg aan Zee")


@pytest.fixture
def red_file(tmp_path: Path) -> Path:
    book, kept = Workbook(), io.BytesIO()
    parties = book.active
    assert parties is not None
    parties.title = "Partijen"
    for name in ("Naam", "Gemeente Oosterdal", "Thuiszorg De Brink"):
        parties.append([name])
    people = book.create_sheet("Mensen")
    people.append(["Naam", "Partij", "E-mail"])
    people.append(["Annelies Kuiper", "Thuiszorg de Brnk", "annelies@brink.example"])
    people.append(["Sjoerd Alberda", "Gemeente Oosterdal", "sjoerd@"])
    book.save(kept)
    file = tmp_path / "vloedstreek.xlsx"
    file.write_bytes(kept.getvalue())
    return file


def test_a_leader_mends_a_file_by_keyboard_and_takes_it_back(
    browser_page: Page, network: Network, red_file: Path, axe_violations: Violations, console_errors: list[str]
) -> None:
    page = browser_page
    page.goto(f"/n/{network.slug}/import/")
    assert axe_violations(page) == []
    page.set_input_files("input[type=file]", red_file)
    page.get_by_role("button", name="Lees dit bestand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Twee cellen kloppen nog niet")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Thuiszorg de Brnk").press("Enter")
    expect(page.get_by_label("Partij in rij 2")).to_be_focused()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Thuiszorg De Brink", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Een cel klopt nog niet")
    expect(page.get_by_role("button", name="sjoerd@")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_label("E-mail in rij 3")).to_be_focused()
    page.keyboard.type("sjoerd@oosterdal.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alles klopt: 4 rijen")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("button", name="Lees alles in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingelezen: 4 nieuw")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Maak ongedaan").click()
    page.get_by_role("button", name="Maak dit ongedaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit is ongedaan gemaakt")
    assert console_errors == []


def test_a_phone_shows_only_what_is_to_be_mended(
    browser_page: Page, network: Network, red_file: Path, axe_violations: Violations, console_errors: list[str]
) -> None:
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/n/{network.slug}/import/")
    assert axe_violations(page) == []
    page.set_input_files("input[type=file]", red_file)
    page.get_by_role("button", name="Lees dit bestand").click()
    expect(page.get_by_role("button", name="Thuiszorg de Brnk")).to_be_visible()
    expect(page.get_by_text("annelies@brink.example")).to_be_hidden()
    page.get_by_role("button", name="sjoerd@").click()
    expect(page.get_by_label("E-mail in rij 3")).to_be_focused()
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert console_errors == []


def test_a_list_of_ones_own_is_explained_on_a_page(
    browser_page: Page, network: Network, tmp_path: Path, axe_violations: Violations, console_errors: list[str]
) -> None:
    file = tmp_path / "projecten.csv"
    file.write_text("project;organisatie;rol\nZorgpad;Oosterdal;aanjager\nZorgpad;De Brink;meedoener\n")
    page = browser_page
    page.goto(f"/n/{network.slug}/import/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Lees dit bestand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We hebben een vraag over jullie lijst")
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe_violations(page) == []
    page.get_by_label("aanjager").check()
    page.get_by_role("button", name="Lees het zo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Alles klopt")
    page.goto(f"/n/{network.slug}/export/")
    assert axe_violations(page) == []
    assert console_errors == []
