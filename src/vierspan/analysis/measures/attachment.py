"""How firmly explorers are tied to the network: drifting loose, or closed inward."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

import polars as pl

from vierspan.analysis.measures.contacts import during_window, in_window
from vierspan.analysis.measures.figure import absent, stated
from vierspan.analysis.measures.participation import attendance_rates
from vierspan.analysis.measures.warmth import AMOUNTS, MEETING, warmth
from vierspan.analysis.measures.windows import within
from vierspan.analysis.mirror.picture import Attachment, Figure, Reason, Window
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

BROUGHT_BACK_DAYS = 60
ENOUGH_SIGNALS = 4
ENOUGH_ACTS = 3  # explorer acts that make somebody an explorer without holding the role
ENOUGH_PARTS = 2
DRIFTING = 0.65
CLOSED = -0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """The ids of what one person's attachment is made of."""

    contacts: tuple[str, ...]  # outside
    inside: tuple[str, ...]  # own acts that touched others of the network
    signals: tuple[str, ...]
    brought: tuple[str, ...]  # of those signals, brought in
    invitations: tuple[str, ...]
    came: tuple[str, ...]


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
    return attachments_of(records, acts, window, _explorers(records, acts, window))


def attachments_of(
    records: Records, acts: pl.DataFrame, window: Window, people: Iterable[str]
) -> tuple[Attachment, ...]:
    """The same for these people, explorers or not: what somebody may ask about themself. See `attachments`."""
    asked = list(people)
    outward = _outward(records, acts, window, asked)
    unreturned = _unreturned(records, window)
    rates = dict(attendance_rates(records, window).select("actor", "rate").iter_rows())
    return tuple(
        _described(
            person,
            _Parts(outward.get(person), unreturned.get(person), 1 - rates[person] if person in rates else None),
            window,
        )
        for person in asked
    )


def traces(records: Records, acts: pl.DataFrame, window: Window, person: str) -> Traces:
    """The rows under each part of one person's attachment, for who wants to see for themself. Cost: linear."""
    contacts = records.table("contacts").filter((pl.col("person") == person) & (pl.col("held_on") <= window.end))
    touching = acts.filter((pl.col("person") == person) & (pl.col("touched").list.len() > 0))
    touching = touching.filter((pl.col("source_table") != "contacts").fill_null(True))
    signals = in_window(records.table("signals"), "spotted_on", window).filter(pl.col("spotter") == person)
    held = in_window(records.table("gatherings"), "held_on", window).select(pl.col("id").alias("gathering"))
    asked = records.table("attendance").filter(pl.col("person") == person).join(held, on="gathering", how="semi")
    return Traces(
        contacts=tuple(contacts["id"]),
        inside=tuple(touching.filter(pl.col("done_on") <= window.end)["id"]),
        signals=tuple(signals["id"]),
        brought=tuple(signals.filter(pl.col("brought_back_on").is_not_null())["id"]),
        invitations=tuple(asked["id"]),
        came=tuple(asked.filter(pl.col("present").fill_null(True))["id"]),
    )


def _explorers(records: Records, acts: pl.DataFrame, window: Window) -> list[str]:
    roles = during_window(records.table("roles"), window).filter(pl.col("orientation") == Orientation.EXPLORER.value)
    done = within(acts, window).filter(pl.col("orientation") == Orientation.EXPLORER.value).drop_nulls("person")
    often = done.group_by("person").len("acts").filter(pl.col("acts") >= ENOUGH_ACTS)
    return sorted(set(roles["person"]) | set(often["person"]))


def _outward(records: Records, acts: pl.DataFrame, window: Window, explorers: Iterable[str]) -> dict[str, float]:
    outside = dict(warmth(_contacts(records), window.end).iter_rows())
    inside = dict(warmth(_meetings(records, acts), window.end).iter_rows())
    index = {}
    for person in explorers:
        out, within = outside.get(person, 0.0), inside.get(person, 0.0)
        if out + within > 0:
            index[person] = (out - within) / (out + within)
    return index


def _contacts(records: Records) -> pl.DataFrame:
    amount = pl.col("kind").replace_strict(dict(AMOUNTS), default=MEETING, return_dtype=pl.Float64)
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
    return rows.with_columns(pl.lit(MEETING).alias("amount"))


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
