import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from analysis.report import pictures
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.report import charts
from vierspan.analysis.report.charts.square import PLANS, QUARTERS, Quarter
from vierspan.analysis.report.styles import stylesheet
from vierspan.analysis.schema import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def every_chart(language: Language) -> dict[str, str]:
    picture, actors, records = pictures.picture(), pictures.actors(), pictures.records()
    coherence, around = picture.coherence, charts.neighbourhood(records, actors)
    assert coherence is not None
    assert around is not None
    levels = dict.fromkeys(Orientation, 0.5)
    return {
        "square": charts.square(picture, language),
        "square narrow": charts.square(picture, language, "narrow"),
        "square small": charts.square(picture, language, "small"),
        "strips": charts.sharing_strips(picture, language),
        "strips seen": charts.sharing_strips(picture, language, "seen"),
        "needs": charts.need_bands(picture, language),
        "palette": charts.palette_scales(picture.palette, language),
        "trend": charts.trend_lines(picture, language, "acts", Orientation.DEVELOPER),
        "trend cover": charts.trend_lines(picture, language, "cover"),
        "trend leaders": charts.trend_lines(picture, language, "leaders"),
        "core": charts.core_bars(charts.core_players(actors), language),
        "matrix": charts.matrix(charts.matrix_of(records, coherence), language),
        "map": charts.network_map(around, language),
        "map narrow": charts.network_map(around, language, "narrow"),
        "accents": charts.accent_rows(levels, "Roel <Smit>", language),
        "accent square": charts.accent_square(levels, "Roel <Smit>", language),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_well_formed_and_names_are_escaped(language: Language) -> None:
    for name, drawn in every_chart(language).items():
        ElementTree.fromstring(f"<div>{drawn}</div>")  # noqa: S314 - our own output
        assert "<Smit>" not in drawn, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_chart_carries_style_or_script_of_its_own(language: Language) -> None:
    for drawn in every_chart(language).values():
        assert " style=" not in drawn
        assert "<style" not in drawn
        assert "<script" not in drawn


def test_every_picture_has_a_name_to_be_read_aloud() -> None:
    tables = {"core", "matrix"}
    for name, drawn in every_chart("nl").items():
        if name not in tables:
            assert re.search(r'role="img" aria-label="[^"]{10,}"', drawn), name


def test_every_class_of_a_chart_stands_in_the_stylesheet() -> None:
    styles = stylesheet("charts.css")
    bare = {"chart-row", "chart-scale", "wide", "narrow", "num", "rest", "chart-map"}
    for drawn in every_chart("nl").values():
        for word in {word for names in re.findall(r'class="([^"]*)"', drawn) for word in names.split()} - bare:
            assert re.search(rf"\.{re.escape(word)}\b", styles), word


def test_the_square_reads_its_eight_numbers_aloud() -> None:
    label = charts.square_label(pictures.picture(), "nl")
    assert "Koers dekking 82, nodig 50 tot 65" in label
    assert "Initiatieven dekking 71, nodig 70 tot 85" in label


def test_the_surface_of_a_quarter_is_its_cover() -> None:
    drawn = charts.square(pictures.picture(), "nl")
    radii = [float(r) for r in re.findall(r'd="[^"]*A([\d.]+) [^"]*L[^"]*Z" class="chart-disc"', drawn)]
    covers = [pictures.COVERS[o][0] for o in Orientation]
    reach = PLANS["wide"].reach
    assert radii == pytest.approx([reach * (cover / 100) ** 0.5 for cover in covers], abs=0.06)


def test_a_quarter_of_which_too_little_is_known_is_hatched_and_has_no_number() -> None:
    unknown = tuple(pictures.unknown_orientation(o) for o in Orientation)
    drawn = charts.square(pictures.picture(orientations=unknown), "nl")
    assert drawn.count("url(#square-wide-") == 4
    assert "te weinig" in drawn
    assert "ct-figure" not in drawn


def test_the_reins_run_from_the_upright_to_the_level_edge() -> None:
    for corner in QUARTERS.values():
        quarter = Quarter(PLANS["wide"], "course", *corner)
        assert quarter.point(100, 0)[0] == pytest.approx(quarter.origin[0])
        assert quarter.point(100, 1)[1] == pytest.approx(quarter.origin[1])


def test_letters_in_a_chart_are_fourteen_pixels_or_more() -> None:
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", stylesheet("charts.css"))]
    assert sizes
    assert min(sizes) >= 14


def test_the_table_twin_of_the_strips_has_everyone_who_is_named() -> None:
    rows = charts.sharing_table(pictures.picture(), "nl").rows
    assert ("Koers", "Marit Hoekema", "62", "2,3", "38") in rows
    assert ("Koers", "4 anderen", "8", "", "") in rows


def test_twins_have_a_cell_for_every_heading() -> None:
    picture, actors, records = pictures.picture(), pictures.actors(), pictures.records()
    around = charts.neighbourhood(records, actors)
    assert around is not None
    twins = [
        charts.square_table(picture, "nl"),
        charts.sharing_table(picture, "en"),
        charts.need_table(picture, "nl"),
        charts.palette_table(picture.palette, "nl"),
        charts.trend_table(picture, "en", "leaders"),
        charts.core_table(charts.core_players(actors), "nl"),
        charts.network_table(around, "nl"),
        charts.accent_table(dict.fromkeys(Orientation, 0.2), "nl"),
    ]
    for twin in twins:
        assert twin.rows
        assert all(len(row) == len(twin.header) for row in twin.rows)


def test_a_map_shows_at_most_sixty_and_is_the_same_each_time() -> None:
    records, actors = pictures.records(90), pictures.actors(90)
    first, second = charts.neighbourhood(records, actors), charts.neighbourhood(records, actors)
    assert first is not None
    assert len(first.spots) <= 60
    assert first == second


def test_a_network_without_ties_has_no_map() -> None:
    from vierspan.analysis.records import Records

    people = pictures.records().table("people")
    assert charts.neighbourhood(Records.of({"people": people}), pictures.actors()) is None


def test_the_map_writes_no_name_over_another() -> None:
    around = charts.neighbourhood(pictures.records(60), pictures.actors(60))
    assert around is not None
    drawn = charts.network_map(around, "nl")
    places = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)', drawn)
    boxes = [(float(x), float(y), len(name) * 7.6 / 2) for x, y, name in places]
    for n, (x, y, half) in enumerate(boxes):
        for u, v, other in boxes[n + 1 :]:
            assert abs(x - u) >= half + other - 6 or abs(y - v) >= 15


def test_an_empty_place_shows_its_own_quarter_dashed() -> None:
    assert charts.square_art(Orientation.EXPLORER).count("dashed") == 1


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


def test_the_core_is_a_real_table() -> None:
    tags = Tags()
    tags.feed(charts.core_bars(charts.core_players(pictures.actors()), "nl"))
    assert tags.seen[:4] == ["table", "thead", "tr", "th"]
