"""A story on the map, told full-screen with keys; and a view within the page of another site."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import FrameLocator, Page, expect
from pytest_django.live_server_helper import LiveServer

from factories import Cast, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.insight.map_views import shares, stories, views
from vierspan.workspace.insight.models import MapStory

pytestmark = pytest.mark.django_db(transaction=True)

SMALL = {"width": 390, "height": 844}


@pytest.fixture
def cast() -> Cast:
    return make_cast("nl")


@pytest.fixture
def story(cast: Cast) -> MapStory:
    made = stories.make(cast.alice, name="Zo kennen we elkaar", text="Voor de bijeenkomst.", is_shared=True)
    for title, query in (("Dit zijn wij", ""), ("Onze mensen", "show=person"), ("De kern", "layout=rings&colour=ring")):
        stories.add_step(cast.alice, made.pk, name=title, text="Kijk maar.\n\nWat valt je op?", query=query)
    return made


@pytest.fixture
def alices(browser_page: Page, sign_in_as: Callable[[User], None], cast: Cast) -> Page:
    sign_in_as(User.objects.get(email="alice@example.org"))
    return browser_page


def place(cast: Cast, rest: str = "") -> str:
    return f"/n/{cast.network.slug}/map/{rest}"


def test_a_story_is_told_with_keys_and_every_step_has_its_address(
    alices: Page, cast: Cast, story: MapStory, console_errors: list[str]
) -> None:
    page, title = alices, alices.locator("h1")
    page.goto(place(cast, f"stories/{story.pk}/present/"))
    expect(title).to_have_text("Dit zijn wij")
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Onze mensen")
    expect(title).to_be_focused()
    expect(page.get_by_text("Stap 2 van 3")).to_be_visible()
    assert page.url.endswith("?step=2")
    page.keyboard.press("Space")
    expect(title).to_have_text("De kern")
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("De kern")
    page.go_back()
    expect(title).to_have_text("Onze mensen")
    page.keyboard.press("Home")
    expect(title).to_have_text("Dit zijn wij")
    page.get_by_role("link", name="Volgende").click()
    expect(title).to_have_text("Onze mensen")
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/map/stories/{story.pk}/")
    assert console_errors == []


def test_a_view_is_kept_from_the_map_and_told(alices: Page, cast: Cast, console_errors: list[str]) -> None:
    page = alices
    page.goto(place(cast))
    page.locator("[data-map][data-ready]").wait_for()
    page.goto(place(cast, "?show=person"))
    page.get_by_text("Bewaar deze weergave").click()
    page.get_by_label("Naam", exact=True).fill("Onze mensen")
    page.get_by_label("Bewaar als").select_option("new")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.wait_for_url("**/map/stories/*/")
    expect(page.get_by_role("heading", name="Onze mensen")).to_be_visible()
    assert [each.query for each in stories.steps(cast.alice, MapStory.objects.of(cast.network.pk).get())] == [
        "show=person"
    ]
    assert console_errors == []


@pytest.mark.parametrize("size", [None, SMALL], ids=["desk", "phone"])
def test_stories_links_and_what_outsiders_see_are_open_to_everybody(
    alices: Page, cast: Cast, story: MapStory, size: dict[str, int] | None, axe_violations: Callable[[Page], list[str]]
) -> None:
    page = alices
    if size is not None:
        page.set_viewport_size(size)  # type: ignore[arg-type]
    kept = views.save(cast.alice, name="Onze kaart", query="", is_shared=True)
    share = shares.publish(cast.alice, shares.Wish(name="Onze kaart", frames="*"))
    token = shares.token_of(share.pk)
    inside = (
        "kept/",
        f"stories/{story.pk}/",
        f"stories/{story.pk}/present/?step=2",
        "links/",
        f"views/{kept.pk}/share/",
    )
    found = {}
    for address in (*(place(cast, rest) for rest in inside), f"/shared/{token}/", f"/embed/{token}/"):
        page.goto(address)
        found[address] = axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


class Elsewhere(BaseHTTPRequestHandler):
    """Another site, of which the page frames the address that it is asked with."""

    def do_GET(self) -> None:
        framed = self.path.partition("?")[2]
        body = f'<!doctype html><title>x</title><iframe src="{framed}" width="800" height="700"></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Nothing in the terminal."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_another_site_shows_the_map_only_where_the_leader_said_so(
    browser_page: Page, live_server: LiveServer, elsewhere: str, cast: Cast
) -> None:
    def framed(name: str, site: str) -> FrameLocator:
        made = shares.publish(cast.alice, shares.Wish(name=name, frames=site))
        browser_page.goto(f"{elsewhere}/?{live_server.url}/embed/{shares.token_of(made.pk)}/")
        return browser_page.frame_locator("iframe")

    frame = framed("Onze kaart", elsewhere)
    expect(frame.get_by_role("heading", name="Onze kaart")).to_be_visible(timeout=20_000)
    expect(frame.get_by_role("link", name="Open deze kaart op een eigen pagina")).to_be_visible()
    frame.get_by_text("Hetzelfde als tabel").click()
    expect(frame.get_by_role("rowheader", name="Café Samen")).to_be_visible()
    expect(framed("Niet hier", "http://somewhere.example").get_by_text("Niet hier")).to_have_count(0)
