"""From a file of news to a signal, by keyboard; and what comes up."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from factories import make_cast
from hostile import FEED
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.sources.models import Item
from walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)

TWO = FEED.replace(b"</channel>", b"<item><title>De bus rijdt weer</title><guid>2</guid></item></channel>")


def test_an_explorer_reads_the_news_and_makes_a_signal_of_it(
    browser_page: Page,
    sign_in_as: Callable[[User], None],
    axe_violations: Callable[[Page], list[str]],
    console_errors: list[str],
    tmp_path: Path,
) -> None:
    cast = make_cast("nl")
    sign_in_as(User.objects.get(email="bob@example.org"))
    page, walk = browser_page, Walk(browser_page, axe_violations)
    home = f"/n/{cast.network.slug}/horizon/"
    (tmp_path / "nieuws.xml").write_bytes(TWO)

    page.goto(home + "sources/")
    walk.look("no sources yet")
    walk.follow("Voeg een bron toe")
    page.get_by_label("Of een bestand").set_input_files(tmp_path / "nieuws.xml")
    walk.look("a new source")
    walk.press("Voeg de bron toe")
    page.get_by_text("2 nieuwe berichten staan in het postvak").wait_for()
    walk.look("a source")

    page.goto(home + "inbox/")
    walk.look("the inbox")
    page.keyboard.press("j")
    chosen = page.locator("[data-item]:focus")
    title = chosen.locator("h2").inner_text()
    page.keyboard.press("s")
    page.get_by_text("Een signaal:", exact=True).wait_for()
    assert Signal.objects.of(cast.network.pk).filter(name=title).exists()
    expect(page.locator("[data-item]:focus h2")).not_to_have_text(title)
    page.keyboard.press("n")
    page.get_by_text("is niet voor ons").wait_for()
    walk.look("the inbox, judged")

    now = clock.now()
    rows = [(n, "over van alles") for n in range(31, 140, 2)] + [(n, "met een warmtenet") for n in range(1, 20, 2)]
    for n, words in rows:
        when = now - timedelta(days=n)
        Item(network=cast.network, title=f"Bericht {n} {words}", said_at=when, came_at=when).save()
    page.goto(home + "rising/")
    walk.title("“warmtenet” komt op")
    walk.look("what comes up")
    walk.follow("Lees deze 10")
    walk.look("a term")
    page.get_by_role("button", name=re.compile("^Volg ?: warmtenet")).click()
    page.get_by_text("Jullie volgen “warmtenet” vanaf nu").wait_for()
    assert walk.wrong == []
    assert console_errors == []
