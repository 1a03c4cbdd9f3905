"""GEXF in its three versions."""

from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from vierspan.analysis.formats.gexf import read_gexf, write_gexf
from vierspan.analysis.records import Records

_spec = spec_from_file_location("graph_networks", Path(__file__).with_name("test_graphml.py"))
assert _spec is not None
assert _spec.loader is not None
_networks = module_from_spec(_spec)
_spec.loader.exec_module(_networks)


def gexf(inner: str, graph: str = 'defaultedgetype="undirected"', version: str = "1.2") -> bytes:
    head = f'<gexf xmlns="http://www.gexf.net/{version}draft" version="{version}">'
    return f"{head}<graph {graph}>{inner}</graph></gexf>".encode()


@given(_networks.networks())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_back_unchanged(records: Records) -> None:
    tables, problems = read_gexf(write_gexf(records))
    assert not problems
    back = Records.of(tables)
    assert back.present == records.present
    for key in records.present:
        assert (
            back.table(key)
            .select(sorted(back.table(key).columns))
            .equals(records.table(key).select(sorted(records.table(key).columns)))
        )


def test_spells_give_the_first_start_and_the_last_end() -> None:
    inner = (
        "<nodes><node id='a' label='A'/><node id='b' label='B'/></nodes><edges><edge source='a' target='b'>"
        "<spells><spell start='2020-03-01' end='2020-04-01'/><spell start='2019-01-01' end='2021-01-01'/></spells>"
        "</edge></edges>"
    )
    ties = read_gexf(gexf(inner, 'mode="dynamic" timeformat="date"'))[0]["ties"]
    assert ties.select("since", "until").row(0) == (date(2019, 1, 1), date(2021, 1, 1))


def test_times_that_are_no_dates_are_kept_beside_ours() -> None:
    inner = "<nodes><node id='a' start='3.5'/></nodes><edges/>"
    frame = read_gexf(gexf(inner))[0]["parties"]
    assert frame["start"].to_list() == ["3.5"]


def test_nested_nodes_keep_their_parent() -> None:
    inner = "<nodes><node id='a'><nodes><node id='b'/></nodes></node><node id='c' pid='a'/></nodes><edges/>"
    frame = read_gexf(gexf(inner))[0]["parties"]
    assert dict(zip(frame["id"], frame["parent"], strict=True)) == {"a": None, "b": "a", "c": "a"}


def test_lists_are_read_however_they_are_written() -> None:
    values = ("a |b | c", "a ,b , c", "[a, b, c]", "['a', 'b', 'c']", "[&quot;a&quot;, &quot;b&quot;, &quot;c&quot;]")
    for value in values:
        inner = (
            "<attributes class='node'><attribute id='0' title='skills' type='liststring'/></attributes>"
            f'<nodes><node id="n"><attvalues><attvalue for="0" value="{value}"/></attvalues></node></nodes><edges/>'
        )
        assert read_gexf(gexf(inner))[0]["parties"]["skills"].to_list() == [["a", "b", "c"]]


def test_weight_kind_and_direction_of_each_edge_are_read() -> None:
    inner = (
        "<nodes><node id='a'/><node id='b'/></nodes><edges>"
        "<edge source='a' target='b' type='directed' weight='2.5' label='trusts'/>"
        "<edge source='b' target='a' type='mutual'/></edges>"
    )
    ties = read_gexf(gexf(inner))[0]["ties"]
    assert ties.select("kind", "strength", "directed").rows() == [("trusts", 2.5, True), (None, None, False)]


def test_a_number_for_a_label_gives_way_to_a_name() -> None:
    inner = (
        "<attributes class='node'><attribute id='name' title='name' type='string'/></attributes>"
        "<nodes><node id='x' label='1'><attvalues>"
        "<attvalue for='name' value='Britta Witzel'/></attvalues></node></nodes>"
    )
    assert read_gexf(gexf(inner))[0]["people"]["name"].to_list() == ["Britta Witzel"]


def test_a_negative_weight_is_kept_but_is_no_strength() -> None:
    inner = "<nodes><node id='a'/><node id='b'/></nodes><edges><edge source='a' target='b' weight='-1'/></edges>"
    tables, _ = read_gexf(gexf(inner))
    assert tables["ties"]["weight"].to_list() == [-1.0]
    Records.of(tables)


def test_a_doctype_is_refused() -> None:
    assert [p.code for p in read_gexf(b"<!DOCTYPE gexf><gexf/>")[1]] == ["graph_doctype"]
