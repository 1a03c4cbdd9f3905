"""A leader takes the pulse and opens a board; a member answers on a phone and sits at the board in another browser."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from reflection_circle import Circle, make_circle, token
from vierspan.workspace.accounts.models import User
from vierspan.workspace.conditions.reflection.models import Board, Card, Response, Round
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def circle() -> Circle:
    made = make_circle()
    User.objects.filter(pk__in=[made.lead.user_id, made.member.user_id]).update(language="nl")
    return made


@pytest.fixture
def walk(
    circle: Circle,
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
) -> Walk:
    """The leader's, at a desk."""
    sign_in_as(User.objects.get(pk=circle.lead.user_id))
    browser_page.set_default_timeout(120_000)
    return Walk(browser_page, axe_violations)


@pytest.fixture
def phone(circle: Circle, chromium: Browser, live_server: LiveServer, console_errors: list[str]) -> Iterator[Page]:
    """A member's, in a browser of their own."""
    size: ViewportSize = {"width": 390, "height": 844}
    context = chromium.new_context(base_url=live_server.url, locale="nl-NL", viewport=size, reduced_motion="reduce")
    client = Client()
    client.force_login(User.objects.get(pk=circle.member.user_id))
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}])
    page = context.new_page()
    page.on("console", lambda said: console_errors.append(said.text) if said.type == "error" else None)
    page.set_default_timeout(120_000)
    yield page
    context.close()


def test_a_pulse_from_the_first_statement_to_the_figures(circle: Circle, walk: Walk, console_errors: list[str]) -> None:
    browser_page = walk.page
    browser_page.goto("/n/the-circle/conditions/reflection/")
    walk.title("Kijk samen terug, en word er beter van")
    walk.look("empty")
    walk.follow("Neem de puls op")
    walk.title("Wat willen jullie van elkaar weten?")
    walk.look("make")
    browser_page.get_by_label("In het Nederlands").first.fill("We lachen genoeg.")
    walk.press("Bewaar dit en kies wie je vraagt")
    walk.title("16 mensen")
    walk.look("people")
    walk.press("Bewaar dit", last=True)
    walk.title("Klaar om te versturen")
    walk.look("draft")
    walk.press("Verstuur de uitnodigingen")
    walk.press("Verstuur de uitnodigingen", last=True)
    walk.title("Tussen 0 en 25 procent")
    walk.look("open")
    of = Round.objects.of(circle.network.pk).get()
    _answer(walk, circle, of)
    circle.answer(of, circle.people[1:])
    browser_page.goto(f"/n/the-circle/conditions/reflection/pulse/{of.pk}/")
    walk.press("Sluit de ronde")
    walk.press("Sluit de ronde", last=True)
    walk.title("Het laagst, met een")
    walk.look("closed")
    browser_page.goto("/n/the-circle/conditions/pulse/")
    walk.look("trends")
    assert walk.wrong == []
    assert console_errors == []


def _answer(walk: Walk, circle: Circle, of: Round) -> None:
    """By the link: what is chosen is kept at once, also when the page is closed before handing in."""
    page = walk.page
    page.goto(f"/pulse/{token(of, circle.people[0])}/")
    walk.title("Hoe gaat het samenwerken in The circle?")
    walk.look("answer")
    page.locator("fieldset.pulse-ask").nth(1).get_by_text("3", exact=True).click()
    expect(page.locator("[data-kept]")).to_have_text("Bewaard")
    page.reload()
    expect(page.locator('input[name="q-trust"][value="3"]')).to_be_checked()
    assert not Response.objects.of(circle.network.pk).get().is_handed_in
    walk.press("Lever in")
    walk.title("Dank je wel, je antwoorden zijn binnen")
    walk.look("thanks")


def test_two_browsers_at_one_board(circle: Circle, walk: Walk, phone: Page, console_errors: list[str]) -> None:
    browser_page, other = walk.page, phone
    browser_page.goto("/n/the-circle/conditions/reflection/boards/new/")
    walk.look("new board")
    browser_page.get_by_label("Titel").fill("Netwerkdag")
    walk.press("Open het bord")
    walk.title("Eerst ieder voor zich")
    other.goto(browser_page.url)
    for page, text, column in ((browser_page, "De lunch", "Houden"), (other, "Avondvergaderingen", "Stoppen")):
        page.get_by_label("Op je kaartje").fill(text)
        page.get_by_role("button", name=column, exact=True).click()
        page.locator(".card-text", has_text=text).wait_for()
    expect(other.get_by_text("Eén kaartje van iemand anders ligt nog dicht")).to_be_visible()
    assert other.get_by_text("De lunch").count() == 0
    walk.look("think")
    walk.press("Draai de kaartjes om")
    other.locator(".card-text", has_text="De lunch").wait_for()  # the other page follows by itself
    _group_and_choose(walk, other, circle)
    assert walk.wrong == []
    assert console_errors == []


def _group_and_choose(walk: Walk, other: Page, circle: Circle) -> None:
    page = walk.page
    page.locator(".card-text", has_text="Avond").wait_for()
    walk.look("group")
    other.get_by_label("Waar hoort “Avondvergaderingen” bij?").select_option(label="De lunch")
    other.get_by_role("button", name="Leg (Avondvergaderingen)").click()
    page.get_by_text("weer los").first.wait_for()  # and the first follows the other
    assert Card.objects.of(circle.network.pk).get(text="Avondvergaderingen").under is not None
    walk.press("Verder naar kiezen")
    walk.title("Zet je stippen")
    other.get_by_role("button", name="Een stip op “De lunch”").click()
    expect(other.locator(".dots-left")).to_contain_text("4")
    walk.look("vote")
    walk.press("Tel de stippen")
    walk.title("Wat gaan jullie anders doen")
    page.get_by_label("Wat je anders doet").fill("Voortaan om vijf uur klaar")
    walk.look("improve")
    walk.press("Pak het op")
    page.get_by_role("link", name="Voortaan om vijf uur klaar").wait_for()
    walk.press("Rond het bord af")
    walk.press("Rond het bord af", last=True)
    walk.title("Dit is eruit gekomen")
    walk.look("done")
    page.goto("/n/the-circle/conditions/reflection/improvements/")
    walk.look("improvements")
    walk.follow("Voortaan om vijf uur klaar")
    walk.look("improvement")
    assert Board.objects.of(circle.network.pk).get().secret == ""
