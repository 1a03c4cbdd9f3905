"""UCINET writes one table as two files, `.##h` and `.##d`: finding the two that belong together."""

from pathlib import Path, PurePath

import polars as pl

from vierspan.analysis.formats.archive import entries, refused, unpacked
from vierspan.analysis.formats.grids import TEXT_ENDINGS, content_of
from vierspan.analysis.formats.matrix import read_ucinet
from vierspan.analysis.problems import Problem

HEADER, CELLS = "##h", "##d"


def ucinet_in(source: Path | bytes, file: str) -> tuple[dict[str, pl.DataFrame], list[Problem]] | None:
    """The first UCINET table of a folder, a zip, or one half with the other beside it; None where there is none.

    Raises UnreadableInput where one half is missing, or the zip or a file cannot be opened.
    """
    parts = _parts(source, file)
    if not parts:
        return None
    halves = {name.lower(): content for name, content in parts.items()}
    headers = sorted(name for name in halves if name.endswith(HEADER) and name[:-3] + CELLS in halves)
    if not headers:
        raise refused("ucinet_half", PurePath(next(iter(parts))).name)
    made, problems = read_ucinet(halves[headers[0]], halves[headers[0][:-3] + CELLS])
    if len(headers) > 1:
        problems.append(Problem(code="ucinet_first_only", file=file, facts={"count": len(headers)}))
    return made, problems


def _parts(source: Path | bytes, file: str) -> dict[str, bytes]:
    """The halves that are there, by name; none where there are lists as well, for those say more."""
    if isinstance(source, Path):
        return _in_folder(source)
    if source[:4] != b"PK\x03\x04":
        return {file: source} if is_half(file) else {}
    if any(name.lower().endswith((*TEXT_ENDINGS, "workbook.xml")) for name in entries(source, file)):
        return {}
    return unpacked(source, file, (HEADER, CELLS))


def _in_folder(source: Path) -> dict[str, bytes]:
    try:
        beside = sorted(path for path in (source if source.is_dir() else source.parent).iterdir() if path.is_file())
    except OSError:
        return {}
    if not source.is_dir():
        beside = [path for path in beside if path.name[:-3] == source.name[:-3] and is_half(path.name)]
    if any(path.name.lower().endswith(TEXT_ENDINGS) for path in beside):
        return {}
    return {path.name: content_of(path) for path in beside if is_half(path.name)}


def is_half(name: str) -> bool:
    """Whether the name is that of one of the two files."""
    return name.lower().endswith((HEADER, CELLS))
