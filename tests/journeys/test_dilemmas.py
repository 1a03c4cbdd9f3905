"""A dilemma card: looked at, thought about, shown to one other, and taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from factories import as_person, make_cast
from vierspan.workspace.accounts.models import User
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "nl": ("Bekijk de kaarten", "De kern laten trekken", "Wat denk je?", "Bewaar het voor mezelf",
           "Wijzigen of laten zien", "Aan wie", "Laat het zien", "Neem dat terug"),
    "en": ("Look at the cards", "Letting the core pull", "What do you think?", "Keep it for myself",
           "Change or show", "To whom", "Show it", "Take that back"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_dilemma_is_thought_about_and_shown(
    language: str,
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    cards, title, think, keep, change, whom, show, back = WORDS[language]
    cast = make_cast(language)
    as_person(cast.alice, "Alice")
    page, walk = browser_page, Walk(browser_page, axe_violations)
    sign_in_as(User.objects.get(email="bob@example.org"))
    page.goto(f"/n/{cast.network.slug}/leadership/mine/")
    walk.follow(cards)
    walk.look("the cards")
    walk.follow(title)
    walk.look("a card")
    page.get_by_label(think).fill("I settle too much beforehand.")
    walk.press(keep)
    page.get_by_text("I settle too much beforehand.", exact=True).first.wait_for()
    walk.look("a card with a thought")
    page.get_by_role("link", name=change).click()
    page.get_by_label(whom, exact=True).select_option(label="Alice")
    walk.press(show)
    page.get_by_role("link", name="Alice").wait_for()
    walk.look("a thought that is shown")
    page.get_by_role("link", name="Alice").click()
    page.locator("blockquote", has_text="I settle too much beforehand.").wait_for()
    walk.look("what they read")
    page.go_back()
    walk.press(f"{back} Alice")
    page.get_by_role("link", name="Alice").wait_for(state="detached")
    assert walk.wrong == []
    assert console_errors == []
