"""From a list of who takes part in what to parties, initiatives, themes and seats."""

import polars as pl

from vierspan.analysis.formats.mapping.sheets import Sheets, days, kept, share, unmarked
from vierspan.analysis.schema import tables

_ALWAYS_SAME = 0.97


def participations(sheets: Sheets) -> dict[str, pl.DataFrame]:
    """Parties (and people, where the list names them), initiatives with their lead, themes and seats.

    The initiative starts with its first seat's start and ends with its last seat's end. The lead is the first party
    whose role carries it; every party in that role carries. A party that stands twice in one initiative has one
    seat. Columns that hold one value per initiative (or per party) are kept there, the others with the seat.
    """
    rows = sheets.of("participations", "initiative", "actor")
    if rows.is_empty():
        return {}
    rows = _dated(rows)
    carries = pl.col("role").is_in(sheets.mapping.carries) if "role" in rows.columns else pl.lit(None, pl.Boolean)
    rows = rows.with_columns(carries=carries)
    by_initiative = _constant(rows, "initiative", kept(rows))
    by_party = _constant(rows, "actor", [name for name in kept(rows) if name not in by_initiative])
    themes = _themes(sheets, rows)
    made = {
        "parties": _parties(sheets, rows, by_party),
        "people": _people(rows),
        "themes": pl.DataFrame({"id": themes["theme"].unique(maintain_order=True)}).with_columns(name="id"),
        "initiatives": _initiatives(rows, themes, by_initiative),
        "seats": _seats(sheets, rows, [*by_initiative, *by_party]),
    }
    return {key: frame for key, frame in made.items() if frame.height}


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(days(rows[name]) for name in ("since", "until") if name in rows.columns)


def _constant(rows: pl.DataFrame, key: str, names: list[str]) -> list[str]:
    """The columns that (nearly) always hold one value for each value of the key, where keys do come back."""
    if not names or rows[key].n_unique() == rows.height:
        return []
    repeated = rows.filter(pl.len().over(key) > 1)
    counts = repeated.group_by(key).agg((pl.col(name).drop_nulls().n_unique() <= 1) for name in names)
    return [name for name in names if share(counts[name]) >= _ALWAYS_SAME]


def _first(rows: pl.DataFrame, key: str, names: list[str]) -> pl.DataFrame:
    return rows.group_by(key, maintain_order=True).agg(pl.col(name).drop_nulls().first() for name in names)


def _parties(sheets: Sheets, rows: pl.DataFrame, extras: list[str]) -> pl.DataFrame:
    told = [name for name in ("actor_name", "short_name", "sector", "region") if name in rows.columns]
    parties = _first(rows, "actor", [*told, *extras])
    beside = sheets.of("actors", "actor")
    if beside.height:
        about = beside.unique("actor", keep="first", maintain_order=True).rename({n: f"{n}'" for n in beside.columns})
        parties = parties.join(about, left_on="actor", right_on="actor'", how="left", maintain_order="left")
        parties = _merged(parties)
    for name in ("actor_name", "short_name"):
        if name not in parties.columns:
            parties = parties.with_columns(pl.lit(None, pl.String).alias(name))
    named = parties.with_columns(name=pl.coalesce("actor_name", "short_name", "actor")).drop("actor_name")
    return unmarked(named.rename({"actor": "id"}), [*tables()["parties"].dtypes])


def _merged(parties: pl.DataFrame) -> pl.DataFrame:
    """What the list of actors says fills what the list of participations leaves open."""
    for name in [name for name in parties.columns if name.endswith("'")]:
        own = name.removesuffix("'")
        value = pl.coalesce(own, name) if own in parties.columns else pl.col(name)
        parties = parties.with_columns(value.alias(own)).drop(name)
    return parties


def _people(rows: pl.DataFrame) -> pl.DataFrame:
    if "person" not in rows.columns:
        return pl.DataFrame()
    people = rows.drop_nulls("person").unique("person", keep="first", maintain_order=True)
    emails = ["email"] if "email" in rows.columns else []
    return people.select(
        pl.format("person:{}", "person").alias("id"), pl.col("person").alias("name"), "actor", *emails
    ).rename({"actor": "party"})


def _themes(sheets: Sheets, rows: pl.DataFrame) -> pl.DataFrame:
    """Initiative by theme, from the list itself and the sheets beside it."""
    beside = sheets.of("initiatives", "initiative")
    found = [
        frame.select("initiative", "theme").drop_nulls().unique(maintain_order=True)
        for frame in (rows, beside)
        if "theme" in frame.columns
    ]
    return (
        pl.concat(found).unique(maintain_order=True)
        if found
        else pl.DataFrame(schema={"initiative": pl.String, "theme": pl.String})
    )


def _initiatives(rows: pl.DataFrame, themes: pl.DataFrame, extras: list[str]) -> pl.DataFrame:
    dates = [
        pl.col(name).min().alias("started_on") if name == "since" else pl.col(name).max().alias("ended_on")
        for name in ("since", "until")
        if name in rows.columns
    ]
    name = (
        pl.col("initiative_name").drop_nulls().first() if "initiative_name" in rows.columns else pl.lit(None, pl.String)
    )
    initiatives = rows.group_by("initiative", maintain_order=True).agg(
        name.alias("name"),
        pl.col("actor").filter(pl.col("carries")).first().alias("party"),
        *dates,
        *(pl.col(extra).drop_nulls().first() for extra in extras),
    )
    by_initiative = themes.group_by("initiative").agg(pl.col("theme").alias("themes"))
    joined = initiatives.join(by_initiative, on="initiative", how="left", maintain_order="left")
    named = joined.with_columns(name=pl.coalesce("name", "initiative"), kind=pl.lit("joint"))
    return unmarked(named.rename({"initiative": "id"}), [*tables()["initiatives"].dtypes])


def _seats(sheets: Sheets, rows: pl.DataFrame, elsewhere: list[str]) -> pl.DataFrame:
    who = ["initiative", "actor", *(["person"] if "person" in rows.columns else [])]
    seats = rows.with_columns(carries=pl.col("carries").max().over(who)).sort(
        pl.col("carries").fill_null(False), descending=True, maintain_order=True
    )
    once = seats.unique(who, keep="first", maintain_order=True)
    if once.height < rows.height:
        sheets.notice("mapping_seats_twice", count=rows.height - once.height)
    told = [name for name in ("role", "since", "until") if name in rows.columns]
    person = [pl.format("person:{}", "person").alias("person")] if "person" in rows.columns else []
    own = [name for name in kept(rows) if name not in elsewhere]
    chosen = once.select("initiative", pl.col("actor").alias("party"), *person, "carries", *told, *own)
    return unmarked(chosen.with_columns(state=pl.lit("joined")), [*tables()["seats"].dtypes])
