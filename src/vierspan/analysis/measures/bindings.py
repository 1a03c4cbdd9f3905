"""Whom one brought in, and who stayed (methods 2.11)."""

from dataclasses import dataclass

import polars as pl

from vierspan.analysis.measures.scene import Numbers, Scene, Unit, summed

STAYED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Bindings:
    """Points for binding, per person and party, and to what people were bound."""

    points: dict[Unit, Numbers]
    bound_to: dict[str, float]
    attempts: int  # acts of bringing somebody in


def bindings(scene: Scene) -> Bindings:
    """One point for everybody whom one brought in and who is active again 30 or more days later.

    Brought in: touched by a binding act (introduction, invitation, seat, welcome). The point is divided among all who
    brought the same one in. `bound_to` tells the points apart: to oneself, where all that the newcomer did later was
    with or on what the binder opened; else to an initiative, where the act was about one; else to the network.
    Edge cases: acts without a date prove no return and give no point. Cost: linear in the later acts of newcomers.
    Source: methods 2.11.
    """
    acts = scene.acts.with_row_index("act")
    tried = acts.filter((pl.col("aspect") == "B") & (pl.col("touched").list.len() > 0))
    brought = _brought_in(tried)
    stayed = _with_points(_stayed(brought, acts, scene)) if brought.height else _nobody()
    points: dict[Unit, Numbers] = {unit: _summed(stayed, unit, scene) for unit in ("person", "party")}
    sums = dict(stayed.group_by("bound_to").agg(pl.col("points").sum()).iter_rows())
    kinds = ("to_oneself", "to_network", "to_initiative")
    return Bindings(points, {kind: float(sums.get(kind, 0.0)) for kind in kinds} if tried.height else {}, tried.height)


def _nobody() -> pl.DataFrame:
    text, code = pl.String, pl.Int64
    return pl.DataFrame(schema={"bound_to": text, "points": pl.Float64, "person_code": code, "party_code": code})


def _brought_in(tried: pl.DataFrame) -> pl.DataFrame:
    """Each binder and newcomer once, by the first of the acts between them."""
    rows = tried.select(
        "person_code", "party_code", "side", "done_on", "subject_table", binder="person", newcomer="touched"
    ).explode("newcomer")
    rows = rows.filter(
        pl.col("newcomer").is_not_null() & pl.col("done_on").is_not_null() & pl.col("side").is_not_null()
    )
    rows = rows.filter(pl.col("newcomer").ne_missing(pl.col("binder")))
    return rows.sort("done_on").unique(["person_code", "side", "newcomer"], keep="first", maintain_order=True)


def _stayed(brought: pl.DataFrame, acts: pl.DataFrame, scene: Scene) -> pl.DataFrame:
    """Those who were active again, and whether all of that was with the binder."""
    brought = brought.with_row_index("bond")
    columns = ("act", "done_on", "touched", "person", "party")
    by_person = acts.filter(pl.col("person").is_not_null()).select(*columns, newcomer="person")
    by_party = acts.filter(pl.col("party").is_not_null()).select(*columns, newcomer="party")
    later = brought.select("bond", "binder", "person_code", "side", "newcomer", bound_on="done_on").join(
        pl.concat([by_person, by_party]), on="newcomer"
    )
    later = later.filter((pl.col("done_on") - pl.col("bound_on")).dt.total_days() >= STAYED_DAYS)
    leads = scene.uptake.select("act", side="leader_side", person_code="leader").unique()
    leads = leads.with_columns(follows=pl.lit(True))
    later = later.join(leads, on=["act", "side", "person_code"], how="left", nulls_equal=True)
    with_binder = pl.col("follows").fill_null(False) | pl.col("touched").list.contains(pl.col("binder")).fill_null(
        False
    )
    only_binder = later.group_by("bond").agg(with_binder.all().alias("only_binder"))
    return brought.join(only_binder, on="bond").sort("bond")


def _with_points(stayed: pl.DataFrame) -> pl.DataFrame:
    on_initiative = pl.col("subject_table").is_in(["initiatives", "steps"]).fill_null(False)
    return stayed.with_columns(
        points=1.0 / pl.len().over("newcomer"),
        bound_to=pl.when("only_binder")
        .then(pl.lit("to_oneself"))
        .when(on_initiative)
        .then(pl.lit("to_initiative"))
        .otherwise(pl.lit("to_network")),
    )


def _summed(stayed: pl.DataFrame, unit: Unit, scene: Scene) -> Numbers:
    rows = stayed.filter(pl.col(f"{unit}_code").is_not_null())
    return summed(rows[f"{unit}_code"].to_numpy(), rows["points"].to_numpy(), scene.members(unit).count)
