from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factories import Cast, id_of, make_cast
from vierspan.workspace.accounts.models import User
from vierspan.workspace.directory.models import Party

pytestmark = pytest.mark.django_db(transaction=True)

NO_WEBGL = """
const context = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : context.call(this, kind, ...rest);
};
"""


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


def test_one_finds_walks_filters_and_goes_back_on_the_map(
    map_page: Page, cast: Cast, console_errors: list[str]
) -> None:
    page, panel = map_page, map_page.locator("#map-panel h2")
    opened(page, cast)
    count = page.locator("[data-map-count]")
    expect(count).to_have_text("3 op de kaart, 2 onderlinge relaties")
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
    expect(count).not_to_have_text("3 op de kaart, 2 onderlinge relaties")
    assert console_errors == []


def test_the_table_has_the_same_rows_and_follows(map_page: Page, cast: Cast) -> None:
    page = map_page
    opened(page, cast)
    page.get_by_role("button", name="Tabel", exact=True).click()
    assert "as=table" in page.url
    rows = page.locator("tr[data-actor]:visible")
    expect(rows).to_have_count(3)
    page.get_by_label("Toon", exact=True).select_option("both")
    expect(rows).to_have_count(9)
    page.get_by_role("link", name="Café Samen").click()
    expect(page.locator("#map-panel h2")).to_have_text("Café Samen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tabel (CSV)").click()
    assert "Café Samen" in download.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("button", "begins"), [("Beeld (PNG)", b"\x89PNG"), ("Tekening (SVG)", b"<svg")])
def test_the_map_goes_along_as_a_picture(map_page: Page, cast: Cast, button: str, begins: bytes) -> None:
    opened(map_page, cast)
    with map_page.expect_download() as download:
        map_page.get_by_role("button", name=button).click()
    assert download.value.path().read_bytes().startswith(begins)


def test_where_drawing_fails_the_table_stands_in(map_page: Page, cast: Cast) -> None:
    map_page.add_init_script(NO_WEBGL)
    opened(map_page, cast)
    expect(map_page.get_by_role("alert")).to_contain_text("Tekenen lukte niet. De tabel wel.")
    expect(map_page.locator("tr[data-actor]:visible")).to_have_count(3)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_map_is_for_everybody(
    map_page: Page, cast: Cast, axe_violations: Callable[[Page], list[str]], console_errors: list[str], width: int
) -> None:
    page = map_page
    page.set_viewport_size({"width": width, "height": 900})
    party = id_of(cast.alice, Party, name="Gemeente Oosterdal")
    for rest in ("", f"?chosen={party}", "?as=table"):
        opened(page, cast, rest)
        assert axe_violations(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert console_errors == []
