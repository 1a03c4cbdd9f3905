"""Lists of ties, alone or with a list of nodes."""

import polars as pl
import pytest

from vierspan.analysis.formats import read
from vierspan.analysis.formats.edges import is_edges, is_nodes, read_edges
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.records import Records


def grid(header: tuple[str, ...], *rows: tuple[str | None, ...], sheet: str = "s") -> Grid:
    cells = pl.DataFrame(rows, schema={f"c{at}": pl.String for at in range(len(header))}, orient="row")
    return Grid(file="e.csv", sheet=sheet, header=header, cells=cells)


def test_source_and_target_in_any_order_make_an_edge_list() -> None:
    assert is_edges(grid(("Gewicht", "naar", "Van"), ("1", "b", "a")))
    assert is_edges(grid(("wie", "met wie"), ("a", "b"), ("b", "c")))
    assert not is_edges(grid(("naam", "leeftijd"), ("a", "3"), ("b", "4")))


def test_a_list_of_several_networks_has_to_be_chosen_from_first() -> None:
    assert not is_edges(grid(("network", "source", "target"), ("x", "a", "b"), ("y", "a", "b")))


def test_strength_kind_and_dates_are_read() -> None:
    tables, _ = read_edges(
        [grid(("Van", "Naar", "Gewicht", "Soort", "Vanaf"), ("a", "b", "2,5", "helpt", "2024-01-02"))]
    )
    row = Records.of(tables).table("ties").row(0, named=True)
    assert (row["source"], row["target"], row["kind"], row["strength"]) == ("a", "b", "helpt", 2.5)
    assert str(row["since"]) == "2024-01-02"


def test_direction_is_told_per_row_as_gephi_writes_it() -> None:
    tables, _ = read_edges([grid(("Source", "Target", "Type"), ("a", "b", "Directed"), ("b", "c", "Undirected"))])
    assert tables["ties"]["directed"].to_list() == [True, False]


def test_a_list_of_nodes_gives_names_and_attributes() -> None:
    nodes = grid(("Id", "Label", "Sector"), ("1", "Thuiszorg", "zorg"), ("2", "Gemeente", "overheid"), sheet="nodes")
    edges = grid(("Source", "Target"), ("1", "Gemeente"), sheet="edges")
    assert is_nodes(nodes)
    tables, problems = read_edges([nodes, edges])
    assert not problems
    assert tables["ties"].select("source", "target").rows() == [("1", "2")]
    assert tables["parties"]["sector"].to_list() == ["zorg", "overheid"]


def test_departments_of_people_become_parties() -> None:
    nodes = grid(("node", "dept"), ("1", "4"), ("2", "5"), sheet="nodes")
    tables, _ = read_edges([nodes, grid(("source", "target"), ("1", "2"), sheet="edges")])
    records = Records.of(tables)
    assert records.table("people")["party"].to_list() == ["dept 4", "dept 5"]
    assert set(records.table("parties")["id"]) == {"dept 4", "dept 5"}


def test_a_row_without_an_end_is_passed_over_with_a_notice() -> None:
    tables, problems = read_edges([grid(("source", "target"), ("a", "b"), ("a", None))])
    assert tables["ties"].height == 1
    assert [problem.code for problem in problems] == ["graph_link_without_end"]


def test_a_department_beside_each_node_is_no_tie() -> None:
    assert not is_edges(grid(("node", "dept"), ("1", "2"), ("2", "1")))


def test_numbered_groups_beside_each_number_are_no_ties() -> None:
    groups = [(str(at), str(at % 7)) for at in range(100)]
    assert not is_edges(grid(("wie", "groep"), *groups))
    assert is_edges(grid(("wie", "met wie"), *((str(at), str((at * 7) % 100)) for at in range(100))))
    assert is_edges(grid(("wie", "met wie"), *groups, ("0", "1")))


@pytest.mark.parametrize("headings", [("node", "dept"), ("medewerker", "afdeling")])
def test_a_list_of_departments_alone_says_what_is_missing(headings: tuple[str, str]) -> None:
    lines = [",".join(headings), *(f"{at},{at % 7}" for at in range(100))]
    reading = read("\n".join(lines).encode(), name="departments.csv")
    assert {key: frame.height for key, frame in reading.tables.items()} == {"people": 100, "parties": 7}
    assert [problem.code for problem in reading.problems] == ["mapping_only_actors"]


def test_mails_that_come_back_are_counted() -> None:
    tables, _ = read_edges([grid(("source", "target"), ("1", "2"), ("1", "2"), ("2", "1"), ("1", "1"), sheet="mail")])
    assert tables["ties"].select("source", "target", "strength").rows() == [("1", "2", 2.0), ("2", "1", 1.0)]
    assert tables["people"]["id"].to_list() == ["1", "2"]
