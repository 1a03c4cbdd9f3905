"""What the measures of behaviour look at: the members, the acts in the window by number, and who followed whom."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

Unit = Literal["person", "party"]

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]

FOREVER = 10**7  # days; stands for 'no last day'


@dataclass(frozen=True, slots=True)
class Members:
    """The fixed list of people or parties over which everything is shared, in the order of their ids."""

    unit: Unit
    ids: pl.Series
    names: pl.Series
    party_ids: pl.Series
    party: Codes  # code of the party; who has none stands for a party alone
    since: Codes  # days since 1970
    until: Codes

    @property
    def count(self) -> int:
        return self.ids.len()

    @property
    def has_dates(self) -> bool:
        return bool((self.since > -FOREVER).any() or (self.until < FOREVER).any())

    @property
    def codes(self) -> pl.DataFrame:
        return pl.DataFrame({self.unit: self.ids, f"{self.unit}_code": np.arange(self.count, dtype=np.int64)})


@dataclass(frozen=True, slots=True)
class Scene:
    """One network in one window."""

    records: Records
    window: Window
    people: Members
    parties: Members
    acts: pl.DataFrame  # in the window, with `person_code`, `party_code`, and `side`: the party, else the person alone
    uptake: pl.DataFrame
    kept: frozenset[Orientation]  # orientations of which the records can show that nothing was done

    def members(self, unit: Unit) -> Members:
        return self.people if unit == "person" else self.parties

    @property
    def unit(self) -> Unit:
        """People, where at least half of the weight of the acts names a person; else parties."""
        named = self.acts.filter(pl.col("person_code").is_not_null())["weight"].sum()
        return "person" if self.people.count and 2 * named >= self.acts["weight"].sum() else "party"


def summed(codes: Codes, weights: Numbers, count: int = 0) -> Numbers:
    """The weights added up per code, over at least `count` codes."""
    return np.asarray(np.bincount(codes, weights, count), dtype=np.float64)


def people_and_parties(records: Records, window: Window) -> tuple[Members, Members]:
    """Who belonged to the network at any moment in the window, sorted by id."""
    parties = _present(records.table("parties"), window)
    own = np.arange(parties.height, dtype=np.int64)
    code = pl.DataFrame({"party": parties["id"], "code": own})
    people = _present(records.table("people"), window).join(code, on="party", how="left", maintain_order="left")
    alone = pl.int_range(pl.len(), dtype=pl.Int64) + parties.height
    side = people.select(pl.coalesce("code", alone))["code"].to_numpy()
    return _members("person", people, people["party"], side), _members("party", parties, parties["id"], own)


def with_codes(acts: pl.DataFrame, people: Members, parties: Members) -> pl.DataFrame:
    """The acts with the numbers of their person and party, in their own order."""
    coded = acts.join(people.codes, on="person", how="left", maintain_order="left")
    coded = coded.join(parties.codes, on="party", how="left", maintain_order="left")
    side = pl.coalesce("party_code", pl.col("person_code") + parties.count)
    return coded.with_columns(side=side)


def _present(table: pl.DataFrame, window: Window) -> pl.DataFrame:
    gone = (pl.col("left_on") < window.start).fill_null(False) | (pl.col("joined_on") > window.end).fill_null(False)
    return table.filter(~gone).sort("id")


def _members(unit: Unit, table: pl.DataFrame, party_ids: pl.Series, side: Codes) -> Members:
    since = table["joined_on"].cast(pl.Int32).cast(pl.Int64).fill_null(-FOREVER).to_numpy()
    until = table["left_on"].cast(pl.Int32).cast(pl.Int64).fill_null(FOREVER).to_numpy()
    return Members(unit, table["id"], table["name"], party_ids, side, since, until)
