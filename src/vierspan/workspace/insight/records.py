"""What a network stores, as the columnar records that analysis reads."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from vierspan.analysis.records import Records
from vierspan.analysis.schema import Column, tables
from vierspan.workspace.insight.tables import Stored, stored
from vierspan.workspace.networks.models import Network

NETWORK_COLUMNS = (
    "purpose",
    "phase",
    "turbulent",
    "need_strategist",
    "need_explorer",
    "need_developer",
    "need_process_manager",
)


def records_of(network_id: uuid.UUID) -> Records:
    """The network's rows; their ids are those under which the workspace stores them."""
    frames = {key: frame_of(network_id, kept) for key, kept in stored().items()}
    frames["network"] = _network_frame(network_id)
    frames["acts"] = of_who_is_here(frames)
    return Records.of(frames)


def of_who_is_here(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The ledger outlives whom it speaks of: what people and parties did who were taken out is nobody's by name."""
    here = pl.concat([frames["people"]["id"], frames["parties"]["id"]]).implode()
    named = [pl.when(pl.col(each).is_in(here)).then(pl.col(each)).alias(each) for each in ("person", "party")]
    touched = pl.col("touched").list.filter(pl.element().is_in(here))
    return frames["acts"].with_columns(*named, touched)


def frame_of(network_id: uuid.UUID, kept: Stored) -> pl.DataFrame:
    attributes = ["id", *kept.attributes.values()]
    rows = kept.model.objects.of(network_id).order_by("created_at", "id").values_list(*attributes)
    by_column = list(zip(*rows, strict=True)) or [()] * len(attributes)
    columns = [kept.table.column("id"), *kept.columns]
    return pl.DataFrame([_series(column, list(values)) for column, values in zip(columns, by_column, strict=True)])


def _series(column: Column, values: list[Any]) -> pl.Series:
    convert = _converter(column)
    if convert is not None:
        values = [convert(value) for value in values]
    return pl.Series(column.key, values, dtype=column.dtype)


def _converter(column: Column) -> Callable[[Any], Any] | None:
    if column.list:
        return lambda value: value or None
    if column.key == "id" or column.is_reference:
        return lambda value: None if value is None else str(value)
    if column.type in ("whole", "number", "date", "flag"):
        return None
    return lambda value: value or None


def _network_frame(network_id: uuid.UUID) -> pl.DataFrame:
    network = Network.objects.get(pk=network_id)
    row = {column: getattr(network, column, None) for column in NETWORK_COLUMNS}
    row["turbulent"] = network.is_turbulent
    row = {column: None if value in ("", []) else value for column, value in row.items()}
    row |= {"id": str(network.pk), "name": network.name}
    return pl.DataFrame([row], schema_overrides=tables()["network"].dtypes)
