"""Rows for those who are named but have no sheet: a list of ties alone is enough to begin with."""

import polars as pl

from vierspan.analysis.formats.check_ids import OWN_ID
from vierspan.analysis.formats.check_references import Frames, directory, mentioned
from vierspan.analysis.formats.check_rows import ROW, SHEET
from vierspan.analysis.formats.findings import Findings
from vierspan.analysis.formats.folding import folded_name, nearest_folded
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import REFERENCES, tables

SURE_SLIP = 86.0


def with_created(frames: Frames, file: str, findings: Findings) -> Frames:
    """The tables, with a table (names only) for each that is referred to but has no rows in the file."""
    made = dict(frames)
    for kind, targets in REFERENCES.items():
        if len(targets) == 1 and targets[0] not in frames and _is_creatable(targets[0]):
            names = _different(mentioned(frames, kind))
            if names:
                made[targets[0]] = _named(targets[0], names, set(_ids(made)))
    actors = _unknown_actors(frames, made)
    if actors:
        table = "parties" if "parties" not in frames else "people"
        made[table] = _extended(made.get(table), table, actors, set(_ids(made)))
    for table in tables():
        if table in made and table not in frames:
            _note(table, made[table], file, findings)
    return made


def _unknown_actors(frames: Frames, made: Frames) -> list[str]:
    """Those named where a person or a party may stand who are neither, unless they look like a slip of one who is."""
    if "parties" in frames and "people" in frames:
        return []
    known = directory(made, "people", "parties")
    unknown = [name for name in _different(mentioned(frames, "actor")) if not known.meant(name)]
    given = directory(frames, "people", "parties").said
    return [name for name in unknown if not given or not nearest_folded(name, given, limit=1, least=SURE_SLIP)]


def _is_creatable(table: str) -> bool:
    return all(column.key == "name" or not column.required for column in tables()[table].columns)


def _different(names: object) -> list[str]:
    """The names, each once whatever its case and white space, as first written."""
    first: dict[str, str] = {}
    for name in names:  # type: ignore[attr-defined]
        first.setdefault(folded_name(name), name)
    return list(first.values())


def _ids(frames: Frames) -> list[str]:
    return [id_ for table in ("parties", "people") if table in frames for id_ in frames[table]["id"]]


def _named(table: str, names: list[str], taken: set[str]) -> pl.DataFrame:
    ids = [name if name not in taken else f"{table}: {name}" for name in names]
    frame = pl.DataFrame({"id": ids, "name": names}, schema={"id": pl.String, "name": pl.String})
    rest = {key: dtype for key, dtype in tables()[table].dtypes.items() if key not in ("id", "name")}
    empty = (pl.lit(None, dtype=dtype).alias(key) for key, dtype in rest.items())
    places = (
        pl.lit(-1).alias(SHEET),
        pl.lit(0, dtype=pl.Int64).alias(ROW),
        pl.lit(None, dtype=pl.String).alias(OWN_ID),
    )
    return frame.with_columns(*empty, *places)


def _extended(frame: pl.DataFrame | None, table: str, names: list[str], taken: set[str]) -> pl.DataFrame:
    more = _named(table, names, taken)
    return more if frame is None else pl.concat([frame, more], how="diagonal_relaxed")


def _note(table: str, frame: pl.DataFrame, file: str, findings: Findings) -> None:
    names = frame["name"].to_list()
    findings.add(
        Problem(code="created", file=file, table=table, found=", ".join(names[:5]), facts={"count": len(names)})
    )
