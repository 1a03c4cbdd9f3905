"""Influence from ties alone."""

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.tie_networks import WINDOW, parties, people, recorded, tied
from vierspan.analysis.measures.influence import influence_from_ties
from vierspan.analysis.records import Records


def shares(records: Records) -> dict[str, float]:
    return dict(influence_from_ties(records, WINDOW).iter_rows())


def test_the_one_whom_all_ask_has_all_influence() -> None:
    found = shares(tied(nx.DiGraph([("a", "c"), ("b", "c"), ("d", "c")])))
    assert found == pytest.approx({"a": 0.0, "b": 0.0, "c": 1.0, "d": 0.0})


def test_a_chain_of_reporting_puts_the_head_first() -> None:
    found = shares(tied(nx.DiGraph([("w1", "v1"), ("w2", "v1"), ("w3", "v2"), ("v1", "head"), ("v2", "head")])))
    assert max(found, key=lambda one: found[one]) == "head"
    assert found["v1"] > found["v2"] > found["w1"]


def test_what_is_returned_counts_less_than_what_is_not() -> None:
    graph = nx.DiGraph([("a", "up"), ("b", "up"), ("a", "peer"), ("b", "peer"), ("peer", "a"), ("peer", "b")])
    found = shares(tied(graph))
    assert found["up"] > found["peer"]


def test_who_leads_by_the_name_of_the_tie_is_its_source() -> None:
    found = shares(tied(nx.DiGraph([("boss", "a"), ("boss", "b")]), kind="geeft leiding aan"))
    assert found["boss"] == pytest.approx(1.0)


def test_ties_of_conflict_grant_nothing() -> None:
    assert shares(tied(nx.DiGraph([("a", "b"), ("c", "b")]), kind="wantrouwt")) == {}


def test_advice_weighs_more_than_contact() -> None:
    ties = [("a", "b", "advice"), ("a", "c", "works with")]
    rows = [{"source": one, "target": other, "kind": kind, "directed": True} for one, other, kind in ties]
    found = shares(recorded(people=people("a", "b", "c"), ties=rows))
    assert found["b"] == pytest.approx(2 * found["c"])


def test_a_scale_of_hundreds_does_not_drown_a_scale_of_five() -> None:
    mails = [{"source": "a", "target": "b", "kind": "mail", "strength": 400.0, "directed": True}]
    calls = [{"source": "a", "target": "c", "kind": "call", "strength": 4.0, "directed": True}]
    found = shares(recorded(people=people("a", "b", "c"), ties=mails + calls))
    assert found["b"] == pytest.approx(found["c"])


def test_ties_outside_the_window_do_not_count() -> None:
    graph = tied(nx.DiGraph([("a", "b")])).table("ties").with_columns(pl.lit("2020-12-31").str.to_date().alias("until"))
    assert shares(Records.of({"people": pl.DataFrame(people("a", "b")), "ties": graph})) == {}


def test_without_ties_nobody_has_a_share_not_even_zero() -> None:
    assert shares(recorded(people=people("a"))) == {}


def test_parties_without_ties_have_the_influence_of_their_people() -> None:
    who = [{"name": "a", "party": "P"}, {"name": "b", "party": "Q"}, {"name": "c", "party": "P"}]
    ties = [{"source": "a", "target": "b", "directed": True}, {"source": "b", "target": "c", "directed": True}]
    found = shares(recorded(parties=parties("P", "Q", "R"), people=who, ties=ties))
    assert found["P"] == pytest.approx(found["a"] + found["c"])
    assert found["R"] == 0.0


def test_a_pair_of_mutual_ties_shares_equally() -> None:
    assert shares(tied(nx.path_graph(2))) == {"0": pytest.approx(0.5), "1": pytest.approx(0.5)}


@given(st.integers(3, 20), st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_with_mutual_ties_influence_orders_as_pagerank_does(size: int, seed: int) -> None:
    graph = nx.gnp_random_graph(size, 0.4, seed=seed)
    if not graph.number_of_edges():
        return
    graph.remove_nodes_from(list(nx.isolates(graph)))
    expected = nx.pagerank(graph, tol=1e-12, max_iter=1000)
    base = 0.15 / len(graph)  # what everybody gets
    received = {str(node): (value - base) / 0.85 for node, value in expected.items()}
    assert shares(tied(graph)) == pytest.approx(received, abs=1e-6)


@given(st.integers(2, 15), st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_does_not_matter(size: int, seed: int) -> None:
    graph = nx.gnp_random_graph(size, 0.5, seed=seed, directed=True)
    if not graph.number_of_edges():
        return
    records = tied(graph)
    turned = Records.of({"people": records.table("people"), "ties": records.table("ties").reverse()})
    assert shares(turned) == pytest.approx(shares(records))
