import json
import re
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

import pytest

from analysis.report import pictures
from vierspan.analysis import report
from vierspan.analysis.mirror.picture import Attachment
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrasebook
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.machine import Document
from vierspan.analysis.report.paper import drawing_styles, pdf_of
from vierspan.analysis.report.plain import plain_summary
from vierspan.analysis.schema import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def page(language: Language = "nl") -> str:
    return report.html(pictures.mirror(), pictures.handles(), pictures.records(), language)


def test_the_report_needs_nothing_from_elsewhere() -> None:
    written = page()
    assert "<script" not in written
    assert "http://" not in written
    assert "https://" not in written
    assert 'url("data:font/woff2;base64,' in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_begins_with_the_message(language: Language) -> None:
    heads = re.findall(r"<h1>(.*?)</h1>", page(language))
    assert len(heads) == 1
    assert ("Koers" in heads[0] or "koers" in heads[0]) if language == "nl" else "ourse" in heads[0]


def test_names_are_escaped_everywhere() -> None:
    assert "<Smit>" not in page()


def test_done_and_seen_stand_beside_each_other() -> None:
    written = page()
    assert written.count("<h4>Gedaan</h4>") == 4
    assert written.count("<h4>Gezien door anderen</h4>") == 4


def test_a_handle_shows_its_rows_and_how_many_there_are() -> None:
    written = page()
    assert "11 feiten" in written
    assert "Bespreek dit eerst met Persoon 0." in written


def test_a_bare_network_is_told_what_to_record() -> None:
    written = report.html(pictures.bare(), [], pictures.records(), "nl")
    for key in ("aspects", "core", "participation", "exchange", "coherence", "face", "trend", "need"):
        assert escape(phrasebook()[f"mirror.missing.{key}"]["nl"]) in written, key


def test_what_a_network_is_called_cannot_end_the_style() -> None:
    mirror = pictures.mirror(network='a"}</style><script>alert(1)</script>')
    assert "<script>" not in report.html(mirror, [], pictures.records(), "nl")


def test_the_json_keeps_to_its_own_schema() -> None:
    written = report.to_json(pictures.mirror(), pictures.handles())
    assert not list(breaches(json.loads(written), report.json_schema()))
    assert Document.model_validate_json(written).picture.network == "Langer Thuis Vloedstreek"


def test_undefined_is_null_in_the_json() -> None:
    first = json.loads(report.to_json(pictures.mirror(), []))["actors"][0]
    assert first["aspects"]["binding"] is None
    assert first["aspects"]["taking_part"] == 0.2


KINDS: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "null": type(None),
}


def breaches(value: Any, schema: Any, root: Any = None) -> Iterator[str]:
    """A small check of the parts of JSON Schema that ours uses."""
    root = root or schema
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    if "anyOf" in schema:
        if all(list(breaches(value, one, root)) for one in schema["anyOf"]):
            yield f"{value!r} fits none"
        return
    if "type" in schema and not isinstance(value, KINDS.get(schema["type"], object)):
        yield f"{value!r} is no {schema['type']}"
    if value not in schema.get("enum", [value]):
        yield f"{value!r} is not allowed"
    yield from breaches_within(value, schema, root)


def breaches_within(value: Any, schema: Any, root: Any) -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from breaches(entry, schema.get("items", {}), root)
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
        yield from (f"{key} is missing" for key in schema.get("required", []) if key not in value)
        yield from (f"{key} is unknown" for key in value if others is False and key not in known)
        for key, entry in value.items():
            yield from breaches(entry, known.get(key, others or {}), root)


def test_paper_knows_no_custom_properties_inside_a_drawing() -> None:
    rules = [rule for _, rule in drawing_styles()]
    assert rules
    assert not any("var(" in rule for rule in rules)
    assert any('[data-o="horizon"] .chart-disc' in rule and "#f4c43a" in rule for rule in rules)


def test_page_one_stands_on_one_page_of_paper() -> None:
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    written = pypdf.PdfReader(BytesIO(pdf_of(page())))
    first, second = (written.pages[n].extract_text() for n in (0, 1))
    assert "Zo is de leiding verdeeld" in first
    assert "De vier oriëntaties" in second
    assert f"1 van {len(written.pages)}" in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_says_the_message_first(language: Language) -> None:
    mirror = pictures.mirror()
    said = plain_summary(mirror, pictures.handles(), language)
    assert said.splitlines()[0] == say.message(mirror.picture, language)


def test_who_is_seen_and_who_did_most_are_named_where_they_differ() -> None:
    said = say.leads(pictures.orientation(Orientation.STRATEGIST), "nl")
    assert any("Marit Hoekema deed het meest, Annelies Kuiper wordt het meest gezien" in one for one in said)


def test_ownership_that_fell_is_said_with_its_points() -> None:
    said = say.face(pictures.picture().face, {"p0": "Marit"}, "nl")
    assert said[0] == "Marit deed 62 procent van het werk naar buiten."
    assert "12 punten minder" in said[2]
    assert said[-1].endswith("?")


def test_a_drifting_explorer_is_named_and_the_firm_are_counted() -> None:
    firm = Attachment(
        person="p1", detachment=pictures.figure(0.2), outward=0.0, unreturned=0.1, absent=0.1,
        is_drifting=False, is_closed=False,
    )  # fmt: skip
    loose = firm.model_copy(update={"person": "p2", "is_drifting": True, "unreturned": 0.9})
    said = say.pull((firm, loose), {"p2": "Bram"}, "nl")
    assert said[0].startswith("Bram raakt los")
    assert said[1].startswith("Eén verkenner zit goed vast")


@pytest.mark.parametrize("kind", ["percent", "number"])
def test_a_figure_without_a_value_says_why(kind: str) -> None:
    assert say.figure_words(pictures.figure(None), kind, "nl") == "te weinig om iets te zeggen"


def test_every_own_phrase_stands_in_both_languages() -> None:
    own = ("charts.", "mirror.", "definition.", "report.", "command.")
    for key, entry in phrasebook().items():
        if key.startswith(own):
            assert entry.get("nl"), key
            assert entry.get("en"), key


def test_every_measure_has_a_name_and_a_text() -> None:
    for key in phrasebook():
        measure = key.split(".")
        if measure[0] == "definition" and len(measure) == 3:
            assert f"definition.{measure[1]}.name" in phrasebook()
            assert f"definition.{measure[1]}.text" in phrasebook()


def test_the_report_is_dated_by_its_period() -> None:
    assert pictures.WINDOW.end == date(2026, 11, 23)
    assert "23 november 2026" in page()
