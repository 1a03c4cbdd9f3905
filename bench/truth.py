"""Does it hold? Compares influence and core from ties alone with what is known about the same people.

Run: python -m bench.truth --data DIR. The folder holds classic_networks_nodes, _edges and _index (.csv or .csv.gz).
What is known stands in truth_facts.csv in that folder, else beside this module: network (several relations of the same
people joined by +), attribute, and which end of it is high.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import igraph
import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import stats

from vierspan.analysis.measures.core import core
from vierspan.analysis.measures.influence import influence_from_ties
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records

DATA = Path(__file__).parents[2] / "shared" / "data"
FACTS = "truth_facts.csv"
WINDOW = Window(start=date(2000, 1, 1), end=date(2000, 12, 31))
TELLING = ("level", "rank", "status", "senior", "reputation", "lead", "influen", "power", "citation", "position")

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Fact:
    """What is known of the people in one or more relations."""

    networks: tuple[str, ...]
    attribute: str
    is_high_most: bool

    @property
    def label(self) -> str:
        return "+".join(self.networks)


@dataclass(frozen=True)
class Collection:
    """All networks of a folder in long form, as text."""

    nodes: pl.DataFrame
    edges: pl.DataFrame
    index: pl.DataFrame

    def members(self, network: str) -> list[str]:
        return self.nodes.filter(pl.col("network") == network)["node"].unique().sort().to_list()

    def described(self, network: str) -> dict[str, object]:
        return self.index.row(by_predicate=pl.col("network") == network, named=True)


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.truth", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR")
    folder = parser.parse_args(None if arguments is None else list(arguments)).data
    if not folder.is_dir():
        print(f"No folder {folder}: say where the networks are with --data DIR", file=sys.stderr)
        return 2
    collection = read_collection(folder)
    facts = read_facts(folder)
    known = set(collection.index["network"])
    usable = [fact for fact in facts if known.issuperset(fact.networks)]
    rows = [(fact, compared(collection, fact)) for fact in usable]
    print_table(rows)
    print_unnamed(collection, usable)
    return 0


def read_collection(folder: Path) -> Collection:
    """The three tables; raises FileNotFoundError where one is missing."""
    parts = {}
    for part in ("nodes", "edges", "index"):
        found = sorted(folder.glob(f"classic_networks_{part}.csv*"))
        if not found:
            raise FileNotFoundError(f"classic_networks_{part}.csv.gz is not in {folder}")
        parts[part] = pl.read_csv(found[0], infer_schema=False)
    return Collection(**parts)


def read_facts(folder: Path) -> list[Fact]:
    beside = folder / FACTS
    path = beside if beside.exists() else Path(__file__).parent / FACTS
    with path.open(encoding="utf-8", newline="") as lines:
        return [_fact(row) for row in csv.DictReader(lines)]


def _fact(row: Mapping[str, str]) -> Fact:
    return Fact(tuple(row["network"].split("+")), row["attribute"], row["high"] != "low")


def records_of(collection: Collection, networks: Iterable[str]) -> Records:
    """People and ties as a user would bring them."""
    names = list(networks)
    nodes = collection.members(names[0])
    people = pl.DataFrame({"id": nodes, "name": nodes})
    frames = [_ties(collection, network) for network in names]
    return Records.of({"people": people, "ties": pl.concat(frames)})


def _ties(collection: Collection, network: str) -> pl.DataFrame:
    described = collection.described(network)
    edges = collection.edges.filter(pl.col("network") == network)
    return edges.select(
        "source",
        "target",
        pl.lit(described["kind"]).alias("kind"),
        pl.col("weight").cast(pl.Float64).alias("strength"),
        pl.lit(described["directed"] == "True").alias("directed"),
    )


def known_values(collection: Collection, fact: Fact) -> dict[str, float]:
    """What is known per person, turned so that more is higher; people of whom nothing is known are left out."""
    rows = collection.nodes.filter(
        (pl.col("network") == fact.networks[0])
        & (pl.col("attribute") == fact.attribute)
        & pl.col("value").is_not_null()
    )
    sign = 1.0 if fact.is_high_most else -1.0
    numbers = rows.with_columns(pl.col("value").cast(pl.Float64, strict=False)).drop_nulls("value")
    return {node: sign * value for node, value in numbers.select("node", "value").iter_rows()}


def compared(collection: Collection, fact: Fact) -> dict[str, tuple[float, bool]]:
    """Spearman with what is known, and whether the first in rank is one of the highest, per measure."""
    known = known_values(collection, fact)
    records = records_of(collection, fact.networks)
    truth = np.array([known[node] for node in sorted(known)])
    return {name: _agreement(measure(records), sorted(known), truth) for name, measure in MEASURES.items()}


def _agreement(found: Mapping[str, float], nodes: list[str], truth: Values) -> tuple[float, bool]:
    values = np.array([found.get(node, 0.0) for node in nodes])
    rank = float(stats.spearmanr(values, truth).statistic) if np.ptp(values) > 0 else 0.0
    return rank, bool(truth[values.argmax()] == truth.max())


def influence(records: Records) -> dict[str, float]:
    return dict(influence_from_ties(records, WINDOW).iter_rows())


def coreness(records: Records) -> dict[str, float]:
    _, frame = core(records, pl.DataFrame(), WINDOW)
    return dict(frame.select("id", "coreness").iter_rows())


def in_degree(records: Records) -> dict[str, float]:
    graph = _graph(records)
    return dict(zip(graph.vs["name"], graph.strength(mode="in", weights="weight"), strict=True))


def pagerank(records: Records) -> dict[str, float]:
    graph = _graph(records)
    return dict(zip(graph.vs["name"], graph.pagerank(weights="weight"), strict=True))


def betweenness(records: Records) -> dict[str, float]:
    graph = _graph(records)
    return dict(zip(graph.vs["name"], graph.simplify().betweenness(), strict=True))


MEASURES: Mapping[str, Callable[[Records], dict[str, float]]] = {
    "influence": influence,
    "core": coreness,
    "in-degree": in_degree,
    "PageRank": pagerank,
    "betweenness": betweenness,
}


def _graph(records: Records) -> igraph.Graph:
    """All relations on one heap, strengths added, as a simple measure would take them."""
    ties = records.table("ties")
    mutual = ties.filter(~pl.col("directed"))
    turned = mutual.with_columns(pl.col("target").alias("source"), pl.col("source").alias("target"))
    summed = pl.concat([ties, turned]).group_by("source", "target", maintain_order=True).agg(pl.col("strength").sum())
    graph = igraph.Graph(directed=True)
    graph.add_vertices(records.table("people")["id"].to_list())
    graph.add_edges(summed.select("source", "target").iter_rows())
    graph.es["weight"] = summed["strength"].to_list()
    return graph


def print_table(rows: list[tuple[Fact, dict[str, tuple[float, bool]]]]) -> None:
    width = max([len(fact.label) + len(fact.attribute) + 1 for fact, _ in rows], default=10)
    print("Spearman with what is known; * where the first in rank is one of the highest")
    print(" " * width, *(f"{name:>12}" for name in MEASURES))
    for fact, found in rows:
        print(f"{fact.label + ' ' + fact.attribute:{width}}", *(_cell(*found[name]) for name in MEASURES))
    if rows:
        print(f"{'mean':{width}}", *(_mean(rows, name) for name in MEASURES))
        print(f"{'first in rank right':{width}}", *(_rightly_first(rows, name) for name in MEASURES))


def _cell(rank: float, is_first: bool) -> str:
    return f"{rank:11.3f}{'*' if is_first else ' '}"


def _mean(rows: list[tuple[Fact, dict[str, tuple[float, bool]]]], name: str) -> str:
    return f"{np.mean([found[name][0] for _, found in rows]):11.3f} "


def _rightly_first(rows: list[tuple[Fact, dict[str, tuple[float, bool]]]], name: str) -> str:
    return f"{sum(found[name][1] for _, found in rows):>8}/{len(rows):<3}"


def print_unnamed(collection: Collection, facts: list[Fact]) -> None:
    """Attributes that may say something but are not in the table of facts: for the reader to add."""
    named = {(network, fact.attribute) for fact in facts for network in fact.networks}
    pairs = collection.nodes.select("network", "attribute").drop_nulls().unique().sort("network", "attribute")
    telling = [pair for pair in pairs.iter_rows() if pair not in named and _is_telling(pair[1])]
    for network, attribute in telling:
        print(f"not compared: {network} has '{attribute}'; say in {FACTS} which end of it is high", file=sys.stderr)


def _is_telling(attribute: str) -> bool:
    return any(word in attribute.lower() for word in TELLING)


if __name__ == "__main__":
    sys.exit(main())
