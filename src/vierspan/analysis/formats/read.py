"""One door for every file: sees what form it has and lets the reader of that form read it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from vierspan.analysis.formats.archive import refused
from vierspan.analysis.formats.check import check
from vierspan.analysis.formats.check_sheets import is_ours, table_of
from vierspan.analysis.formats.csvs import ungzipped
from vierspan.analysis.formats.folding import fold, is_ignored, sheet_names
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.grids import content_of, found_in
from vierspan.analysis.formats.reading import Reading
from vierspan.analysis.formats.ucinet_pairs import is_half, ucinet_in
from vierspan.analysis.formats.vcard import is_vcard, read_vcard
from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.records import Records

Tables = Mapping[str, pl.DataFrame]


def read(source: Path | bytes, *, name: str = "", mapping: Any = None) -> Reading:
    """What the file says as records: our own workbook, or one of the other forms we know.

    `mapping` says what the columns of a table that is not ours mean; without one it is guessed and stands in
    `guess`. Raises UnreadableInput where the file as a whole cannot be read, never anything else.
    """
    file = name or (source.name if isinstance(source, Path) else "?")
    if isinstance(source, Path) and not source.is_dir() and not is_half(source.name):
        source = content_of(source)
    known = _graph(source, file) if isinstance(source, bytes) else None
    known = known or _ucinet(source, file)
    if known is not None:
        return known
    found = found_in(source, file)
    return reread(found.grids, name=file, mapping=mapping, notices=tuple(found.notices))


def reread(
    grids: list[Grid], *, name: str = "", mapping: Any = None, notices: tuple[Problem, ...] = ()
) -> Reading:  # fmt: skip
    """As `read`, for sheets that are already there (and perhaps mended)."""
    filled = [grid for grid in grids if grid.header and not is_ignored(grid.sheet)]
    if not filled or not any(grid.cells.height for grid in filled):
        raise refused("nothing_in_it", name)
    if mapping is not None:
        return _mapped(grids, name, mapping)
    if any(is_ours(grid) for grid in filled):
        return check(grids, name=name, notices=notices)
    foreign = _known_form(filled, name)
    if foreign is not None:
        return foreign
    if _is_meant_as_ours(filled):
        return check(grids, name=name, notices=notices)
    return _mapped(grids, name, None)


def _graph(content: bytes, file: str) -> Reading | None:
    """The reading of a graph file or an address book; None for any other file."""
    plain = ungzipped(content, file) if content[:2] == b"\x1f\x8b" else content
    start = plain[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return _json(plain, file)
    if is_vcard(plain):
        return _foreign("vcard", file, [], read_vcard(plain, file))
    if not start.startswith(b"<") and plain[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return None
    if b"<graphml" in start or file.lower().endswith((".graphml", ".graphml.gz")):
        from vierspan.analysis.formats.graphml import read_graphml

        return _foreign("graphml", file, [], read_graphml(plain))
    if b"<gexf" in start or file.lower().endswith((".gexf", ".gexf.gz")):
        from vierspan.analysis.formats.gexf import read_gexf

        return _foreign("gexf", file, [], read_gexf(plain))
    return None


def _ucinet(source: Path | bytes, file: str) -> Reading | None:
    pair = ucinet_in(source, file)
    return None if pair is None else _foreign("matrix", file, [], pair)


def _json(content: bytes, file: str) -> Reading | None:
    from vierspan.analysis.formats.graph_json import is_graph_json, read_graph_json
    from vierspan.analysis.formats.kumu import is_kumu_json, read_kumu_json

    if is_graph_json(content):
        return _foreign("json", file, [], read_graph_json(content))
    return _foreign("kumu", file, [], read_kumu_json(content)) if is_kumu_json(content) else None


def _known_form(grids: list[Grid], name: str) -> Reading | None:
    from vierspan.analysis.formats.edges import is_edges, read_edges
    from vierspan.analysis.formats.kumu import is_kumu, read_kumu
    from vierspan.analysis.formats.matrix import is_matrix, read_matrix
    from vierspan.analysis.formats.partner import is_partner, read_partner

    if is_partner(grids):
        return _foreign("partner", name, grids, read_partner(grids))
    if is_kumu(grids):
        return _foreign("kumu", name, grids, read_kumu(grids))
    if any(map(is_edges, grids)):
        return _foreign("edges", name, grids, read_edges(grids))
    if len(grids) == 1 and is_matrix(grids[0]):
        return _foreign("matrix", name, grids, read_matrix(grids[0]))
    return None


def _is_meant_as_ours(grids: list[Grid]) -> bool:
    """Whether most sheets carry the exact name of a table of ours, though they lack columns."""
    named = [grid for grid in grids if fold(grid.sheet) in sheet_names() and table_of(grid.sheet)]
    return 2 * len(named) > len(grids)


def _mapped(grids: list[Grid], name: str, mapping: Any) -> Reading:
    from vierspan.analysis.formats.mapping import apply, guess

    guessed = guess(grids) if mapping is None else None
    chosen = guessed.mapping if guessed is not None else mapping
    reading = _foreign("mapped", name, grids, apply(chosen, grids))
    reading.guess, reading.mapping = guessed, chosen
    return reading


def _foreign(form: str, name: str, grids: list[Grid], given: tuple[Tables, list[Problem]]) -> Reading:
    """The reading of a form that is not ours, its tables checked as ours are."""
    tables, problems = given
    filled = {key: frame for key, frame in tables.items() if frame.height}
    reading = Reading(name=name, form=form, grids=grids, problems=list(problems))
    try:
        records = Records.of(filled)
        reading.tables = {key: records.table(key) for key in records.present}
    except UnreadableInput as error:
        has_reason = any(problem.is_fatal for problem in reading.problems)
        wrong = [problem for problem in error.problems if problem.code != "no_actors" or not has_reason]
        reading.problems += [replace(problem, file=name, is_fatal=True) for problem in wrong]
    return reading
