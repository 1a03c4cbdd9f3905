"""My mirror on the demo: look, open what is behind it, contradict it, show it to one person, and take it back."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from vierspan.workspace.accounts.models import User
from vierspan.workspace.exchange.demo import load_demo
from vierspan.workspace.leadership.profiles.models import Share
from vierspan.workspace.networks.models import Network
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)

REPLY = "Since the summer Bram does this again"
NL = SimpleNamespace(
    language="nl",
    title="Jij en anderen zien sommige dingen anders",
    ways=("Eigen blik", "Blik van anderen", "Wat is gedaan"),
    room="Horizon",
    behind="De laatste daden hierachter",
    wrong="Dit klopt niet",
    then="Hoe zit het dan?",
    beside="Zet het ernaast",
    hers="Jouw antwoord",
    sheet="Een blad voor een gesprek (PDF)",
    show="Laat het aan iemand zien",
    whom="Aan wie laat je je spiegel zien?",
    look="Bekijk eerst wat diegene ziet",
    missing="Zeg wie het is",
    person="Iemand van het netwerk",
    done="Wat ik deed, in aantallen",
    palette="Mijn palet",
    exactly="Precies dit ziet Fatima Rahmi",
    give="Laat dit zien aan Fatima Rahmi",
    to_her="Aan jou getoond",
    mirror="De spiegel van Marit Hoekema",
    back="Trek in Fatima Rahmi",
    taken="Ingetrokken.",
)
EN = SimpleNamespace(
    language="en",
    title="You and others see it differently in some places",
    ways=("Own view", "View of others", "What was done"),
    room="Horizon",
    behind="The last acts behind this",
    wrong="This is not right",
    then="What is it then?",
    beside="Put it beside",
    hers="Your reply",
    sheet="A sheet to talk with (PDF)",
    show="Show it to somebody",
    whom="To whom do you show your mirror?",
    look="First see what they will see",
    missing="Say who it is",
    person="Somebody of the network",
    done="What I did, as numbers",
    palette="My palette",
    exactly="This is exactly what Fatima Rahmi will see",
    give="Show this to Fatima Rahmi",
    to_her="Shown to you",
    mirror="The mirror of Marit Hoekema",
    back="Take back Fatima Rahmi",
    taken="Taken back.",
)


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_a_mirror_is_looked_in_shown_to_one_and_taken_back(
    words: SimpleNamespace,
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
) -> None:
    network, marit = load_demo(words.language)
    page, walk = browser_page, Walk(browser_page, axe_violations)
    page.set_default_timeout(60_000)
    sign_in_as(marit)
    mine = f"/n/{network.slug}/leadership/mine/"
    page.goto(mine)
    walk.title(words.title)
    _look(page, walk, words)
    _contradict(page, walk, words)
    _print(page, words)
    row = _show(page, walk, words, network)
    theirs = f"{mine}shared/{row.pk}/"

    sign_in_as(_user("fatima"))
    page.goto(mine)
    expect(page.get_by_role("heading", name=words.to_her)).to_be_visible()
    page.get_by_role("link", name=words.mirror).click()
    walk.title(words.mirror)
    expect(page.get_by_text(REPLY)).to_be_visible()
    expect(page.get_by_text(words.ways[2])).to_have_count(0)
    expect(page.locator("details")).to_have_count(0)
    walk.look("shown to me")

    sign_in_as(_user("annelies"))
    assert _status(page, theirs) == 404
    sign_in_as(marit)
    page.goto(f"{mine}share/")
    walk.press(words.back)
    expect(page.get_by_text(words.taken)).to_be_visible()
    sign_in_as(_user("fatima"))
    assert _status(page, theirs) == 404
    page.goto(mine)
    expect(page.get_by_role("link", name=words.mirror)).to_have_count(0)
    assert walk.wrong == []
    assert [each for each in console_errors if "Failed to load resource" not in each] == []


def _look(page: Page, walk: Walk, words: SimpleNamespace) -> None:
    """Three ways on one square, two poles a scale, and the acts behind a statement, by keyboard."""
    square = page.locator("svg.three-ways")
    expect(square).to_have_attribute("aria-label", re.compile(words.ways[0], re.IGNORECASE))
    for way in ("chart-disc", "way-seen", "way-own"):
        assert square.locator(f".{way}").count() >= 3
    legend = page.locator(".voices")
    for way in words.ways:
        expect(legend.get_by_text(way, exact=True)).to_be_visible()
    assert page.locator("#mine-FD .pole-own, #mine-FD .pole-seen, #mine-FD .pole-done").count() == 6
    page.locator("#mine-E").get_by_text(words.behind).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#mine-E .voice-do li").first).to_be_visible()
    walk.look("my mirror")


def _contradict(page: Page, walk: Walk, words: SimpleNamespace) -> None:
    card = page.locator("#mine-S")
    card.get_by_text(words.wrong).focus()
    page.keyboard.press("Enter")
    card.get_by_role("radio", name=re.compile(f"^{words.ways[1]}")).check()
    card.get_by_label(words.then).fill(REPLY)
    walk.look("not right")
    card.get_by_role("button", name=words.beside).focus()
    page.keyboard.press("Enter")
    expect(card.get_by_text(words.hers)).to_be_visible()
    expect(card.get_by_text(REPLY).first).to_be_visible()


def _print(page: Page, words: SimpleNamespace) -> None:
    with page.expect_download() as found:
        page.get_by_role("link", name=words.sheet).click()
    assert found.value.suggested_filename.endswith(".pdf")
    assert found.value.path().read_bytes().startswith(b"%PDF")


def _show(page: Page, walk: Walk, words: SimpleNamespace, network: Network) -> Share:
    """Own view and that of others, to one; first what she will see."""
    walk.follow(words.show)
    walk.title(words.whom)
    walk.press(words.look)
    expect(page.get_by_text(words.missing)).to_be_visible()
    walk.look("showing")
    page.get_by_label(words.person).select_option(label=_labelled(page, "Fatima Rahmi"))
    page.get_by_label(words.done).uncheck()
    page.get_by_label(words.palette).uncheck()
    walk.press(words.look)
    walk.title(words.exactly)
    expect(page.get_by_text(words.ways[2])).to_have_count(0)
    expect(page.get_by_text(REPLY)).to_be_visible()
    walk.look("what she will see")
    walk.press(words.give)
    expect(page.get_by_role("button", name=words.back)).to_be_visible()
    walk.look("who sees it")
    return Share.objects.of(network.pk).get(recipient__name="Fatima Rahmi", ended_on=None)


def _labelled(page: Page, name: str) -> str:
    return next(each for each in page.locator("#id_person option").all_inner_texts() if name in each)


def _user(name: str) -> User:
    return User.objects.get(email__startswith=name)


def _status(page: Page, address: str) -> int:
    reply = page.goto(address)
    assert reply is not None
    return reply.status
