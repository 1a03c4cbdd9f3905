"""An adjacency matrix (names along both sides, a number where two have to do with each other) and UCINET files."""

import struct
from typing import TYPE_CHECKING

import polars as pl

from vierspan.analysis.formats.columns import headings, texts
from vierspan.analysis.formats.graph import Actors, Graph, Link, Node
from vierspan.analysis.formats.graph_tables import tables_of
from vierspan.analysis.problems import Problem

if TYPE_CHECKING:
    from vierspan.analysis.formats.grid import Grid

_MOST_SIDE = 20_000
_MARKS = {"x": 1.0, "ja": 1.0, "yes": 1.0, "nee": 0.0, "no": 0.0, "true": 1.0, "false": 0.0}
_CELL_FORMATS = {4: ("i", 2, "h"), 6: ("i", 4, "i"), 7: ("f", 4, "f"), 8: ("d", 8, "d")}


def is_matrix(grid: "Grid") -> bool:
    """Whether the first column and the headings name (nearly) the same, each once, and the rest is numbers or marks."""
    names = headings(grid)[1:]
    if not 2 <= len(names) <= _MOST_SIDE or abs(grid.cells.height - len(names)) > 2:
        return False
    frame = texts(grid)
    side = set(frame.to_series(0).drop_nulls())
    shared = len(side & set(names))
    if shared < 2 or shared < 0.8 * max(len(side), len(names)):
        return False
    cells = frame.select(pl.nth(range(1, frame.width))).unpivot()["value"].drop_nulls()
    return cells.is_empty() or _numbers(cells).is_not_null().mean() == 1.0


def _numbers(cells: pl.Series) -> pl.Series:
    lowered = cells.str.to_lowercase()
    marks = lowered.replace_strict(_MARKS, default=None, return_dtype=pl.Float64)
    return lowered.str.replace(",", ".").cast(pl.Float64, strict=False).fill_null(marks)


def read_matrix(grid: "Grid", nodes: Actors | None = None) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Parties (or people) and ties of an adjacency matrix; row to column.

    A symmetric matrix gives mutual ties, each once. Zero and empty mean no tie; the diagonal is left out. Names on
    one side only are taken along. Never raises.
    """
    frame = texts(grid)
    side = frame.columns[0]
    cells = frame.unpivot(index=side, variable_name="target", value_name="cell").rename({side: "source"})
    strengths = cells.with_columns(strength=_numbers(cells["cell"]).fill_nan(None)).filter(
        pl.col("source").is_not_null(), pl.col("strength").fill_null(0) != 0
    )
    names = [*frame.to_series(0).drop_nulls().unique(maintain_order=True), *frame.columns[1:]]
    return _linked(list(dict.fromkeys(names)), strengths.select("source", "target", "strength"), nodes)


def _linked(
    names: list[str], strengths: pl.DataFrame, nodes: Actors | None
) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    graph = Graph(link_kinds={"weight": "number"})
    for name in names:
        graph.add(Node(name, name))
    pairs = {(source, target): strength for source, target, strength in strengths.iter_rows() if source != target}
    is_mutual = all(pairs.get((target, source)) == strength for (source, target), strength in pairs.items())
    place = {name: at for at, name in enumerate(names)}
    for (source, target), strength in pairs.items():
        if not is_mutual or place[source] < place[target]:
            graph.links.append(Link(source, target, None, not is_mutual, values={"weight": strength}))
    if is_mutual and pairs:
        graph.notice("matrix_mutual")
    return tables_of(graph, nodes)


def read_ucinet(
    header: bytes, cells: bytes, nodes: Actors | None = None
) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Actors and ties of a UCINET pair (`##h` names, `##d` numbers), version 6404, of one or more square matrices.

    Of several matrices only the first is read, with a notice. Never raises.
    """
    try:
        shape, names = _ucinet_shape(header)
        rows, columns = shape[:2]
        if rows != columns or rows > _MOST_SIDE:
            return {}, [Problem(code="ucinet_not_square", is_fatal=True, facts={"rows": rows, "columns": columns})]
        values = struct.unpack_from(f"<{rows * columns}f", cells)
    except (struct.error, IndexError, UnicodeDecodeError, OverflowError):
        return {}, [Problem(code="ucinet_unknown", is_fatal=True)]
    names = names or [str(at + 1) for at in range(rows)]
    strengths = pl.DataFrame(
        {
            "source": [name for name in names for _ in names],
            "target": names * rows,
            "strength": [value if abs(value) < 1e37 else 0.0 for value in values],
        },
        schema={"source": pl.String, "target": pl.String, "strength": pl.Float64},
    ).filter(pl.col("strength") != 0)
    made, problems = _linked(names, strengths, nodes)
    if len(shape) > 2 and shape[2] > 1:
        problems.append(Problem(code="ucinet_first_only", facts={"count": shape[2]}))
    return made, problems


def _ucinet_shape(header: bytes) -> tuple[list[int], list[str]]:
    """The sides of the matrices (columns first in the file) and the names of the first side, if it has them."""
    if header[1:6] != b"V6404" or struct.unpack_from("<h", header, 14)[0] != 7:
        raise IndexError
    depth = struct.unpack_from("<h", header, 12)[0]
    at = 16
    sides = list(struct.unpack_from(f"<{depth}i", header, at))
    at += 4 * depth
    at += 1 + header[at]
    named = header[at : at + depth]
    at += depth
    if not named[0]:
        return [sides[1], sides[0], *sides[2:]], []
    names = []
    for _ in range(sides[0]):
        length = struct.unpack_from("<h", header, at)[0]
        names.append(header[at + 2 : at + 2 + length].decode("utf-16-le").strip("\0 "))
        at += 2 + length
    return [sides[1], sides[0], *sides[2:]], names
