"""Does influence from ties agree with what is known?"""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from bench.truth import compared, main, read_collection, read_facts

SIMPLE = ("in-degree", "PageRank", "betweenness")


def small(folder: Path) -> Path:
    """Two who are asked by two others, with a level that says who is who."""
    index = {"network": ["firm"], "kind": ["advice"], "nodes": ["4"], "edges": ["5"], "directed": ["True"]}
    nodes = [("firm", node, "level", level) for node, level in (("a", "1"), ("b", "2"), ("c", "3"), ("d", "3"))]
    edges = [("firm", *pair, "1.0") for pair in (("c", "b"), ("d", "b"), ("c", "a"), ("d", "a"), ("b", "a"))]
    pl.DataFrame(index).write_csv(folder / "classic_networks_index.csv")
    columns = ["network", "node", "attribute", "value"]
    pl.DataFrame(nodes, schema=columns, orient="row").write_csv(folder / "classic_networks_nodes.csv")
    columns = ["network", "source", "target", "weight"]
    pl.DataFrame(edges, schema=columns, orient="row").write_csv(folder / "classic_networks_edges.csv")
    return folder


def test_a_folder_with_its_own_facts_gives_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small(tmp_path) / "truth_facts.csv").write_text(
        "network,attribute,high,about\nfirm,level,low,\n", encoding="utf-8"
    )
    assert main(["--data", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert "firm level" in printed.out
    assert "influence" in printed.out
    assert "not compared" not in printed.err


def test_attributes_of_which_nothing_is_said_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(small(tmp_path))]) == 0
    assert "not compared: firm has 'level'" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "no")]) == 2
    assert "--data" in capsys.readouterr().err


def test_on_average_no_simple_measure_does_better(shared_data: Path) -> None:
    collection = read_collection(shared_data)
    found = [compared(collection, fact) for fact in read_facts(shared_data)]
    mean = {name: np.mean([one[name][0] for one in found]) for name in found[0]}
    assert all(mean["influence"] > mean[simple] for simple in SIMPLE)


def test_with_more_relations_influence_does_better_than_the_simple_measures(shared_data: Path) -> None:
    collection = read_collection(shared_data)
    found = [compared(collection, fact) for fact in read_facts(shared_data) if len(fact.networks) > 1]
    mean = {name: np.mean([one[name][0] for one in found]) for name in found[0]}
    assert all(mean["influence"] > mean[simple] for simple in SIMPLE)
