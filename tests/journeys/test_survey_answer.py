"""Answering on a phone: by thumb, by keyboard, without a connection, on two devices, in both languages."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from answering import NAMES, Asked, another_voice, ask
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.surveys import answering, closing
from vierspan.workspace.networks import actions

pytestmark = pytest.mark.django_db(transaction=True)

LONG_LIST = [
    f"{first} {small} {last}"
    for first in ("Anna", "Bram", "Éva", "Daniël", "Fatima", "Geert", "Hilde", "Ilse", "Joost", "IJsbrand")
    for small in ("van", "de", "van der", "ten", "el")
    for last in ("Berg", "Dijk", "Bakker", "Visser", "Meijer", "Smit", "Mulder", "Bos", "Vos", "Wit")
] + [f"Partij nummer {number}" for number in range(500)]


@pytest.fixture
def asked() -> Asked:
    anna = User.objects.create_user("anna@kern.nl", name="Anna de Wit")
    return ask(actions.create(anna, name="Zorg aan Zee"))


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer, console_errors: list[str]) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def page(**more: Any) -> Page:
        given = {"locale": "nl-NL", "viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce", **more}
        contexts.append(chromium.new_context(base_url=live_server.url, **given))
        opened = contexts[-1].new_page()
        opened.on("pageerror", lambda error: console_errors.append(str(error)))
        opened.on("console", lambda said: console_errors.append(said.text) if said.type == "error" else None)
        return opened

    yield page
    for context in contexts:
        context.close()


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.locator(".tile", has_text=name).click()


def go_on(page: Page) -> None:
    page.locator("button[value=next]").click()


def rate(page: Page, name: str, word: str) -> None:
    page.locator(".rate", has_text=name).locator(".word", has_text=word).first.click()


ALL_SENT = """() => Object.keys(localStorage).filter(key => key.startsWith("vierspan-answer"))
  .every(key => Object.keys(JSON.parse(localStorage[key]).unsent).length === 0)"""


def kept(page: Page) -> None:
    """The page says that all is kept, and nothing waits any more to be sent."""
    page.wait_for_function(ALL_SENT)
    expect(page.locator("[data-slot=state]")).to_have_text("Alles is bewaard.")


def without_offline(errors: list[str]) -> list[str]:
    """What a browser says of itself when there is no connection."""
    return [each for each in errors if "ERR_INTERNET_DISCONNECTED" not in each and "ERR_FAILED" not in each]


def test_from_the_link_to_handing_in_by_thumb(
    asked: Asked,
    phone: Callable[..., Page],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    page = phone()
    page.goto(asked.address)
    assert axe_violations(page) == []
    page.get_by_role("link", name="Begin").click()
    choose(page, NAMES[0], NAMES[2])
    assert axe_violations(page) == []
    go_on(page)
    expect(page.locator("h1")).to_have_text("Hoe vaak heb je contact met …?")
    assert page.url.endswith("/knows/")
    rate(page, NAMES[0], "Elke maand")
    assert axe_violations(page) == []
    go_on(page)
    rate(page, NAMES[0], "Helemaal")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Hoe vaak heb je contact met …?")
    expect(page.locator(".rate", has_text=NAMES[0]).get_by_label("Elke maand")).to_be_checked()
    page.go_forward()
    kept(page)
    page.reload()
    expect(page.locator(".rate", has_text=NAMES[0]).get_by_label("Helemaal")).to_be_checked()
    kept(page)
    while not page.url.endswith("/check/"):
        go_on(page)
    assert axe_violations(page) == []
    page.get_by_label("Ja, toon onze band met naam").check()
    go_on(page)
    expect(page.locator("h1")).to_have_text("Je antwoorden zijn binnen. Dank je wel")
    assert axe_violations(page) == []
    sheet = answering.opened(asked.token)
    assert sheet.given[str(asked.names[NAMES[0]])] == {"knows": 3, "trust_reliable": 4}
    assert sheet.opted_in
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('vierspan-answer')).length") == 0
    assert page.evaluate(f"caches.open('vierspan-answer').then(shelf => shelf.match('{asked.address}'))") is None
    assert console_errors == []


def test_without_a_connection_nothing_is_lost_and_it_goes_when_there_is_one(
    asked: Asked, phone: Callable[..., Page], console_errors: list[str]
) -> None:
    page = phone()
    page.goto(f"{asked.address}chosen/")
    choose(page, NAMES[1])
    kept(page)
    page.wait_for_function("navigator.serviceWorker.controller || navigator.serviceWorker.ready")
    page.wait_for_function(f"caches.match('{asked.address}').then(found => !!found)")
    page.context.set_offline(True)
    choose(page, NAMES[3])
    go_on(page)
    rate(page, NAMES[3], "Af en toe")
    expect(page.locator("[data-slot=state]")).to_contain_text("Geen verbinding")
    page.reload()
    expect(page.locator(".rate", has_text=NAMES[3]).get_by_label("Af en toe")).to_be_checked()
    again = page.context.new_page()
    again.goto(f"{asked.address}check/")
    page.close()
    go_on(again)
    expect(again.locator("[data-slot=state]")).to_contain_text("nog niet weg")
    assert not answering.opened(asked.token).is_done
    again.context.set_offline(False)
    expect(again.locator("h1")).to_have_text("Je antwoorden zijn binnen. Dank je wel", timeout=20_000)
    given = answering.opened(asked.token).given
    assert given[str(asked.names[NAMES[1]])] == {"knows": 1}
    assert given[str(asked.names[NAMES[3]])] == {"knows": 2}
    assert without_offline(console_errors) == []


def test_two_devices_the_newest_counts_and_the_other_is_shown(asked: Asked, phone: Callable[..., Page]) -> None:
    one, other = phone(), phone()
    one.goto(f"{asked.address}chosen/")
    choose(one, NAMES[0])
    kept(one)
    for page in (one, other):
        page.goto(f"{asked.address}trust_open/")
    one.context.set_offline(True)
    rate(one, NAMES[0], "Een beetje")
    rate(other, NAMES[0], "Helemaal")
    kept(other)
    one.context.set_offline(False)
    expect(one.locator("[data-differing]")).to_be_visible(timeout=20_000)
    expect(one.locator("[data-differing]")).to_contain_text("hier “Een beetje”, op je andere apparaat “Helemaal”")
    expect(one.locator(".rate", has_text=NAMES[0]).get_by_label("Helemaal")).to_be_checked()
    one.get_by_role("button", name="Neem de andere").click()
    expect(one.locator(".rate", has_text=NAMES[0]).get_by_label("Een beetje")).to_be_checked()


def test_with_keys_only_a_name_on_a_long_list_is_found_and_taken_away(
    asked: Asked,
    phone: Callable[..., Page],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    long = ask(asked.survey.network, LONG_LIST)
    page = phone(viewport={"width": 1280, "height": 900})
    page.goto(f"{long.address}chosen/")
    page.locator("#find").focus()
    page.keyboard.type("ysbrand wit")
    expect(page.get_by_role("option")).to_have_count(5)
    assert axe_violations(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("eva ten bkker")
    page.keyboard.press("Enter")
    expect(page.locator(".chosen .chip")).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".chosen .chip")).to_have_count(1)
    kept(page)
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "next":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".word input").first).to_be_checked()
    assert console_errors == []


def test_a_thousand_names_stay_fluid(asked: Asked, phone: Callable[..., Page]) -> None:
    long = ask(asked.survey.network, LONG_LIST)
    page = phone()
    page.goto(f"{long.address}chosen/")
    spent = page.evaluate(
        """() => {
            const field = document.querySelector('#find'), before = performance.now()
            for (const text of ['a', 'an', 'ann', 'anna', 'nummer 4', 'fatmia', 'xqz']) {
                field.value = text
                field.dispatchEvent(new Event('input'))
            }
            return (performance.now() - before) / 7
        }"""
    )
    page.locator(".browse summary").click()
    expect(page.locator(".browse .tile")).to_have_count(len(LONG_LIST))
    print(f"a key in a list of {len(LONG_LIST)} names: {spent:.1f} ms")


def test_in_english_at_a_desk_every_page_is_accessible(
    asked: Asked, phone: Callable[..., Page], axe_violations: Callable[[Page], list[str]], console_errors: list[str]
) -> None:
    page = phone(viewport={"width": 1280, "height": 900}, locale="en-GB", color_scheme="dark")
    page.goto(asked.address)
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Zorg aan Zee asks you how you know each other")
    page.get_by_role("link", name="Begin").click()
    choose(page, NAMES[0])
    for step in ("chosen", "knows", "leads_explorer", "would_like", "check"):
        page.goto(f"{asked.address}{step}/")
        assert axe_violations(page) == []
    page.goto("/answer/no-such-link/")
    assert axe_violations(page) == []
    assert [each for each in console_errors if "404" not in each] == []


def test_after_closing_the_same_link_shows_what_was_given_and_said(
    asked: Asked, phone: Callable[..., Page], axe_violations: Callable[[Page], list[str]], console_errors: list[str]
) -> None:
    page = phone()
    page.goto(f"{asked.address}chosen/")
    choose(page, NAMES[0], NAMES[1])
    kept(page)
    page.goto("about:blank")
    answering.hand_in(asked.token, {str(asked.names[NAMES[0]]): {"knows": 3, "trust_open": 2}}, opted_in=True)
    for n in range(6):
        answering.hand_in(another_voice(asked, n), {str(asked.names[NAMES[0]]): {"knows": 2, "trust_open": 4}}, False)
    with transaction.atomic():
        closing.close(asked.survey)
    page.goto(asked.address)
    expect(page.locator("h1")).to_have_text("Wat Zorg aan Zee zei, en wat jij gaf")
    expect(page.locator(".near")).to_contain_text(NAMES[0])
    expect(page.locator(".own-line .hidden").first).to_be_visible()
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert axe_violations(page) == []
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('vierspan-answer')).length") == 0
    assert console_errors == []


def test_without_script_it_works_as_plain_forms(asked: Asked, phone: Callable[..., Page]) -> None:
    page = phone(java_script_enabled=False)
    page.goto(asked.address)
    page.get_by_role("link", name="Begin").click()
    choose(page, NAMES[0])
    go_on(page)
    rate(page, NAMES[0], "Af en toe")
    page.goto(f"{asked.address}check/")
    go_on(page)
    expect(page.locator("h1")).to_have_text("Je antwoorden zijn binnen. Dank je wel")
