"""How firmly explorers are tied to the network: drifting loose, or closed inward."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

import polars as pl

from vierspan.analysis.measures.contacts import during_window, in_window
from vierspan.analysis.measures.figure import absent, stated
from vierspan.analysis.measures.participation import attendance_rates
from vierspan.analysis.measures.windows import within
from vierspan.analysis.mirror.picture import Attachment, Figure, Reason, Window
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

HALF_LIFE_DAYS = 90.0
CONTACT_WARMTH = {"mail": 1.0, "call": 2.0, "joint_work": 5.0}  # of what was recorded; all others are meetings
MEETING_WARMTH = 3.0
BROUGHT_BACK_DAYS = 60
ENOUGH_SIGNALS = 4
ENOUGH_ACTS = 3  # explorer acts that make somebody an explorer without holding the role
ENOUGH_PARTS = 2
DRIFTING = 0.65
CLOSED = -0.8


class _Parts(NamedTuple):
    outward: float | None
    unreturned: float | None
    absent: float | None


def attachments(records: Records, acts: pl.DataFrame, window: Window) -> tuple[Attachment, ...]:
    """For each explorer how far they have drifted from the network.

    Definition: detachment is the mean of (EI + 1) / 2, 1 - F and 1 - r over the parts that are known, at least two.
    EI = (E - I) / (E + I) with E the warmth of contacts outside and I that of gatherings attended and acts that touch
    others inside, all decaying with a half-life of 90 days up to the end of the window; F the part of one's signals
    (at least four) brought back into a gathering within 60 days, signals younger than that left out; r one's weighted
    attendance. Explorers hold the role in the window or did at least three explorer acts.
    Range: detachment 0-1, .65 or more is drifting; EI -1 to 1, under -.8 is closed inward. Edge cases: fewer than two
    parts -> too few. Cost: linear. Source: methods 5 [O], EI index after Krackhardt & Stern 1988.
    """
    explorers = _explorers(records, acts, window)
    outward = _outward(records, acts, window, explorers)
    unreturned = _unreturned(records, window)
    rates = dict(attendance_rates(records, window).select("actor", "rate").iter_rows())
    return tuple(
        _described(
            person,
            _Parts(outward.get(person), unreturned.get(person), 1 - rates[person] if person in rates else None),
            window,
        )
        for person in explorers
    )


def warmth(rows: pl.DataFrame, window: Window) -> pl.DataFrame:
    """What is left of contacts (columns actor, on, amount) at the end of the window: actor, warmth.

    Definition: sum of amount * 2^-(age / 90 days); later dates are ignored. Range 0 and up; no contact -> no row.
    Cost: linear. Source: tie decay (Ahmad, Porter & Beguerisse-Díaz 2018); methods 5.
    """
    dated = rows.drop_nulls().filter(pl.col("on") <= window.end)
    age = (pl.lit(window.end) - pl.col("on")).dt.total_days() / HALF_LIFE_DAYS
    return dated.group_by("actor").agg((pl.col("amount") * 2.0 ** (-age)).sum().alias("warmth")).sort("actor")


def _explorers(records: Records, acts: pl.DataFrame, window: Window) -> list[str]:
    roles = during_window(records.table("roles"), window).filter(pl.col("orientation") == Orientation.EXPLORER.value)
    done = within(acts, window).filter(pl.col("orientation") == Orientation.EXPLORER.value).drop_nulls("person")
    often = done.group_by("person").len("acts").filter(pl.col("acts") >= ENOUGH_ACTS)
    return sorted(set(roles["person"]) | set(often["person"]))


def _outward(records: Records, acts: pl.DataFrame, window: Window, explorers: Iterable[str]) -> dict[str, float]:
    outside = dict(warmth(_contacts(records), window).iter_rows())
    inside = dict(warmth(_meetings(records, acts), window).iter_rows())
    index = {}
    for person in explorers:
        out, within = outside.get(person, 0.0), inside.get(person, 0.0)
        if out + within > 0:
            index[person] = (out - within) / (out + within)
    return index


def _contacts(records: Records) -> pl.DataFrame:
    amount = pl.col("kind").replace_strict(CONTACT_WARMTH, default=MEETING_WARMTH, return_dtype=pl.Float64)
    return records.table("contacts").select(
        pl.col("person").alias("actor"), pl.col("held_on").alias("on"), amount.alias("amount")
    )


def _meetings(records: Records, acts: pl.DataFrame) -> pl.DataFrame:
    """Gatherings attended, and acts of one's own that touched others inside, as contacts of a meeting's warmth."""
    held = records.table("gatherings").filter(pl.col("kind").fill_null("working") != "outside")
    held = held.select(pl.col("id").alias("gathering"), pl.col("held_on").alias("on"))
    came = records.table("attendance").filter(pl.col("present").fill_null(True)).join(held, on="gathering")
    touching = acts.filter(pl.col("touched").list.len() > 0).filter(pl.col("source_table") != "contacts")
    rows = pl.concat(
        [
            came.select(pl.col("person").alias("actor"), "on"),
            touching.select(pl.col("person").alias("actor"), pl.col("done_on").alias("on")),
        ]
    )
    return rows.with_columns(pl.lit(MEETING_WARMTH).alias("amount"))


def _unreturned(records: Records, window: Window) -> dict[str, float]:
    """Share of one's signals not brought back within 60 days, for who logged at least four that are old enough."""
    ripe = window.end - timedelta(days=BROUGHT_BACK_DAYS)
    signals = in_window(records.table("signals"), "spotted_on", window).drop_nulls(["spotter", "spotted_on"])
    within = (pl.col("brought_back_on") - pl.col("spotted_on")).dt.total_days() <= BROUGHT_BACK_DAYS
    ripe_or_back = signals.filter((pl.col("spotted_on") <= ripe) | within.fill_null(False))
    late = (~within.fill_null(False)).mean().alias("late")
    counted = ripe_or_back.group_by("spotter").agg(late, pl.len().alias("signals"))
    return dict(counted.filter(pl.col("signals") >= ENOUGH_SIGNALS).select("spotter", "late").iter_rows())


def _described(person: str, parts: _Parts, window: Window) -> Attachment:
    detachment = _detachment(parts, window)
    return Attachment(
        person=person,
        detachment=detachment,
        outward=parts.outward,
        unreturned=parts.unreturned,
        absent=parts.absent,
        is_drifting=detachment.value is not None and detachment.value >= DRIFTING,
        is_closed=parts.outward is not None and parts.outward < CLOSED,
    )


def _detachment(parts: _Parts, window: Window) -> Figure:
    outward = None if parts.outward is None else (parts.outward + 1) / 2
    known = [part for part in (outward, parts.unreturned, parts.absent) if part is not None]
    if len(known) < ENOUGH_PARTS:
        return absent(Reason.TOO_FEW, len(known), window)
    return stated(sum(known) / len(known), len(known), window)
