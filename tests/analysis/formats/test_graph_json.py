"""Graphs in JSON: Gephi Lite's files, graphology's, and nodes with links."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vierspan.analysis.formats import read
from vierspan.analysis.formats.graph_json import is_graph_json, read_graph_json
from vierspan.analysis.problems import Problem

GEPHI_LITE = {
    "type": "gephi-lite",
    "version": "1.0.2",
    "graphDataset": {
        "nodeRenderingData": {"1": {"x": 3.5, "y": 1, "size": 4, "color": "#f00", "label": "De Brink"}},
        "edgeRenderingData": {"e": {"color": "#000"}},
        "nodeData": {"1": {"sector": "zorg", "budget": 12}, "2": {"label": "Gemeente Oosterdal", "budget": 1.5}},
        "edgeData": {"e": {"weight": 3, "type": "verwijst door"}, "f": {"weight": 1}},
        "metadata": {"title": "Oosterdal"},
        "nodeFields": [{"id": "sector", "itemType": "nodes"}],
        "fullGraph": {
            "options": {"type": "mixed", "multi": True, "allowSelfLoops": True},
            "attributes": {},
            "nodes": [{"key": "1"}, {"key": "2"}],
            "edges": [
                {"key": "e", "source": "1", "target": "2"},
                {"key": "f", "source": "2", "target": "1", "undirected": True},
            ],
        },
    },
    "filters": {"past": [], "future": []},
    "appearance": {"showEdges": {"value": True}},
}


def told(body: object) -> bytes:
    return json.dumps(body).encode()


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_file_of_gephi_lite_gives_its_parties_and_ties() -> None:
    reading = read(told(GEPHI_LITE), name="oosterdal.json")
    assert (reading.form, reading.problems) == ("json", [])
    parties = reading.records.table("parties").select("id", "name", "sector", "budget").to_dicts()
    assert parties == [
        {"id": "1", "name": "De Brink", "sector": "zorg", "budget": 12.0},
        {"id": "2", "name": "Gemeente Oosterdal", "sector": None, "budget": 1.5},
    ]
    ties = reading.records.table("ties").select("id", "source", "target", "kind", "strength", "directed").to_dicts()
    assert ties == [
        {"id": "e", "source": "1", "target": "2", "kind": "verwijst door", "strength": 3.0, "directed": True},
        {"id": "f", "source": "2", "target": "1", "kind": None, "strength": 1.0, "directed": False},
    ]


def test_a_dataset_kept_as_text_reads_the_same() -> None:
    packed = {**GEPHI_LITE, "graphDataset": json.dumps(GEPHI_LITE["graphDataset"])}
    assert read(told(packed)).records == read(told(GEPHI_LITE)).records


def test_a_graph_of_graphology_reads_with_its_attributes() -> None:
    body = {
        "options": {"type": "undirected"},
        "nodes": [{"key": "a", "attributes": {"label": "Ann Bos", "type": "person", "x": 1, "e-mail": "a@b.example"}}],
        "edges": [{"source": "a", "target": "b", "attributes": {"weight": 2}}],
    }
    tables, problems = read_graph_json(told(body))
    assert codes(problems) == ["graph_nodes_made"]
    assert tables["people"].to_dicts() == [{"id": "a", "name": "Ann Bos", "type": "person", "email": "a@b.example"}]
    assert tables["ties"].select("directed", "strength").to_dicts() == [{"directed": False, "strength": 2.0}]


@pytest.mark.parametrize(
    ("nodes", "link", "ends"),
    [
        ([{"id": "a"}, {"id": "b"}], {"source": "a", "target": "b"}, ("a", "b")),
        ([{"id": 7}, {"id": 8}], {"source": 7, "target": 8}, ("7", "8")),
        ([{"name": "a"}, {"name": "b"}], {"source": 0, "target": 1}, ("a", "b")),
        ([{"id": "a"}, {"id": "b"}], {"source": {"id": "a"}, "target": {"id": "b"}}, ("a", "b")),
    ],
)
def test_nodes_with_links_read_by_id_or_by_place(nodes: list[Any], link: dict[str, Any], ends: tuple[str, str]) -> None:
    tables, problems = read_graph_json(told({"nodes": nodes, "links": [link], "directed": False}))
    assert not problems
    assert tables["ties"].select("source", "target", "directed").row(0) == (*ends, False)


def test_a_list_of_elements_is_kumus() -> None:
    kumu = told({"elements": [{"label": "De Brink", "attributes": {"nodes": 3}}], "connections": []})
    assert not is_graph_json(kumu)
    assert read(kumu).form == "kumu"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"nodes": [', "json_broken"),
        (b'{"nodes": 3}', "json_no_nodes"),
        (b'{"nodes": []}', "graph_empty"),
        (b'{"graphDataset": "{", "nodes": []}', "json_no_nodes"),
        (b'{"nodes": ' + b"[" * 100_000, "graph_too_deep"),
        (b'{"nodes": "\xff"}', "graph_encoding"),
    ],
)
def test_what_is_no_graph_says_why(content: bytes, code: str) -> None:
    problems = read_graph_json(content)[1]
    assert codes(problems) == [code]
    assert problems[0].is_fatal


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["nodes", "edges", "links", "key", "id", "source", "target", "label", "attributes", "options", "type",
         "graphDataset", "fullGraph", "nodeData", "undirected"]), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(JSON, max_size=4), st.lists(JSON, max_size=4), JSON)
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_it_nothing_breaks(nodes: list[Any], edges: list[Any], more: Any) -> None:
    body = {"nodes": nodes, "edges": edges, "options": more, "nodeData": more, "fullGraph": more}
    for content in (body, {"graphDataset": body}, {key: body[key] for key in ("nodes", "edges")}):
        reading = read(told({"nodes": [], **content}))
        assert reading.tables or reading.fatal
