"""Ties that the records show by themselves, beside those that somebody declared."""

import io
import uuid
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.core.cache import cache

from vierspan.analysis.measures.observed import KINDS, observed_ties
from vierspan.analysis.mirror.picture import Window
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.directory.queries import Named, names
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.records import frame_of, records_of
from vierspan.workspace.insight.tables import stored

KEPT_SECONDS = 7 * 24 * 3600
CLOSE = 0.5  # from here on two are in touch beyond large meetings: half a talk of two, or a gathering of three


@dataclass(frozen=True, slots=True)
class Observed:
    """What two did together in the window of the mirror. `is_declared`: somebody also said that they are tied."""

    source: Named
    target: Named
    kind: str  # gathering, table, exchange
    directed: bool
    strength: float
    times: int
    first_day: date | None
    last_day: date | None
    is_declared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which observed ties to list; empty means all."""

    kind: str = ""
    between: str = ""  # "people" or "parties"
    undeclared: bool = False  # only those of which nobody spoke


def observed_of(actor: Actor, run: Run, actor_id: uuid.UUID) -> list[Observed]:
    """What one person or party did together with others, strongest first."""
    authorise(actor, Do.READ_MEMBERS)
    rows = _kept(run).filter((pl.col("source") == str(actor_id)) | (pl.col("target") == str(actor_id)))
    return _named(actor, rows.sort("strength", descending=True))


def observed(actor: Actor, run: Run, wanted: Wanted, page: int = 1) -> Page[Observed]:
    """The network's observed ties from a certain closeness on, strongest first."""
    authorise(actor, Do.READ_MEMBERS)
    rows = _kept(run).filter(pl.col("strength") >= CLOSE).sort("strength", "source", descending=[True, False])
    if wanted.kind in KINDS:
        rows = rows.filter(pl.col("kind") == wanted.kind)
    if wanted.between in ("people", "parties"):
        ids = frame_of(actor.network_id, stored()[wanted.between])["id"]
        rows = rows.filter(pl.col("source").is_in(ids.implode()))
    if wanted.undeclared:
        rows = rows.filter(~pl.col("is_declared"))
    chosen = page_of(range(rows.height), page)
    return Page(_named(actor, rows[list(chosen.rows)]), chosen.number, chosen.total, chosen.size)


def _named(actor: Actor, rows: pl.DataFrame) -> list[Observed]:
    known = {str(each): named for each, named in names(actor, [*rows["source"], *rows["target"]]).items()}
    return [
        Observed(**{**row, "source": known[row["source"]], "target": known[row["target"]]})
        for row in rows.iter_rows(named=True)
        if row["source"] in known and row["target"] in known
    ]


def _kept(run: Run) -> pl.DataFrame:
    """Computed once for a run."""
    key = f"observed-ties-{run.pk}"
    packed: bytes | None = cache.get(key)
    if packed is not None:
        return pl.read_parquet(io.BytesIO(packed))
    rows = _seen(run.network_id, Window(start=run.start, end=run.end))
    held = io.BytesIO()
    rows.write_parquet(held)
    cache.set(key, held.getvalue(), KEPT_SECONDS)
    return rows


def _seen(network_id: uuid.UUID, window: Window) -> pl.DataFrame:
    records = records_of(network_id)
    declared = records.table("ties").select(
        pl.min_horizontal("source", "target").alias("one"), pl.max_horizontal("source", "target").alias("other")
    )
    rows = observed_ties(records, window).with_columns(
        pl.min_horizontal("source", "target").alias("one"), pl.max_horizontal("source", "target").alias("other")
    )
    declared = declared.unique().with_columns(pl.lit(True).alias("is_declared"))
    rows = rows.join(declared, on=["one", "other"], how="left").with_columns(pl.col("is_declared").fill_null(False))
    return rows.drop("one", "other")
