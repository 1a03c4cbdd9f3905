"""The mirror's pages, tried by each role and by strangers."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.html import escape
from django.utils.http import urlencode

from factories import Cast, make_cast
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.actions import note
from vierspan.workspace.common import clock
from vierspan.workspace.exchange.demo import load_demo
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.networks.actions import create
from vierspan.workspace.networks.models import Membership, Network
from vierspan.workspace.networks.queries import actor_for

PARTS = ("", "sharing/", "core/", "work/", "trend/")
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast("nl")


@pytest.fixture
def browser_of() -> Callable[[Actor], Client]:
    def browser(actor: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return browser


def text_of(client: Client, address: str, status: int = 200) -> str:
    reply = client.get(address)
    assert reply.status_code == status, address
    return reply.content.decode()


def mirror_of(cast: Cast, part: str = "") -> str:
    return f"/n/{cast.network.slug}/mirror/{part}"


def test_every_part_says_its_message_first(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    for part in PARTS:
        page = text_of(browser_of(cast.bob), mirror_of(cast, part))
        assert page.count("<h1>") == 1
        assert 'aria-current="page"' in page
        assert "mirror." not in re.sub(r'(href|src|action|hx-post)="[^"]*"', "", page)


def test_strangers_and_guests_see_no_mirror(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    for part in PARTS:
        assert browser_of(cast.dirk).get(mirror_of(cast, part)).status_code == 404
        assert browser_of(cast.gus).get(mirror_of(cast, part)).status_code == 403
        assert Client().get(mirror_of(cast, part)).status_code == 302


def test_observers_see_how_much_and_not_by_whom(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    for part in PARTS:
        page = text_of(browser_of(cast.carla), mirror_of(cast, part))
        assert not [name for name in ("Alice", "Bob", "Zoë", "Gerda", "Finn") if name in page]
    assert browser_of(cast.carla).get(mirror_of(cast, "report.html")).status_code == 403
    table = browser_of(cast.carla).get(mirror_of(cast, "table/people.csv"))
    assert "Alice" not in table.content.decode("utf-8-sig")


def test_an_empty_network_says_how_to_begin(cast: Cast, client: Client) -> None:
    client.force_login(cast.eve)
    page = text_of(client, f"/n/{create(cast.eve, name='Empty').slug}/mirror/")
    assert "chart-square" in page
    assert "Er valt nog niets te spiegelen" in page


def test_what_cannot_be_said_is_said_plainly(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    assert "Wat nog niet te zeggen is" in text_of(browser_of(cast.bob), mirror_of(cast))


def test_an_own_period_is_shown_and_carried_on(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    asked = "?period=own&since=2026-01-01&until=2026-03-31"
    page = text_of(browser_of(cast.bob), mirror_of(cast) + asked)
    assert "1 januari 2026 tot en met 31 maart 2026" in page
    assert f"{mirror_of(cast, 'sharing/')}?period=own&amp;since=2026-01-01&amp;until=2026-03-31" in page


def test_a_period_that_is_none_is_explained(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    for asked in ("period=own", "period=own&since=2026-03-01&until=2026-02-01", "period=own&since=x"):
        page = text_of(browser_of(cast.bob), f"{mirror_of(cast)}?{asked}")
        assert 'role="alert"' in page
        assert "1 januari 2026" not in page


def test_an_earlier_moment_stands_beside_now(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    for part in PARTS:
        page = text_of(browser_of(cast.bob), f"{mirror_of(cast, part)}?before=year")
        assert "before=year" in page
    assert "Toen en nu" in text_of(browser_of(cast.bob), f"{mirror_of(cast)}?before=quarter")


def test_a_run_of_another_network_is_no_choice(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    theirs = queries.current_run(cast.dirk).pk
    page = text_of(browser_of(cast.bob), f"{mirror_of(cast)}?before={theirs}")
    assert 'role="alert"' in page
    assert "Toen en nu" not in page


def test_the_mirror_is_made_again_on_demand(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    client, first = browser_of(cast.bob), queries.current_run(cast.bob).pk
    assert client.get(mirror_of(cast, "refresh/")).status_code == 405
    assert client.post(mirror_of(cast, "refresh/")).status_code == 302
    assert queries.current_run(cast.bob).pk != first
    assert client.post(mirror_of(cast, "refresh/"), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert browser_of(cast.dirk).post(mirror_of(cast, "refresh/")).status_code == 404


def test_a_stale_mirror_says_of_when_it_is(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    queries.current_run(cast.bob)
    note(cast.bob, "Called the insurer")
    assert "Sindsdien is er één keer iets gewijzigd" in text_of(browser_of(cast.bob), mirror_of(cast))


def test_a_large_network_waits_for_its_first_mirror(
    cast: Cast, browser_of: Callable[[Actor], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "SMALL", 3)
    assert "De spiegel wordt gemaakt" in text_of(browser_of(cast.bob), mirror_of(cast))
    assert "De spiegel wordt gemaakt" in text_of(browser_of(cast.bob), mirror_of(cast) + "?period=all")


def test_tables_and_reports_are_taken_along(cast: Cast, browser_of: Callable[[Actor], Client]) -> None:
    client = browser_of(cast.bob)
    table = client.get(mirror_of(cast, "table/square.csv"))
    assert table.content.decode("utf-8-sig").splitlines()[0] == "Oriëntatie;Dekking;Nodig;Leiders"
    assert client.get(mirror_of(cast, "table/salaries.csv")).status_code == 404
    assert b"<!doctype html>" in client.get(mirror_of(cast, "report.html")).content
    assert client.get(mirror_of(cast, "report.json")).json()["format"] == "vierspan-mirror-1"
    assert client.get(mirror_of(cast, "report.docx")).status_code == 404
    assert browser_of(cast.dirk).get(mirror_of(cast, "report.html")).status_code == 404


def test_in_the_demo_what_is_somebodys_own_stays_so_and_evidence_opens() -> None:
    network, _ = load_demo("nl")
    user = _member_of(network.slug)
    client = Client()
    client.force_login(user)
    page = text_of(client, f"/n/{network.slug}/mirror/work/")
    assert "van het werk naar buiten" not in page
    assert "ziet die persoon eerst zelf" in page
    actor = actor_for(user, network.slug)
    handle = next(each for each in queries.today(actor, queries.current_run(actor)).active if each.evidence)
    facts = f"/n/{network.slug}/facts/"
    assert escape(handle.headline) in text_of(client, f"{facts}?{urlencode({'handle': handle.key})}")
    text_of(client, f"{facts}?{urlencode({'handle': handle.key, 'n': '99'})}", 404)


def _member_of(slug: str) -> User:
    """Somebody who takes part, and is nobody in the records."""
    user = User.objects.create_user("new@example.org", "New", "nl")
    Membership(network=Network.objects.get(slug=slug), user=user, role=Role.MEMBER).save()
    return user


def test_days_pass_and_the_page_says_of_which_day_it_is(
    cast: Cast, browser_of: Callable[[Actor], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.current_run(cast.bob)
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert "gemaakt op" in text_of(browser_of(cast.bob), mirror_of(cast))
