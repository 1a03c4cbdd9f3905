"""Who acted on what somebody else opened: shared leadership without a survey (methods 2.11 and 2.12)."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from vierspan.analysis.measures.scene import Codes, Members, Numbers, Scene, Unit, summed
from vierspan.analysis.measures.together import possible_followers
from vierspan.analysis.records import Records

WITHIN_DAYS = 90

COLUMNS = ("subject_code", "follower", "leader", "weight")

# What is done at a table counts for what the table is about.
PARENTS = (
    ("gatherings", "initiative", "initiatives"),
    ("decisions", "initiative", "initiatives"),
    ("commitments", "initiative", "initiatives"),
    ("steps", "initiative", "initiatives"),
    ("initiatives", "themes", "themes"),
)


@dataclass(frozen=True, slots=True)
class Following:
    """F: how much each member (`follower`) acted on what another (`leader`) opened, as rows of a sparse matrix."""

    members: Members
    subject: Codes
    follower: Codes
    leader: Codes
    weight: Numbers
    possible: Numbers  # per leader: the others who could have followed

    @property
    def received(self) -> Numbers:
        """Column sums of F."""
        return summed(self.leader, self.weight, self.members.count)

    def pairs(self) -> tuple[Codes, Codes, Numbers]:
        """The cells of F that are not zero: follower, leader, weight."""
        cell = self.follower * self.members.count + self.leader
        cells, place = np.unique(cell, return_inverse=True)
        return cells // self.members.count, cells % self.members.count, summed(place, self.weight)


def uptake(records: Records, acts: pl.DataFrame) -> pl.DataFrame:
    """Every act of another party on a subject that somebody opened, at most 90 days later.

    One row per opener, subject and following act: `subject_code`, `orientation` of the opening, `leader`,
    `leader_side`, `follower`, `follower_side`, `act` (its row) and `weight` (the act's; for attendance
    v_e / (m_e - 1), so that plenaries count little).
    Acts on a gathering, decision, commitment or step also count for its initiative, and acts on an initiative for its
    themes. Where a date is missing the order is unknown, and the act counts. Acts of the opener's own party do not
    count, nor does opening the same subject on the same day: who begin together follow nobody.
    Cost: linear in the pairs of opening and act on one subject. Source: methods 2.11, 2.12.
    """
    numbered = acts.with_row_index("act").filter(pl.col("subject").is_not_null() & pl.col("side").is_not_null())
    numbered = numbered.with_columns(key=pl.concat_str("subject_table", "subject", separator="\n", ignore_nulls=True))
    openings = numbered.filter(pl.col("aspect") == "D").select(
        "key", "orientation", leader="person_code", leader_side="side", opened_on="done_on"
    )
    follows = _follows(records, numbered)
    pairs = openings.lazy().join(follows.lazy(), on="key").filter(_is_uptake())
    once = ["key", "orientation", "leader", "leader_side", "act"]
    rows = pairs.unique(once).collect(engine="streaming").sort("key", "leader_side", "act")
    return rows.with_columns(subject_code=pl.col("key").rle_id().cast(pl.Int64)).drop("key", "opened_on", "opens")


def _is_uptake() -> pl.Expr:
    days = (pl.col("followed_on") - pl.col("opened_on")).dt.total_days()
    in_time = pl.when("opens").then(days.is_between(1, WITHIN_DAYS)).otherwise(days.is_between(0, WITHIN_DAYS))
    in_time = in_time.fill_null(~pl.col("opens"))
    return in_time & (pl.col("leader_side") != pl.col("follower_side"))


def _follows(records: Records, acts: pl.DataFrame) -> pl.DataFrame:
    attended = pl.col("kind") == "gathering.attended"
    others = pl.max_horizontal(pl.len().over("key", "kind") - 1, 1)
    weight = pl.when(attended).then(pl.col("weight") / others).otherwise("weight")
    own = acts.with_columns(weight=weight).select(
        "key",
        "act",
        "weight",
        follower="person_code",
        follower_side="side",
        followed_on="done_on",
        opens=pl.col("aspect") == "D",
    )
    parents = _parents(records)
    return pl.concat([own, own.join(parents, on="key").with_columns(key="parent").drop("parent")])


def _parents(records: Records) -> pl.DataFrame:
    found = [pl.DataFrame(schema={"key": pl.String, "parent": pl.String})]
    for table, column, parent in PARENTS:
        if records.has(table):
            rows = records.table(table).select("id", to=column)
            rows = rows.explode("to") if rows.schema["to"] == pl.List(pl.String) else rows
            keys = rows.filter(pl.col("to").is_not_null())
            found.append(
                keys.select(key=pl.lit(f"{table}\n") + pl.col("id"), parent=pl.lit(f"{parent}\n") + pl.col("to"))
            )
    return pl.concat(found)


def _of_orientation(rows: pl.DataFrame, orientation: str | None) -> pl.DataFrame:
    if orientation is not None:
        return rows.filter(pl.col("orientation") == orientation)
    # One who opened a subject in two orientations is followed once.
    return rows.unique(["subject_code", "leader", "leader_side", "act"], keep="first", maintain_order=True)


def following(scene: Scene, unit: Unit, orientation: str | None = None) -> Following | None:
    """The following matrix of people or of parties, for one orientation or over all.

    None where nobody followed anybody. Cells of two of one party, and of two who were never in the network at the same
    time, are undefined and not zero. Among people only acts that name a person count.
    Cost: linear in the uptake. Source: methods 2.12.
    """
    rows = _of_orientation(scene.uptake, orientation)
    members = scene.members(unit)
    if unit == "party":
        rows = rows.with_columns(leader="leader_side", follower="follower_side")
        rows = rows.filter((pl.col("leader") < members.count) & (pl.col("follower") < members.count))
    rows = rows.filter(pl.col("leader").is_not_null() & pl.col("follower").is_not_null())
    if not rows.height:
        return None
    subject, follower, leader, weight = (rows[name].to_numpy() for name in COLUMNS)
    return Following(members, subject, follower, leader, weight, possible_followers(members))
