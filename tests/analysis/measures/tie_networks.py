"""Small networks of ties, and the frames that measures take beside them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import networkx as nx
import polars as pl

from vierspan.analysis.measures.ledger import COLUMNS
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records

WINDOW = Window(start=date(2026, 1, 1), end=date(2026, 12, 31))
NO_ACTS = pl.DataFrame(schema=COLUMNS)


def tied(graph: nx.Graph, people: Mapping[str, Iterable[Any]] | None = None, kind: str | None = None) -> Records:
    """People named after the nodes, with the graph's edges as ties."""
    nodes = [str(node) for node in graph.nodes]
    columns = ("source", "target", "strength")
    edges = [(str(one), str(other), float(weight)) for one, other, weight in graph.edges(data="weight", default=1)]
    ties = pl.DataFrame(edges, schema=columns, orient="row", schema_overrides={"strength": pl.Float64})
    ties = ties.with_columns(pl.lit(graph.is_directed()).alias("directed"), pl.lit(kind, dtype=pl.String).alias("kind"))
    who = pl.DataFrame({"id": nodes, "name": nodes} | {key: list(values) for key, values in (people or {}).items()})
    return Records.of({"people": who, "ties": ties})


def recorded(**tables: Iterable[Mapping[str, Any]]) -> Records:
    """Records from rows as dicts, dates as ISO text or dates."""
    return Records.of({key: _frame(list(rows)) for key, rows in tables.items()})


def _frame(rows: list[Mapping[str, Any]]) -> pl.DataFrame:
    dated = [{key: _as_date(key, value) for key, value in row.items()} for row in rows]
    return pl.DataFrame(dated, infer_schema_length=None)


def _as_date(key: str, value: Any) -> Any:
    return date.fromisoformat(value) if key.endswith("_on") and isinstance(value, str) else value


def parties(*names: str) -> list[dict[str, str]]:
    return [{"id": name, "name": name} for name in names]


def people(*names: str) -> list[dict[str, str]]:
    return parties(*names)
