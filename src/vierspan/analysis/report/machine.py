"""The mirror for machines: one JSON document with a schema of its own."""

from typing import Any

import polars as pl
from pydantic import Field

from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.mirror import Mirror
from vierspan.analysis.mirror.picture import Aspect, Picture, Value
from vierspan.analysis.orientations import Orientation

FORMAT = "vierspan-mirror-1"
AXES = ("FD", "PT", "CC", "SB")


class Shares(Value):
    """Shares of what all persons (or all parties) did, 0-1; null is undefined, which is not zero."""

    taking_part: float | None = None
    direction: float | None = None
    influence: float | None = None
    binding: float | None = None


class PerOrientation(Value):
    """One value for each orientation; null is undefined."""

    strategist: float | None = None
    explorer: float | None = None
    developer: float | None = None
    process_manager: float | None = None


class PerAxis(Value):
    """One value for each scale of the palette; null is undefined."""

    FD: float | None = Field(None, description="facilitating -1, directive 1")
    PT: float | None = Field(None, description="people -1, task 1")
    CC: float | None = Field(None, description="connecting -1, confronting 1")
    SB: float | None = Field(None, description="space -1, boundaries 1")


class Standing(Value):
    """One person or party in the mirror."""

    id: str
    name: str
    kind: str = Field(description="person or party")
    party: str | None = None
    sector: str | None = None
    ring: str | None = None
    acts: int | None = None
    aspects: Shares
    done: PerOrientation = Field(description="share of the done weight of each orientation, within own kind")
    level: PerOrientation = Field(description="supply 0-1 as used for cover")
    seen: PerOrientation = Field(description="mean rating by others, 0-1")
    accent: Orientation | None = None
    sharpness: float | None = None
    influence_basis: str | None = Field(None, description="acts or ties: what influence rests on")
    core: float | None = Field(None, description="coreness; higher is nearer to the core")
    in_core: bool | None = None
    degree: float | None = None
    palette: PerAxis
    range: PerAxis = Field(description="how wide each scale is used: 0 one pole only, 1 both as much")


class Document(Value):
    """A mirror with everyone in it and what deserves attention now."""

    format: str = FORMAT
    picture: Picture
    actors: tuple[Standing, ...]
    handles: tuple[Handle, ...]


def written(mirror: Mirror, handles: list[Handle]) -> str:
    """The document as JSON; cost linear in the number of actors."""
    return document(mirror, handles).model_dump_json(indent=1)


def document(mirror: Mirror, handles: list[Handle]) -> Document:
    standings = tuple(_standing(row) for row in _plain(mirror.actors).iter_rows(named=True))
    return Document(picture=mirror.picture, actors=standings, handles=tuple(handles))


def schema() -> dict[str, object]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Document.model_json_schema(mode="serialization"),
        "title": "Vierspan mirror",
    }


def _plain(actors: pl.DataFrame) -> pl.DataFrame:
    """JSON knows no NaN and no infinity: undefined is null."""
    floats = pl.selectors.float()
    return actors.with_columns(pl.when(floats.is_finite()).then(floats).otherwise(None).name.keep())


def _standing(row: dict[str, Any]) -> Standing:
    plain = ("id", "name", "kind", "party", "sector", "ring", "acts", "accent", "sharpness", "influence_basis")
    return Standing(
        **{key: row.get(key) for key in (*plain, "in_core", "degree")},
        core=row.get("coreness"),
        aspects=Shares(**{aspect.value: row.get(aspect.value) for aspect in Aspect}),
        done=_per_orientation(row, ""),
        level=_per_orientation(row, "level_"),
        seen=_per_orientation(row, "seen_"),
        palette=PerAxis(**{axis: row.get(f"palette_{axis}") for axis in AXES}),
        range=PerAxis(**{axis: row.get(f"reach_{axis}") for axis in AXES}),
    )


def _per_orientation(row: dict[str, Any], prefix: str) -> PerOrientation:
    return PerOrientation(**{o.value: row.get(f"{prefix}{o.value}") for o in Orientation})
