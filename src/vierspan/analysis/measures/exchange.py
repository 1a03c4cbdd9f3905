"""Give and get: who gives, who takes, and how far it comes round."""

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from vierspan.analysis.measures.circulation import cycle_share, reciprocity, reciprocity_by_chance
from vierspan.analysis.measures.contacts import in_window
from vierspan.analysis.measures.figure import absent, concentration, stated
from vierspan.analysis.measures.graph import Vector
from vierspan.analysis.measures.pointing import pointing
from vierspan.analysis.mirror.picture import Exchange, Figure, PartyBalance, Reason, Window
from vierspan.analysis.records import Records

POINTS = "points"
FINE = 0.33
TALK = 0.67
PAIRS_LIMIT = 2_000_000  # of gifts to the whole network, spread over its members
SHOWN = 2_000


class _Given(NamedTuple):
    """What counts: rows of one unit, the parties in order, and who gave whom how much."""

    whole: pl.DataFrame
    rows: pl.DataFrame
    parties: tuple[str, ...]
    gives: Vector
    gets: Vector
    between: sparse.csr_array
    is_confirmed: bool


def exchange(records: Records, acts: pl.DataFrame, window: Window) -> Exchange | None:
    """The balance of give and get.

    Definition: of what was given and confirmed in the window, in the unit that most rows have. Units are added up only
    by the network's own key (`unit_keys`: points for one of each); units without a key are named and left out. Give g
    and take t per party, balance (g - t) / (g + t); weighted reciprocity r_w; above chance rho = (r_w - r0) / (1 - r0);
    cycle share; burden G* of g over all members. What goes to the whole network is divided equally over the other
    members. Light: |balance| to .33 fine, to .67 talk; above that agenda where the party's volume reaches the median,
    else talk; no volume inactive.
    Range: balance -1 to 1, shares 0-1, rho up to 1. Edge cases: no gifts or fewer than two parties -> None; nothing in
    the whole sheet confirmed -> all counts, and figures are indicative; points without a number count 1, hours and
    euros without a number do not count.
    Cost: linear, but for the linear programme of `cycle_share`. Source: Squartini et al. 2013; methods 3.
    """
    gifts = in_window(records.table("exchanges"), "given_on", window)
    gifts = gifts.filter(pl.col("state").fill_null("given") == "given").with_columns(pl.col("unit").fill_null(POINTS))
    if gifts.is_empty() or records.table("parties").height < 2:
        return None
    key = unit_key(records, gifts)
    gifts = converted(gifts, key)
    units = gifts.group_by("unit").len("rows").sort([-pl.col("rows").cast(pl.Int64), "unit"])["unit"]
    given = _counted(records, gifts.filter(pl.col("unit") == units[0]), window)
    return Exchange(
        unit=units[0],
        other_units=tuple(units[1:]),
        reciprocity=_figure(reciprocity(given.between), given, window),
        reciprocity_above_chance=_figure(_above_chance(given.between), given, window),
        cycle_share=_cycles(given, window),
        burden=_figure(concentration(given.gives), given, window),
        balances=_balances(records, given),
        unconfirmed=given.rows["confirmed_on"].is_null().sum(),
        key=tuple(sorted(key.items())) if units[0] == POINTS else (),
    )


def unit_key(records: Records, gifts: pl.DataFrame) -> dict[str, float]:
    """Points for one of each other unit that the gifts have, where the network gave a key; the last row of a unit
    holds."""
    rows = records.table("unit_keys").filter((pl.col("points") > 0) & (pl.col("unit") != POINTS))
    return {unit: points for unit, points in rows.select("unit", "points").iter_rows() if unit in set(gifts["unit"])}


def converted(gifts: pl.DataFrame, key: dict[str, float]) -> pl.DataFrame:
    """The gifts with those in a unit of the key as points; an amount that is missing stays missing and counts as 0."""
    if not key:
        return gifts
    rate = pl.col("unit").replace_strict(key, default=None, return_dtype=pl.Float64)
    in_points = pl.when(rate.is_not_null()).then((pl.col("value") * rate).fill_null(0.0)).otherwise(pl.col("value"))
    unit = pl.when(rate.is_not_null()).then(pl.lit(POINTS)).otherwise(pl.col("unit"))
    return gifts.with_columns(in_points.alias("value"), unit.alias("unit"))


def _counted(records: Records, rows: pl.DataFrame, window: Window) -> _Given:
    members = records.table("parties").filter(pl.col("left_on").is_null() | (pl.col("left_on") >= window.start))["id"]
    parties = tuple(pl.concat([members, rows["giver"], rows["receiver"].drop_nulls()]).unique().sort())
    amount = pl.when(pl.col("unit") == POINTS).then(pl.col("value").fill_null(1.0)).otherwise(pl.col("value"))
    rows = rows.with_columns(amount.alias("amount")).filter(pl.col("amount") > 0)
    is_confirmed = rows["confirmed_on"].is_not_null().any()
    counted = rows.filter(pl.col("confirmed_on").is_not_null()) if is_confirmed else rows
    between = _between(counted, parties)
    shared = _amounts(counted.filter(pl.col("receiver").is_null()), "giver", parties)
    spread = shared / (len(parties) - 1)
    gives = np.asarray(between.sum(axis=1)).ravel() + shared
    gets = np.asarray(between.sum(axis=0)).ravel() + spread.sum() - spread
    return _Given(records.table("exchanges"), rows, parties, gives, gets, _with_spread(between, spread), is_confirmed)


def _amounts(rows: pl.DataFrame, column: str, parties: tuple[str, ...]) -> Vector:
    places = rows[column].cast(pl.Enum(parties)).to_physical().to_numpy()
    return np.bincount(places, weights=rows["amount"].to_numpy(), minlength=len(parties)).astype(np.float64)


def _between(rows: pl.DataFrame, parties: tuple[str, ...]) -> sparse.csr_array:
    rows = rows.filter(pl.col("receiver").is_not_null() & (pl.col("giver") != pl.col("receiver")))
    coded = rows.select(pl.col("giver", "receiver").cast(pl.Enum(parties)).to_physical().cast(pl.Int32))
    places = (coded["giver"].to_numpy(), coded["receiver"].to_numpy())
    matrix = sparse.coo_array((rows["amount"].to_numpy(), places), shape=(len(parties), len(parties)))
    summed = sparse.csr_array(matrix)
    summed.sum_duplicates()
    return summed


def _with_spread(between: sparse.csr_array, spread: Vector) -> sparse.csr_array:
    """Gifts to the whole network added as gifts to each other member, where the pairs can be held."""
    givers = np.flatnonzero(spread)
    if not len(givers) or len(givers) * len(spread) > PAIRS_LIMIT:
        return between
    size = len(spread)
    rows = np.repeat(givers, size)
    columns = np.tile(np.arange(size), len(givers))
    others = rows != columns
    shared = sparse.coo_array((spread[rows][others], (rows[others], columns[others])), shape=(size, size))
    return sparse.csr_array(between + sparse.csr_array(shared))


def _above_chance(between: sparse.csr_array) -> float | None:
    found, chance = reciprocity(between), reciprocity_by_chance(between)
    if found is None or chance is None or chance >= 1:
        return None
    return (found - chance) / (1 - chance)


def _cycles(given: _Given, window: Window) -> Figure:
    found = cycle_share(given.between)
    if found is None:
        return absent(Reason.EMPTY, given.rows.height, window)
    value, slack = found
    return _figure(value, given, window).model_copy(update={"error": slack or None})


def _figure(value: float | None, given: _Given, window: Window) -> Figure:
    if not given.gives.sum() > 0:
        return absent(Reason.EMPTY, given.rows.height, window)
    facts = pointing("exchanges", given.whole, given.rows["id"])
    return stated(value, given.rows.height, window, facts=facts).model_copy(
        update={"is_indicative": not given.is_confirmed}
    )


def _balances(records: Records, given: _Given) -> tuple[PartyBalance, ...]:
    """Every party's give and get, largest volume first; the largest 2,000 in a larger network."""
    volume = given.gives + given.gets
    median = float(np.median(volume[volume > 0])) if (volume > 0).any() else 0.0
    names = dict(records.table("parties").select("id", "name").iter_rows())
    confirmed = _confirmed(given)
    order = np.argsort(-volume, kind="stable")[:SHOWN]
    return tuple(
        _balance(given.parties[place], names, (given.gives[place], given.gets[place]), median, confirmed)
        for place in order
    )


def _balance(
    party: str, names: dict[str, str], flows: tuple[float, float], median: float, confirmed: dict[str, float]
) -> PartyBalance:
    gives, gets = flows
    volume = gives + gets
    balance = (gives - gets) / volume if volume > 0 else None
    return PartyBalance(
        party=party,
        name=names[party],
        gives=gives,
        gets=gets,
        balance=balance,
        light=_light(balance, is_large=volume >= median),
        confirmed_share=confirmed.get(party),
    )


def _light(balance: float | None, *, is_large: bool) -> str:
    if balance is None:
        return "inactive"
    if abs(balance) <= FINE:
        return "fine"
    return "agenda" if abs(balance) > TALK and is_large else "talk"


def _confirmed(given: _Given) -> dict[str, float]:
    """Per giver the part of what they gave that was confirmed."""
    told = pl.col("amount").filter(pl.col("confirmed_on").is_not_null()).sum() / pl.col("amount").sum()
    return dict(given.rows.group_by("giver").agg(told.alias("share")).iter_rows())
