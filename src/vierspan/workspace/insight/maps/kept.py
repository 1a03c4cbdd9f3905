"""The layouts of a network as they are kept: made anew only where they must be, else grown with the network."""

import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import polars as pl
from django.core.cache import cache
from django.db import transaction

from vierspan.workspace.common import clock
from vierspan.workspace.insight.errors import NotReady
from vierspan.workspace.insight.maps import layouts
from vierspan.workspace.insight.maps.cuts import Cut
from vierspan.workspace.insight.maps.frames import Net
from vierspan.workspace.insight.maps.layouts import Laid, Layouts
from vierspan.workspace.insight.models import Layout

AT_ONCE = 3000  # up to so many actors the reader waits for it; beyond, a job makes it and the last one is shown
REMEMBERED = timedelta(days=90)  # so long the place of who is gone is kept for when they come back
FORCE = "force"
SCHEMA = {
    "id": pl.String, "x": pl.Float64, "y": pl.Float64, "community": pl.Int64, "betweenness": pl.Float64,
    "gone_on": pl.Date,
}  # fmt: skip
ASKED_FOR = 60  # seconds in which a layout is asked for once


@dataclass(frozen=True, slots=True)
class Kept:
    """What is drawn: the layouts as they are, of which version, and whether newer ones are on their way."""

    layouts: Layouts
    version: int
    is_being_made: bool

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return self.layouts.cuts


@dataclass(frozen=True, slots=True)
class _Row:
    laid: Laid
    version: int
    facts_at: datetime | None
    gone: Mapping[str, Any] = field(default_factory=dict)  # who is not there any more -> since when


def kept_for(net: Net) -> Kept:
    """The layouts of this network, up to date where it is small; of a larger one as a job last made them.

    Raises NotReady where a large network has none yet.
    """
    rows = _rows(net.network_id)
    force = rows.get(FORCE)
    if force is not None and _is_fresh(force, net):
        return _shown(rows, is_being_made=False)
    is_small = net.actors.height <= AT_ONCE
    if not is_small or layouts.asks_gazetteer(net):
        ask(net.network_id)
    if is_small:
        return refreshed(net)
    if force is None:
        raise NotReady
    return _shown(rows, is_being_made=True)


def ask(network_id: uuid.UUID, how: str = "grow") -> None:
    """Have the layouts made in the background; once a minute at most."""
    from vierspan.workspace.insight.jobs import refresh_layouts

    if cache.add(f"map-layouts-{how}-{network_id}", 1, ASKED_FOR):
        refresh_layouts.enqueue(str(network_id), how)


@transaction.atomic
def refreshed(net: Net, how: str = "grow") -> Kept:
    """Grown with the network, or with `how` "anew" drawn as if there was none; and kept."""
    rows = _rows(net.network_id)
    numbered = rows[FORCE].laid if FORCE in rows else None
    is_old = numbered is None or numbered.about.get("formulas") != layouts.FORMULAS
    before = {} if how == "anew" or is_old else {kind: row.laid for kind, row in rows.items()}
    made = layouts.made(net, before, numbered)
    for kind, laid in made.by_kind.items():
        _keep(net, kind, laid, rows.get(kind))
    Layout.objects.of(net.network_id).exclude(kind__in=made.by_kind).delete()
    return _shown(_rows(net.network_id), is_being_made=False)


def _is_fresh(force: _Row, net: Net) -> bool:
    if force.facts_at != net.facts_at:
        return False
    return force.laid.about.get("formulas") == layouts.FORMULAS and force.laid.about.get("until") == str(net.until)


def _shown(rows: Mapping[str, _Row], *, is_being_made: bool) -> Kept:
    by_kind = {kind: row.laid for kind, row in rows.items()}
    return Kept(Layouts(by_kind), rows[FORCE].version, is_being_made)


def _rows(network_id: uuid.UUID) -> dict[str, _Row]:
    return {row.kind: _unpacked(row) for row in Layout.objects.of(network_id)}


def _unpacked(row: Layout) -> _Row:
    frame = pl.read_parquet(io.BytesIO(bytes(row.places)))
    gone = {each: day for each, day in frame.select("id", "gone_on").iter_rows() if day is not None}
    places = {each: (x, y) for each, x, y in frame.select("id", "x", "y").iter_rows()}
    communities = dict(frame.select("id", "community").drop_nulls().iter_rows())
    between = dict(frame.select("id", "betweenness").drop_nulls().iter_rows())
    return _Row(Laid(places, row.about, communities, between), row.version, row.facts_at, gone)


def _keep(net: Net, kind: str, laid: Laid, before: _Row | None) -> None:
    """With the places of those who are gone, for a while."""
    today, present = clock.today(), laid.places.keys()
    gone: dict[str, Any] = {}
    lost = {} if before is None else {each: spot for each, spot in before.laid.places.items() if each not in present}
    for each in lost:
        since = before.gone.get(each, today) if before else today
        if today - since <= REMEMBERED:
            gone[each] = since
    places = dict(laid.places) | {each: lost[each] for each in gone}
    is_same = before is not None and before.laid.places == places
    version = 1 if before is None else before.version + (not is_same)
    rows = [
        (each, x, y, laid.communities.get(each), laid.betweenness.get(each), gone.get(each))
        for each, (x, y) in places.items()
    ]
    packed = io.BytesIO()
    pl.DataFrame(rows, schema=SCHEMA, orient="row").write_parquet(packed)
    kept = {"version": version, "made_at": clock.now(), "facts_at": net.facts_at}
    Layout.objects.of(net.network_id).update_or_create(
        network_id=net.network_id, kind=kind, defaults={**kept, "places": packed.getvalue(), "about": dict(laid.about)}
    )
