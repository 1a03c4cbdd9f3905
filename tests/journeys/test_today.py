"""A day with the first page: read it, note an act, answer a handle; with keys, on a phone, and without a connection."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from attention import asking_cast, handles_of
from factories import Cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts import queries as acts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked() -> Cast:
    return asking_cast("nl")


@pytest.fixture
def alices(browser_page: Page, sign_in_as: Callable[[User], None], asked: Cast) -> Page:
    sign_in_as(User.objects.get(pk=asked.alice.user_id))
    browser_page.goto(f"/n/{asked.network.slug}/")
    return browser_page


def test_the_pages_are_for_everybody(
    alices: Page, asked: Cast, axe_violations: Callable[[Page], list[str]], console_errors: list[str]
) -> None:
    own_page = f"handles/{handles_of(asked)[0].key}/"
    for place in ("", own_page, "acts/", "handles/aside/", f"{own_page}pass-on/"):
        alices.goto(f"/n/{asked.network.slug}/{place}")
        for details in alices.locator("main details").all():
            details.evaluate("each => { each.open = true }")
        for width in (390, 1280):
            alices.set_viewport_size({"width": width, "height": 900})
            assert not alices.evaluate("document.documentElement.scrollWidth > innerWidth"), (place, width)
            assert axe_violations(alices) == [], (place, width)
    assert console_errors == []


def test_an_act_is_noted_with_keys_only_and_taken_back(alices: Page, asked: Cast, console_errors: list[str]) -> None:
    alices.get_by_label("Wat heb je gedaan?").focus()
    alices.keyboard.type("Werkgroep voorgezeten")
    expect(alices.get_by_role("radio", name="Initiatieven")).to_be_checked()
    alices.keyboard.press("Enter")
    toast = alices.get_by_role("status").get_by_text("Genoteerd bij Initiatieven", exact=True)
    expect(toast).to_be_visible()
    expect(alices.locator("#latest-acts")).to_contain_text("Werkgroep voorgezeten")
    expect(alices.get_by_label("Wat heb je gedaan?")).to_have_value("")
    alices.locator(".saved").get_by_role("button", name="Koers").click()
    expect(alices.get_by_text("Genoteerd bij Koers", exact=True)).to_be_visible()
    assert acts.feed(asked.alice).rows[0].orientation == "strategist"
    alices.locator("#latest-acts").get_by_role("button", name="Maak ongedaan").click()
    expect(alices.get_by_label("Wat heb je gedaan?")).to_have_value("Werkgroep voorgezeten")
    assert console_errors == []


def test_people_are_picked_from_what_was_found(alices: Page, asked: Cast) -> None:
    alices.get_by_label("Wat heb je gedaan?").fill("Koffie")
    alices.get_by_text("Andere dag, met wie, namens wie").click()
    alices.get_by_label("Met wie").press_sequentially("Bo")
    alices.get_by_role("button", name="Bob").click()
    alices.keyboard.press("Enter")
    expect(alices.locator("#latest-acts")).to_contain_text("Koffie")
    assert len(acts.feed(asked.alice).rows[0].touched) == 1


def test_without_a_connection_a_note_is_kept_and_sent_later(alices: Page, asked: Cast) -> None:
    alices.get_by_label("Wat heb je gedaan?").fill("Gebeld met de bakker")
    alices.context.set_offline(True)
    alices.get_by_role("button", name="Noteer", exact=True).click()
    expect(alices.get_by_text("Je notitie is nog niet weg.")).to_be_visible()
    expect(alices.locator("[data-kept]")).to_contain_text("Gebeld met de bakker")
    alices.context.set_offline(False)
    expect(alices.get_by_text("De notitie die wachtte, is verstuurd")).to_be_visible()
    expect(alices.locator("[data-kept]")).to_be_empty()
    assert [each.note for each in acts.feed(asked.alice).rows].count("Gebeld met de bakker") == 1


def test_a_handle_is_taken_put_back_put_off_and_passed_on(
    alices: Page, axe_violations: Callable[[Page], list[str]], console_errors: list[str]
) -> None:
    card = alices.locator("article", has_text="Who pays?")
    card.get_by_role("button", name="Dit pak ik op").press("Enter")
    expect(card.get_by_text("Jij pakt dit op", exact=True)).to_be_visible()
    expect(card).to_be_focused()
    card.get_by_role("button", name="Zet terug").click()
    card.get_by_role("link", name="Geef door").press("Enter")
    dialog = alices.get_by_role("dialog")
    expect(dialog).to_contain_text("Iemand anders krijgt dit bij Vandaag")
    assert axe_violations(alices) == []
    dialog.get_by_role("button", name="Geef door").click()
    expect(alices.get_by_role("dialog")).to_contain_text("Kies iemand uit dit netwerk.")
    alices.get_by_role("dialog").get_by_label("Iemand anders").fill("Zoë")
    alices.keyboard.press("Enter")
    expect(card.get_by_text("Doorgegeven aan Zoë", exact=True)).to_be_visible()
    card.locator("summary", has_text="Later").click()
    card.get_by_role("button", name="Leg weg").click()
    expect(card.get_by_text("Zeg in een paar woorden waarom.")).to_be_visible()
    card.get_by_label("Of leg weg, want").fill("Besloten aan tafel")
    card.get_by_role("button", name="Leg weg").click()
    expect(card.get_by_text("Weggelegd: Besloten aan tafel")).to_be_visible()
    expect(alices.get_by_role("heading", level=1)).to_have_text("Twee dingen vragen deze week je aandacht")
    assert [each for each in console_errors if "422" not in each] == []
