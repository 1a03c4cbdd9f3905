"""GraphML: hardened reading, and a round trip that loses nothing."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.datatypes import DataTypeClass

from vierspan.analysis.formats.graphml import read_graphml, write_graphml
from vierspan.analysis.problems import Problem
from vierspan.analysis.records import Records

HEAD = '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12).filter(
    lambda text: text.strip() and "￾" not in text and "￿" not in text
)
DAY = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NUMBER = st.floats(0, 1e12, allow_nan=False)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def networks(draw: st.DrawFn) -> Records:
    ids = draw(st.lists(TEXT, min_size=2, max_size=6, unique=True))
    split = draw(st.integers(0, len(ids)))
    parties = [
        {"id": each, "name": draw(TEXT), "sector": draw(maybe(TEXT)), "joined_on": draw(maybe(DAY))}
        | {"fair_share": draw(maybe(NUMBER)), "ring": draw(maybe(st.sampled_from(["core", "partner"])))}
        | {"budget": draw(maybe(st.integers(-(2**40), 2**40))), "is_new": draw(maybe(st.booleans()))}
        for each in ids[:split]
    ]
    people = [
        {"id": each, "name": draw(TEXT), "party": draw(maybe(st.sampled_from(ids[:split]))) if split else None}
        | {"note": draw(maybe(TEXT)), "label": draw(maybe(TEXT)), "born": draw(maybe(DAY))}
        | {"skills": draw(maybe(st.lists(TEXT, min_size=1, max_size=3)))}
        for each in ids[split:]
    ]
    ties = [
        {"id": f"t{at}", "source": draw(st.sampled_from(ids)), "target": draw(st.sampled_from(ids))}
        | {"kind": draw(maybe(TEXT)), "strength": draw(maybe(NUMBER)), "directed": draw(maybe(st.booleans()))}
        | {"since": draw(maybe(DAY)), "weight": draw(maybe(TEXT))}
        for at in range(draw(st.integers(0, 4)))
    ]
    extra: dict[str, DataTypeClass | pl.DataType] = {
        "budget": pl.Int64,
        "is_new": pl.Boolean,
        "born": pl.Date,
        "skills": pl.List(pl.String),
    }
    tables = {
        key: shorn(pl.DataFrame(rows, schema_overrides=extra, infer_schema_length=None))
        for key, rows in {"parties": parties, "people": people, "ties": ties}.items()
        if rows
    }
    return Records.of(tables)


def shorn(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns without a value say nothing, so nothing is lost with them."""
    return frame.select(name for name in frame.columns if frame[name].null_count() < frame.height)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@given(networks())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_back_unchanged(records: Records) -> None:
    tables, problems = read_graphml(write_graphml(records))
    assert not problems
    back = Records.of(tables)
    assert back.present == records.present
    for key in records.present:
        assert (
            back.table(key)
            .select(sorted(back.table(key).columns))
            .equals(records.table(key).select(sorted(records.table(key).columns)))
        )


def test_a_doctype_is_refused_before_anything_expands() -> None:
    bomb = b'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<graphml>&b;</graphml>'
    tables, problems = read_graphml(bomb)
    assert not tables
    assert [(problem.code, problem.row, problem.is_fatal) for problem in problems] == [("graph_doctype", 2, True)]


def test_an_external_entity_is_never_fetched() -> None:
    content = b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><graphml/>'
    assert codes(read_graphml(content)[1]) == ["graph_doctype"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEAD + "<graph><node id='a'>", "graph_cut_off"),
        (HEAD + "<graph></node></graph></graphml>", "graph_mismatched"),
        (HEAD + "<graph <", "graph_broken"),
        ("", "graph_cut_off"),
        ("<html></html>", "graph_other_root"),
        (HEAD + "</graphml>", "graph_empty"),
        ("<graphml>" + "<a>" * 300, "graph_too_deep"),
        ("<?xml version='1.0' encoding='no-such'?><graphml/>", "graph_encoding"),
    ],
)
def test_broken_files_say_what_and_where(content: str, code: str) -> None:
    tables, problems = read_graphml(content.encode())
    assert not tables
    assert codes(problems) == [code]
    assert problems[0].is_fatal


def test_a_break_is_named_by_line_and_column() -> None:
    problem = read_graphml(b"<graphml>\n<graph>\n</oops>")[1][0]
    assert (problem.facts["line"], problem.facts["column"]) == (3, 3)


def test_nodes_that_only_edges_name_are_made_with_a_notice() -> None:
    content = HEAD + "<graph edgedefault='directed'><node id='a'/><edge source='a' target='b'/></graph></graphml>"
    tables, problems = read_graphml(content.encode())
    assert tables["parties"]["id"].to_list() == ["a", "b"]
    assert tables["ties"]["directed"].to_list() == [True]
    assert codes(problems) == ["graph_nodes_made"]
    assert not problems[0].is_fatal


def test_a_type_attribute_parts_people_from_parties() -> None:
    content = HEAD + (
        "<key id='k' for='node' attr.name='type' attr.type='string'/><graph edgedefault='undirected'>"
        "<node id='a'><data key='k'>Person</data></node><node id='b'><data key='k'>Gemeente</data></node>"
        "<edge source='a' target='b'/></graph></graphml>"
    )
    tables, _ = read_graphml(content.encode())
    assert tables["people"]["id"].to_list() == ["a"]
    assert tables["parties"]["id"].to_list() == ["b"]


def test_the_user_may_say_what_nodes_are() -> None:
    content = (HEAD + "<graph><node id='Jan'/></graph></graphml>").encode()
    assert set(read_graphml(content, "people")[0]) == {"people"}
    assert set(read_graphml(content, "parties")[0]) == {"parties"}


def test_a_column_that_does_not_fit_ours_is_kept_beside_it() -> None:
    content = HEAD + (
        "<key id='k' for='node' attr.name='ring' attr.type='string'/>"
        "<graph><node id='a'><data key='k'>blue</data></node></graph></graphml>"
    )
    tables, _ = read_graphml(content.encode())
    assert tables["parties"]["ring (file)"].to_list() == ["blue"]
    Records.of(tables)
