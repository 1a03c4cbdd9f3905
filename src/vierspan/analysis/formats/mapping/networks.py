"""From lists of ties, of one network or of many in one file, to actors, ties, and what stands beside them."""

import polars as pl

from vierspan.analysis.formats.mapping.sheets import KEPT, Sheets, days, numbers, unmarked
from vierspan.analysis.formats.mapping.words import is_between_people
from vierspan.analysis.formats.names import are_personal, person_share, plain
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import tables

_DEPARTMENTS = ("dept", "department", "afdeling", "office", "unit", "team")


def ties(sheets: Sheets) -> dict[str, pl.DataFrame]:
    """Actors and ties; where rows repeat the same pair, their number is the strength unless a strength is given.

    Of a file that holds many networks the chosen ones are read, each as a kind of tie between the same actors. A
    network of two sides (people by meetings, people by clubs) becomes attendance or membership. Departments of people
    become parties, those of parties sectors.
    """
    rows = sheets.of("ties", "source", "target")
    if rows.is_empty():
        return {}
    rows = _chosen(sheets, rows)
    if rows.is_empty():
        return {}
    actors = _described(sheets, rows)
    if "mode" in actors.columns:
        return _two_sided(sheets, rows, actors)
    made = _actor_tables(sheets, actors)
    made["ties"] = _tie_table(sheets, rows)
    return made


def listed(sheets: Sheets) -> dict[str, pl.DataFrame]:
    """Parties or people from a list of nothing but them."""
    found = _wide_values(sheets)
    return _actor_tables(sheets, found) if found.height else {}


def _chosen(sheets: Sheets, rows: pl.DataFrame) -> pl.DataFrame:
    if "network" not in rows.columns:
        return rows
    names = rows["network"].unique(maintain_order=True)
    wanted = sheets.mapping.networks or (tuple(names) if names.len() == 1 else ())
    unknown = [name for name in wanted if name not in set(names)]
    if unknown or not wanted:
        code = "mapping_network_unknown" if unknown else "mapping_network_open"
        facts = {"networks": ", ".join(names.drop_nulls().head(60))}
        sheets.problems.append(
            Problem(
                code=code,
                is_fatal=True,
                found=", ".join(unknown),
                suggestions=tuple(names.drop_nulls()[:60]),
                facts=facts,
            )
        )
        return pl.DataFrame()
    return rows.filter(pl.col("network").is_in(wanted))


def _index(sheets: Sheets) -> pl.DataFrame:
    index = sheets.of("networks", "network")
    return index.filter(pl.col("network").is_in(sheets.mapping.networks)) if index.height else index


def _described(sheets: Sheets, rows: pl.DataFrame) -> pl.DataFrame:
    """Every end of a tie, and every node of the list beside it, with its attributes."""
    ends = pl.concat([rows["source"], rows["target"]]).unique(maintain_order=True).rename("node")
    found = pl.DataFrame(ends)
    for told in (_long_values(sheets), _wide_values(sheets)):
        if told.height:
            found = found.join(told, on="node", how="full", coalesce=True, maintain_order="left_right")
    two_sided = _is_two_sided(sheets, rows)
    if two_sided:
        found = _with_mode(found, rows)
    return found


def _long_values(sheets: Sheets) -> pl.DataFrame:
    """Attributes that stand one a row: (network), node, attribute, value."""
    rows = sheets.of("node_values", "node")
    if rows.is_empty() or "attribute" not in rows.columns or "value" not in rows.columns:
        return pl.DataFrame()
    if "network" in rows.columns and sheets.mapping.networks:
        rows = rows.filter(pl.col("network").is_in(sheets.mapping.networks))
    told = rows.drop_nulls("attribute").with_columns(attribute=pl.format(f"{KEPT}{{}}", "attribute"))
    nodes = rows.select("node").unique(maintain_order=True)
    if told.is_empty():
        return nodes
    wide = told.pivot("attribute", index="node", values="value", aggregate_function="first")
    return nodes.join(wide, on="node", how="left", maintain_order="left")


def _wide_values(sheets: Sheets) -> pl.DataFrame:
    rows = sheets.of("actors", "actor")
    if rows.is_empty():
        return rows
    return rows.unique("actor", keep="first", maintain_order=True).rename({"actor": "node"})


def _is_two_sided(sheets: Sheets, rows: pl.DataFrame) -> bool:
    index = _index(sheets)
    if index.height and "kind" in index.columns and index["kind"].str.contains("(?i)two.?mode|bipart").any():
        return True
    return "network" in rows.columns and not set(rows["source"]) & set(rows["target"])


def _with_mode(actors: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """True for the side of meetings or clubs: by a yes-or-no attribute 'type', else the end of the ties."""
    told = f"{KEPT}type"
    if told in actors.columns and set(actors[told].drop_nulls().str.to_lowercase()) <= {"true", "false", "1", "0"}:
        return actors.with_columns(mode=pl.col(told).str.to_lowercase().is_in(["true", "1"])).drop(told)
    return actors.with_columns(mode=pl.col("node").is_in(rows["target"].implode()))


def _named(actors: pl.DataFrame) -> pl.DataFrame:
    names = [name for name in ("actor_name", f"{KEPT}name", f"{KEPT}label") if name in actors.columns]
    return actors.with_columns(id=pl.col("node"), name=pl.coalesce(*names, "node")).drop("node", *names)


def _are_people(sheets: Sheets, actors: pl.DataFrame) -> bool:
    if sheets.mapping.actors:
        return sheets.mapping.actors == "people"
    titles = {name.removeprefix(KEPT) for name in actors.columns}
    return are_personal(titles) or person_share(actors["name"]) >= 0.7 or any(map(is_between_people, _told_of(sheets)))


def _told_of(sheets: Sheets) -> list[str]:
    """What the lists of ties, the networks and their kinds are called."""
    index = _index(sheets)
    kinds = index["kind"].drop_nulls().to_list() if "kind" in index.columns else []
    return [*(table.sheet for table in sheets.mapping.of("ties")), *sheets.mapping.networks, *kinds]


def _actor_tables(sheets: Sheets, actors: pl.DataFrame) -> dict[str, pl.DataFrame]:
    named = _named(actors)
    if not _are_people(sheets, named):
        sector = _department(named)
        if sector and "sector" not in named.columns:
            named = named.rename({sector: "sector"})
        return {"parties": unmarked(named, [*tables()["parties"].dtypes])}
    department = _department(named)
    if not department:
        return {"people": unmarked(named, [*tables()["people"].dtypes])}
    title = department.removeprefix(KEPT)
    party = pl.when(pl.col(department).is_not_null()).then(pl.format(f"{title} {{}}", department))
    people = named.with_columns(party=party).drop(department)
    names = people["party"].drop_nulls().unique().sort()
    parties = pl.DataFrame({"id": names, "name": names, "sector": names})
    return {"parties": parties, "people": unmarked(people, [*tables()["people"].dtypes])}


def _department(actors: pl.DataFrame) -> str | None:
    return next((name for name in actors.columns if plain(name.removeprefix(KEPT)) in _DEPARTMENTS), None)


def _tie_table(sheets: Sheets, rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.filter(pl.col("source") != pl.col("target"))
    rows = _with_kinds(sheets, rows)
    extras = [name for name in rows.columns if name.startswith(KEPT)]
    pair = ["source", "target", "kind"]
    rows = rows.with_columns(days(rows[name]) for name in ("since", "until") if name in rows.columns)
    strength = pl.len().cast(pl.Float64)
    if "weight" in rows.columns:
        rows = rows.with_columns(strength=_strengths(sheets, numbers(rows["weight"])))
        strength = pl.col("strength").sum()
    first = [pl.col(name).first() for name in ("since", "until", *extras) if name in rows.columns]
    # What comes back is counted, as e-mails are; a list that names each pair once keeps its order.
    once = rows.group_by(pair, maintain_order=True).agg(strength.alias("strength"), pl.col("directed").first(), *first)
    return unmarked(once.with_columns(basis=pl.lit("imported")), [*tables()["ties"].dtypes])


def _strengths(sheets: Sheets, weights: pl.Series) -> pl.Series:
    """Strengths that grow with the tie: a scale on which 1 is most is turned round."""
    if sheets.mapping.most == "low" and weights.drop_nulls().len():
        top, least = weights.max(), weights.min()
        return (pl.Series([float(str(top)) + float(str(least))] * weights.len()) - weights).alias("strength")
    negative = weights.is_not_null() & (weights < 0)
    if negative.any():
        sheets.notice("mapping_negative_strengths", count=int(negative.sum()))
    return weights.set(negative, None)


def _with_kinds(sheets: Sheets, rows: pl.DataFrame) -> pl.DataFrame:
    index = _index(sheets)
    names = (
        rows["network"] if "network" in rows.columns else pl.Series("network", [None] * rows.height, dtype=pl.String)
    )
    kinds, directed = names, pl.lit(True)
    if index.height and "kind" in index.columns and index["kind"].n_unique() == index.height:
        kinds = names.replace(index["network"], index["kind"])
    if index.height and "directed" in index.columns:
        one_way = index["directed"].str.to_lowercase().is_in(["true", "yes", "ja", "1", "directed"])
        directed = pl.col("network").replace_strict(index["network"], one_way, default=True, return_dtype=pl.Boolean)
    kind = pl.col("kind") if "kind" in rows.columns else kinds.alias("kind")
    shaped = rows.with_columns(kind, directed=directed)
    return shaped.drop("network") if "network" in shaped.columns else shaped


def _two_sided(sheets: Sheets, rows: pl.DataFrame, actors: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """People and their meetings (attendance) or their clubs (affiliations and ties)."""
    named = _named(actors)
    people = unmarked(named.filter(~pl.col("mode").fill_null(False)).drop("mode"), [*tables()["people"].dtypes])
    others = unmarked(named.filter(pl.col("mode").fill_null(False)).drop("mode"), [*tables()["parties"].dtypes])
    is_person = pl.col("source").is_in(people["id"].implode())
    pairs = rows.select(
        person=pl.when(is_person).then("source").otherwise("target"),
        other=pl.when(is_person).then("target").otherwise("source"),
    ).unique(maintain_order=True)
    pairs = pairs.filter(pl.col("person").is_in(people["id"].implode()), pl.col("other").is_in(others["id"].implode()))
    index = _index(sheets)
    if index.height and "kind" in index.columns and index["kind"].str.contains("(?i)attendance|meeting|event").any():
        gatherings = others.select("id", "name")
        return {"people": people, "gatherings": gatherings, "attendance": pairs.rename({"other": "gathering"})}
    affiliations = pairs.rename({"other": "party"})
    members = pairs.rename({"person": "source", "other": "target"}).with_columns(
        kind=pl.lit("member"), directed=pl.lit(False), basis=pl.lit("imported")
    )
    return {"people": people, "parties": others, "affiliations": affiliations, "ties": members}
