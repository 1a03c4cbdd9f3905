"""Makes a mirror of what a network stores, and keeps it."""

import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from importlib import metadata

import polars as pl
from django.db import transaction

from vierspan.analysis.mirror.picture import VERSION, Window
from vierspan.analysis.records import Records
from vierspan.workspace.acts.queries import last_change
from vierspan.workspace.common import clock
from vierspan.workspace.insight import tended
from vierspan.workspace.insight.models import Answer, Run
from vierspan.workspace.insight.records import records_of
from vierspan.workspace.insight.tables import MODELS

# Up to so many rows a mirror is made while the reader waits; beyond, a job makes it and the last one is shown.
SMALL = 15_000
REFRESH_AFTER = timedelta(seconds=20)


def make(network_id: uuid.UUID) -> Run:
    """Look at the network as it is now, and keep what was seen; the runs of one day make place for its last."""
    run = seen(network_id)
    _keep(run, {handle["key"] for handle in run.handles})
    return run


def seen(network_id: uuid.UUID, choose: Callable[[Records], Window] | None = None) -> Run:
    """A look that is not kept; handles are found only in the window that the mirror itself chooses."""
    from vierspan.analysis.handles import find
    from vierspan.analysis.mirror import look

    changed = last_change(network_id)
    records = records_of(network_id)
    window = choose(records) if choose else None
    mirror = look(records, window=window, today=clock.today())
    handles = [] if window else find(records, mirror)
    return Run(
        network_id=network_id,
        made_at=clock.now(),
        facts_at=changed,
        start=mirror.picture.window.start,
        end=mirror.picture.window.end,
        version=current_version(),
        picture=mirror.picture.model_dump(mode="json"),
        handles=[handle.model_dump(mode="json") for handle in handles],
        actors=_packed(mirror.actors),
        acts=_packed(mirror.acts),
    )


def current_version() -> str:
    """Of the formulas, and of the product that puts what they find in words."""
    return f"{VERSION} {metadata.version('vierspan')}"


def is_stale(run: Run) -> bool:
    """Whether facts changed since this run looked at them, or the way of looking did."""
    if run.version != current_version():
        return True
    changed = last_change(run.network_id)
    return changed is not None and (run.facts_at is None or changed > run.facts_at)


def is_small(network_id: uuid.UUID) -> bool:
    return sum(model.objects.of(network_id).count() for model in MODELS.values()) <= SMALL


def unpacked(frame: bytes | memoryview) -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(bytes(frame)))


def _packed(frame: pl.DataFrame) -> bytes:
    packed = io.BytesIO()
    frame.write_parquet(packed)
    return packed.getvalue()


@transaction.atomic
def _keep(run: Run, keys: set[str]) -> None:
    Run.objects.of(run.network_id).filter(made_at__date=run.made_at.date()).delete()
    run.save()
    Answer.objects.of(run.network_id).exclude(key__in=keys).exclude(key__startswith=tended.PREFIX).delete()
