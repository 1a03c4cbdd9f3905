from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from factories import DAY, Cast, id_of, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.directory.models import Party, Tie

pytestmark = pytest.mark.django_db(transaction=True)

NO_CANVAS = "HTMLCanvasElement.prototype.getContext = () => null;"
NO_WEBGL = """
const context = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : context.call(this, kind, ...rest);
};
"""
COUNT = "3 op de kaart, 2 onderlinge relaties"


@pytest.fixture
def cast() -> Cast:
    return make_cast("nl")


@pytest.fixture
def map_page(browser_page: Page, sign_in_as: Callable[[User], None], cast: Cast) -> Page:
    sign_in_as(User.objects.get(email="alice@example.org"))
    return browser_page


def opened(page: Page, cast: Cast, rest: str = "") -> None:
    page.goto(f"/n/{cast.network.slug}/map/{rest}")
    page.locator("[data-map][data-ready]").wait_for()


def party_of(cast: Cast, name: str) -> UUID:
    return id_of(cast.alice, Party, name=name)


def late_tie(cast: Cast) -> None:
    """A tie that came and went, so that the slider has something to tell."""
    source, target = party_of(cast, "Thuiszorg De Brink"), party_of(cast, "Café Samen")
    days = {"since": DAY - timedelta(days=800), "until": DAY - timedelta(days=400)}
    Tie(network_id=cast.network.pk, source=source, target=target, **days).save()
    facts_changed(cast.network.pk)


def test_one_finds_walks_filters_and_goes_back_on_the_map(
    map_page: Page, cast: Cast, console_errors: list[str]
) -> None:
    page, panel = map_page, map_page.locator("#map-panel h2")
    opened(page, cast)
    count = page.locator("[data-map-count]")
    expect(count).to_have_text(COUNT)
    page.keyboard.press("/")
    page.keyboard.type("oosterd")
    page.keyboard.press("Enter")
    expect(panel).to_have_text("Gemeente Oosterdal")
    assert "chosen=" in page.url
    page.locator("[data-map-stage]").focus()
    for arrow in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(arrow)
    expect(panel).not_to_have_text("Niemand gekozen")
    page.keyboard.press("Escape")
    expect(panel).to_have_text("Niemand gekozen")
    page.go_back()
    expect(panel).not_to_have_text("Niemand gekozen")
    page.locator("[data-map-legend] button").first.click()
    expect(count).not_to_have_text(COUNT)
    page.locator(".map-state [data-map-clear]").click()
    expect(count).to_have_text(COUNT)
    assert console_errors == []


def test_layouts_and_colours_each_say_what_they_mean_and_stay_in_the_address(
    map_page: Page, cast: Cast, console_errors: list[str]
) -> None:
    page = map_page
    opened(page, cast)
    how = page.locator("[data-map-how]")
    expect(how).to_contain_text("Wie verbonden is, staat dicht bij elkaar.")
    page.get_by_role("button", name="Ringen").click()
    expect(how).to_contain_text("De kern staat in het midden")
    page.get_by_role("button", name="Wat je ziet").click()
    page.get_by_label("Kleur naar").select_option("sector")
    expect(page.locator("[data-map-legend]")).to_contain_text("gemeente 1")
    assert "layout=rings" in page.url
    assert "colour=sector" in page.url
    page.get_by_role("button", name="Sectoren").click()
    page.go_back()
    expect(page.get_by_role("button", name="Ringen")).to_have_attribute("aria-pressed", "true")
    assert console_errors == []


def test_filters_count_and_combine(map_page: Page, cast: Cast) -> None:
    page, count = map_page, map_page.locator("[data-map-count]")
    opened(page, cast)
    page.get_by_role("button", name="Filter").click()
    tools = page.locator("#map-tools")
    tools.get_by_role("button", name="Oost 2", exact=True).click()
    expect(count).to_contain_text("2 op de kaart")
    expect(tools.get_by_role("button", name="zorg 1", exact=True)).to_be_visible()
    tools.get_by_role("button", name="zorg 1", exact=True).click()
    expect(count).to_contain_text("1 op de kaart")
    assert "region=Oost" in page.url
    page.reload()
    expect(count).to_contain_text("1 op de kaart")
    tools.get_by_role("button", name="Wis de filters").click()
    expect(count).to_have_text(COUNT)


def test_time_plays_only_when_pressed_and_two_days_compare_in_words(map_page: Page, cast: Cast) -> None:
    late_tie(cast)
    page = map_page
    opened(page, cast)
    slider, play = page.locator("#map-moment"), page.locator("[data-map-play]")
    last = slider.input_value()
    play.click()
    expect(play).to_have_text("Pauze")
    expect(slider).not_to_have_value(last)
    play.click()
    expect(play).to_have_text("Speel af")
    slider.press("End")
    page.get_by_role("button", name="Vergelijk").click()
    page.get_by_label("Vergelijk met").select_option(index=1)
    expect(page.locator("[data-map-compare-words]")).to_contain_text("Tussen")
    assert "since=" in page.url
    expect(page.locator("[data-map-lines]")).to_contain_text("verdwenen")


def test_somebody_is_introduced_along_the_shortest_chain(map_page: Page, cast: Cast) -> None:
    page = map_page
    opened(page, cast, "?tool=path")
    page.get_by_label("Wie zoekt").fill("brink")
    page.keyboard.press("Enter")
    page.get_by_label("Bij wie").fill("cafe")
    page.keyboard.press("Enter")
    expect(page.locator("[data-map-path-words]")).to_have_text(
        "Thuiszorg De Brink bereikt Café Samen via Gemeente Oosterdal."
    )
    expect(page.locator("[data-map-path-table] tbody tr")).to_have_count(2)
    assert "to=" in page.url


def test_the_table_has_the_same_rows_and_follows(map_page: Page, cast: Cast) -> None:
    page = map_page
    opened(page, cast)
    page.get_by_role("button", name="Tabel", exact=True).click()
    assert "as=table" in page.url
    rows = page.locator("tr[data-actor]:visible")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Wat je ziet").click()
    page.get_by_label("Toon", exact=True).select_option("both")
    expect(rows).to_have_count(9)
    page.get_by_role("link", name="Café Samen").click()
    expect(page.locator("#map-panel h2")).to_have_text("Café Samen")
    page.get_by_role("group", name="Rijen van de tabel").get_by_role("button", name="Relaties").click()
    expect(page.locator("[data-map-table] thead")).to_contain_text("Sterkte van relaties", ignore_case=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tabel (CSV)").click()
    assert "Café Samen" in download.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("button", "begins"), [("Beeld (PNG)", b"\x89PNG"), ("Tekening (SVG)", b"<svg")])
def test_the_map_goes_along_as_a_picture(map_page: Page, cast: Cast, button: str, begins: bytes) -> None:
    opened(map_page, cast, "?layout=rings")
    with map_page.expect_download() as download:
        map_page.get_by_role("button", name=button).click()
    drawn = download.value.path().read_bytes()
    assert drawn.startswith(begins)
    if begins == b"<svg":
        assert "Gemeente Oosterdal" in drawn.decode()
        assert "<ellipse" in drawn.decode()


def test_another_view_comes_without_loading_the_page_again(map_page: Page, cast: Cast) -> None:
    page = map_page
    opened(page, cast)
    page.evaluate("document.body.dataset.same = 'yes'")
    page.evaluate(
        """document.querySelector('[data-map]').dispatchEvent(
            new CustomEvent('map:show', {detail: {query: 'layout=sector&colour=ring&region=Oost'}}))"""
    )
    expect(page.locator("[data-map-count]")).to_contain_text("2 op de kaart")
    assert page.locator("[data-map]").get_attribute("data-view") == "layout=sector&colour=ring&region=Oost"
    assert page.evaluate("document.body.dataset.same") == "yes"


def test_the_map_needs_no_graphics_card(map_page: Page, cast: Cast, console_errors: list[str]) -> None:
    map_page.add_init_script(NO_WEBGL)
    opened(map_page, cast)
    expect(map_page.locator("[data-map-stage] canvas")).to_be_visible()
    assert console_errors == []


def test_where_drawing_fails_the_table_stands_in(map_page: Page, cast: Cast) -> None:
    map_page.add_init_script(NO_CANVAS)
    opened(map_page, cast)
    expect(map_page.get_by_role("alert")).to_contain_text("Tekenen lukte niet. De tabel wel.")
    expect(map_page.locator("tr[data-actor]:visible")).to_have_count(3)


@pytest.mark.parametrize(("width", "language"), [(390, "nl"), (390, "en"), (1280, "nl"), (1280, "en")])
def test_the_map_is_for_everybody(
    map_page: Page, cast: Cast, axe_violations: Callable[[Page], list[str]], width: int, language: str
) -> None:
    page = map_page
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    User.objects.filter(email="alice@example.org").update(language=language)
    page.set_viewport_size({"width": width, "height": 900})
    party, other = party_of(cast, "Gemeente Oosterdal"), party_of(cast, "Café Samen")
    tools = ("?tool=look", "?tool=filter&region=Oost", "?tool=groups&layout=rings&colour=sector")
    for rest in ("", f"?chosen={party}", f"?chosen={party}&to={other}&tool=path", "?as=table&rows=ties", *tools):
        opened(page, cast, rest)
        assert axe_violations(page) == [], rest
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert errors == []
