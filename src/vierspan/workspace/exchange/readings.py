"""A kept file as it reads now. What was read lately is remembered, for every press on the page asks for it again."""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import polars as pl

from vierspan.analysis.formats import CellChange, Change, NewName, Reading, RowSkip, read, with_changes
from vierspan.analysis.formats.spellings import merge
from vierspan.analysis.problems import UnreadableInput
from vierspan.analysis.schema import tables
from vierspan.workspace.exchange.errors import Unreadable
from vierspan.workspace.exchange.models import Upload

REMEMBERED = 4
CHANGES: Mapping[str, Callable[..., Change]] = {"cell": CellChange, "skip": RowSkip, "name": NewName}


@dataclass(frozen=True, slots=True)
class _File:
    """The contents never change, so the file is known by its number and how it is to be read."""

    upload_id: uuid.UUID
    mapping: str
    name: str = field(compare=False)
    content: bytes = field(compare=False, repr=False)


def reading_of(kept: Upload) -> Reading:
    """With everything that was mended and decided. Raises Unreadable where the file as a whole cannot be read."""
    return _united(as_written(kept), [mend for mend in kept.mends if mend["what"] == "same"])


def as_written(kept: Upload) -> Reading:
    """Mended, each spelling still as it stands in the file."""
    changes = [mend for mend in kept.mends if mend["what"] in CHANGES]
    file = _File(kept.pk, kept.mapping, kept.name, bytes(kept.content))
    try:
        return _mended(file, json.dumps(changes, sort_keys=True))
    except UnreadableInput as refused:
        raise Unreadable(refused.problems) from refused


def state_of(kept: Upload) -> tuple[uuid.UUID, str, str]:
    """Differs whenever the file reads differently."""
    return kept.pk, kept.mapping, json.dumps(kept.mends, sort_keys=True)


@lru_cache(maxsize=REMEMBERED)
def _first(file: _File) -> Reading:
    return read(file.content, name=file.name, mapping=_mapping(file.mapping))


@lru_cache(maxsize=REMEMBERED)
def _mended(file: _File, changes: str) -> Reading:
    told = [_change(mend) for mend in json.loads(changes)]
    return with_changes(_first(file), told) if told else _first(file)


def _mapping(toml: str) -> object:
    if not toml:
        return None
    from vierspan.analysis.formats.mapping import from_toml

    return from_toml(toml)


def _change(mend: Mapping[str, Any]) -> Change:
    given = {key: value for key, value in mend.items() if key != "what"}
    return CHANGES[str(mend["what"])](**given)


def _united(found: Reading, decided: Sequence[Mapping[str, str]]) -> Reading:
    """The parties that somebody said are one, brought together."""
    if not decided or "parties" not in found.tables:
        return found
    parties = _with_names(found.tables["parties"], {each["keep"] for each in decided})
    ids = dict(zip(parties["name"], parties["id"], strict=True))
    choice = {ids[each["other"]]: ids[each["keep"]] for each in decided if each["other"] in ids}
    merged = merge({**found.tables, "parties": parties}, choice)
    return replace(found, tables={key: _without_twins(key, frame) for key, frame in merged.items()})


def _with_names(parties: pl.DataFrame, names: set[str]) -> pl.DataFrame:
    """A name to keep that only the network knows gets a row, so that the other can become it."""
    new = sorted(names - set(parties["name"]))
    rows = pl.DataFrame({"id": new, "name": new}, schema={"id": pl.String, "name": pl.String})
    return pl.concat([parties, rows], how="diagonal_relaxed") if new else parties


def _without_twins(key: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Two spellings at one table were one seat all along."""
    if tables()[key].is_named:
        return frame
    return frame.unique([name for name in frame.columns if name != "id"], keep="first", maintain_order=True)
