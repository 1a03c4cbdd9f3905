"""The network as two tables: who is there with what is known of each, and what ties them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.queries import last_change
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.maps.reading import columns_of
from vierspan.workspace.insight.maps.ties import living, ties_of
from vierspan.workspace.insight.models import Run

COLUMNS = {
    "parties": (
        "id",
        "name",
        "short_name",
        "sector",
        "region",
        "place",
        "latitude",
        "longitude",
        "ring",
        "tags",
        "joined_on",
        "left_on",
    ),
    "people": ("id", "name", "party", "ring", "tags", "joined_on", "left_on"),
    "ties": ("id", "source", "target", "kind", "strength", "directed", "basis", "since", "until", "confirmed"),
    "themes": ("id", "name"),
    "initiatives": ("id", "themes", "started_on", "ended_on"),
    "seats": ("id", "initiative", "party", "person", "state", "since", "until"),
    "gatherings": ("id", "held_on"),
    "attendance": ("id", "gathering", "person", "party", "present"),
    "exchanges": ("id", "giver", "receiver", "state", "given_on"),
}
LARGE = 10_000
_LAST_LARGE: dict[str, "tuple[object, Net]"] = {}
OF_THE_PARTY = ("sector", "region", "place", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Net:
    """`actors`: id, name, short_name, kind, party, sector, region, place, latitude, longitude, ring, tags, themes,
    joined_on, left_on, and what the mirror computed; the most central first. `ties`: see `ties`."""

    network_id: uuid.UUID
    actors: pl.DataFrame
    ties: pl.DataFrame
    until: date  # the last day of the mirror
    facts_at: datetime | None  # the last change of the facts before they were read

    @property
    def living(self) -> pl.DataFrame:
        """The ties that hold on the last day."""
        return living(self.ties, self.until)

    def ids(self, kind: str) -> list[str]:
        return self.actors.filter(pl.col("kind") == kind)["id"].to_list()


def net_of(actor: Actor, run: Run) -> Net:
    """Everyone whom the actor may see, and what ties them; for those who may see names, who all see the same.

    A large network takes seconds to read, and the page, the drawing and the panel each ask for it: the last one read is
    held in the process until its facts or its run change.
    """
    measured = queries.actors(actor, run)
    key = run.pk, last_change(actor.network_id)
    held = _LAST_LARGE.get("read")
    if held is not None and held[0] == key:
        return held[1]
    net = net_as_stored(actor.network_id, measured, run.end)
    if net.actors.height > LARGE and net.facts_at == key[1]:
        _LAST_LARGE["read"] = (key, net)
    return net


def net_as_stored(network_id: uuid.UUID, measured: pl.DataFrame, until: date) -> Net:
    """For the job that lays out what is stored, without a reader."""
    facts_at = last_change(network_id)
    tables = {key: columns_of(network_id, key, columns) for key, columns in COLUMNS.items()}
    actors = _actors(tables).join(_themes(tables), on="id", how="left")
    known = [column for column in measured.columns if column not in actors.columns]
    actors = actors.join(measured.select("id", *known), on="id", how="left")
    central = [column for column in ("in_core", "degree") if column in known]
    actors = actors.sort(*central, "id", descending=[True] * len(central) + [False], nulls_last=True)
    return Net(network_id, actors, ties_of(tables, until), until, facts_at)


def _actors(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    parties = tables["parties"].with_columns(kind=pl.lit("party"), party=pl.lit(None, pl.String))
    homes = parties.select(pl.col("id").alias("party"), *OF_THE_PARTY)
    people = tables["people"].with_columns(kind=pl.lit("person")).join(homes, on="party", how="left")
    return pl.concat([parties, people], how="diagonal")


def _themes(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Per actor the themes of the initiatives at whose table it sits; of a party also those of its people."""
    names = dict(tables["themes"].select("id", "name").iter_rows())
    initiatives = (
        tables["initiatives"].select(pl.col("id").alias("initiative"), theme=pl.col("themes")).explode("theme")
    )
    initiatives = initiatives.drop_nulls().with_columns(pl.col("theme").replace_strict(names, default=None))
    seats = tables["seats"].filter(pl.col("state").fill_null("joined") == "joined")
    homes = tables["people"].select(pl.col("id").alias("person"), home="party")
    sitting = seats.join(homes, on="person", how="left").join(initiatives.drop_nulls(), on="initiative")
    by_actor = [sitting.select(pl.col(who).alias("id"), "theme") for who in ("party", "person", "home")]
    told = pl.concat(by_actor).drop_nulls().unique().sort("id", "theme")
    return told.group_by("id", maintain_order=True).agg(pl.col("theme").alias("themes"))
