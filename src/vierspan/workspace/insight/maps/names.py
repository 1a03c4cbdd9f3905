"""What the members of a group share more than others do: the name it gets."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _

from vierspan.workspace.insight.maps.communities import ALONE
from vierspan.workspace.insight.maps.frames import Net

SHARED = 0.5  # of the members at least
OVER = 1.5  # times as often as in the whole network
SMALLEST = 3  # members of whom one can say that they share something
LISTS = {"tags": "tag", "themes": "theme"}
BY = ("sector", "region", "theme", "tag", "party")
AROUND = "around"


@dataclass(frozen=True, slots=True)
class Share:
    by: str  # sector, region, theme, tag, party; "around" for the best tied member
    value: str
    share: float  # of the members


@dataclass(frozen=True, slots=True)
class Community:
    id: int
    name: str
    size: int
    shares: tuple[Share, ...]


def named(net: Net, communities: Mapping[str, int], spoken_of: str) -> tuple[Community, ...]:
    """The groups with their names, the largest first; those who are tied to nobody are none.

    `spoken_of`: "party" or "person", of whom the shares are counted where a group has such members.
    """
    number = pl.DataFrame(list(communities.items()), schema={"id": pl.String, "community": pl.Int64}, orient="row")
    members = net.actors.join(number, on="id").filter(pl.col("community") != ALONE)
    counted = members.filter(pl.col("kind") == spoken_of)
    counted = counted if counted.height else members
    shares = _shares(counted, dict(net.actors.select("id", "name").iter_rows()))
    central = _central(counted, net)
    sizes = members.group_by("community").len().sort("len", "community", descending=[True, False])
    found = [_community(each, size, shares.get(each, []), central.get(each, "")) for each, size in sizes.iter_rows()]
    return _told_apart(found, central)


def _shares(members: pl.DataFrame, names: Mapping[str, str]) -> dict[int, list[Share]]:
    """Per community what half of it shares, and half as much again as the whole does; the most telling first."""
    parts = [_told(members, by) for by in ("sector", "region", "tags", "themes")]
    party = members.select(
        "id", "community", value=pl.col("party").replace_strict(names, default=None), by=pl.lit("party")
    )
    told = pl.concat([*parts, party.select("id", "community", "by", "value")]).drop_nulls().unique()
    sizes = members.group_by("community").agg(pl.len().alias("size"))
    overall = told.group_by("by", "value").agg((pl.len() / max(members.height, 1)).alias("overall"))
    counted = (
        told.group_by("community", "by", "value").len().join(sizes, on="community").join(overall, on=["by", "value"])
    )
    counted = counted.filter(pl.col("size") >= SMALLEST).with_columns(share=pl.col("len") / pl.col("size"))
    counted = counted.filter((pl.col("share") >= SHARED) & (pl.col("share") >= OVER * pl.col("overall")))
    counted = counted.with_columns(telling=pl.col("share") * (pl.col("share") / pl.col("overall")).log())
    counted = counted.sort("telling", "by", "value", descending=[True, False, False])
    found: dict[int, list[Share]] = {}
    for each, by, value, share in counted.select("community", "by", "value", "share").iter_rows():
        found.setdefault(each, []).append(Share(by, value, round(share, 2)))
    return found


def _told(members: pl.DataFrame, column: str) -> pl.DataFrame:
    told = members.select("id", "community", by=pl.lit(LISTS.get(column, column)), value=pl.col(column))
    return told.explode("value") if column in LISTS else told


def _central(members: pl.DataFrame, net: Net) -> dict[int, str]:
    """Per community its best tied member."""
    living = net.living.filter(~pl.col("is_lifted") | pl.col("source").is_in(members["id"].implode()))
    ends = pl.concat([living.select(id="source"), living.select(id="target")])
    counted = members.join(ends.group_by("id").len("tied"), on="id", how="left").with_columns(
        pl.col("tied").fill_null(0)
    )
    best = counted.sort("tied", "name", descending=[True, False]).unique("community", keep="first", maintain_order=True)
    return dict(best.select("community", "name").iter_rows())


def _community(number: int, size: int, shares: list[Share], central: str) -> Community:
    first = shares[:1]
    others = [share for share in shares[1:] if share.by != shares[0].by][:1]
    name = ", ".join(share.value for share in first + others) or _("around %(name)s") % {"name": central}
    return Community(number, name, size, tuple(shares[:4]) or (Share(AROUND, central, round(1 / size, 2)),))


def _told_apart(found: list[Community], central: Mapping[int, str]) -> tuple[Community, ...]:
    """Groups that share the same are told apart by their best tied member."""
    count: dict[str, int] = {}
    for each in found:
        count[each.name] = count.get(each.name, 0) + 1
    return tuple(
        each
        if count[each.name] == 1
        else Community(
            each.id,
            _("%(group)s, around %(name)s") % {"group": each.name, "name": central[each.id]},
            each.size,
            each.shares,
        )
        for each in found
    )


def untied() -> str:
    """What those are called together who are tied to nobody, or to very few."""
    return _("few or no ties")
