"""From attendance lists and agendas to people, parties, gatherings, attendance and outside contacts."""

import re
from collections.abc import Sequence

import polars as pl

from vierspan.analysis.formats.mapping.sheets import Sheets, days, kept, unmarked
from vierspan.analysis.formats.mapping.words import gathering_kind, matching
from vierspan.analysis.formats.names import plain
from vierspan.analysis.schema import tables

_SEVERAL = r"\s*[|;,\n]\s*|\s+(?:en|and|&)\s+"
_WITH = re.compile(
    r"\b(?P<how>gesprek|overleg|ontmoeting|kennismaking|telefoon\w*|lunch|diner|meeting|call|talk|bespreking|onderhoud)\b"
    r"[^,:]{0,60}?\b(?:met|with)\s+(?P<who>[^,;:(]{3,90})",
    re.IGNORECASE,
)
_VISIT = re.compile(r"^(?:werkbezoek|bezoek|visit)\s+(?:aan|to|bij|at)?\s*(?P<who>[^,;:(]{3,90})", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:minister(?:-president)?|staatssecretaris|wethouder|burgemeester|voorzitter|directeur)\s+"
    r"(?P<who>(?:(?:van|de|der|den|ter|ten|el|al)\s+)*[\w-]+)",
    re.IGNORECASE,
)


def attendance(sheets: Sheets) -> dict[str, pl.DataFrame]:
    """People, parties, gatherings and attendance from a list with one row a person (or party) and meeting."""
    rows = sheets.of("attendance", "meeting")
    who = [name for name in ("person", "actor") if name in rows.columns]
    if rows.is_empty() or not who:
        return {}
    present = rows.filter(pl.any_horizontal(pl.col(who).is_not_null()))
    return _met(_numbered(present), who)


def agenda(sheets: Sheets) -> dict[str, pl.DataFrame]:
    """The same from an agenda: one row a meeting, all who are there in one cell; and whom they spoke with.

    Where the cell is empty but the text names somebody by office and surname who stands elsewhere in the list
    ('Minister Bos ...'), that person was there. Who was met has a column of its own, or is read from 'gesprek met ...'.
    """
    rows = sheets.of("agenda", "meeting")
    if rows.is_empty() or "person" not in rows.columns:
        return {}
    numbered = _numbered(rows, apart=True)
    seen = _with_named_in_text(sheets, numbered.with_columns(person=_people_of(numbered["person"])))
    long = seen.explode("person")
    made = _met(long, ["person"]) | {"gatherings": _gatherings(numbered)}
    made["contacts"] = _contacts(long.drop_nulls("person"))
    return {key: frame for key, frame in made.items() if frame.height}


def _people_of(cells: pl.Series) -> pl.Series:
    return pl.Series(
        [[name for name in re.split(_SEVERAL, cell) if name] if cell else [] for cell in cells],
        dtype=pl.List(pl.String),
    )


def _numbered(rows: pl.DataFrame, *, apart: bool = False) -> pl.DataFrame:
    """Each meeting its own id: every row of an agenda, every meeting and date of an attendance list."""
    rows = rows.with_columns(held_on=days(rows["date"]) if "date" in rows.columns else pl.lit(None, pl.Date))
    number = pl.int_range(pl.len()) if apart else pl.struct("meeting", "held_on").rank("dense") - 1
    return rows.with_columns(gathering=pl.format("gathering-{}", number + 1))


def _with_named_in_text(sheets: Sheets, rows: pl.DataFrame) -> pl.DataFrame:
    known: dict[str, list[str]] = {}
    for name in rows["person"].explode().drop_nulls().unique(maintain_order=True):
        known.setdefault(plain(name.partition(" ")[2] or name), []).append(name)
    surnames = {surname: names[0] for surname, names in known.items() if len(names) == 1}
    texts = [name for name in ("meeting", "purpose") if name in rows.columns]
    named, found = [], 0
    for people, *told in rows.select("person", *texts).iter_rows():
        written = people or [
            surnames[key]
            for match in _OFFICE.finditer(" ".join(filter(None, told)))
            if (key := plain(match["who"])) in surnames
        ]
        found += bool(written) and not people
        named.append(list(dict.fromkeys(written)))
    if found:
        sheets.notice("mapping_people_from_text", count=found)
    return rows.with_columns(person=pl.Series(named, dtype=pl.List(pl.String)))


def _met(rows: pl.DataFrame, who: Sequence[str]) -> dict[str, pl.DataFrame]:
    there = rows.filter(pl.any_horizontal(pl.col(who).is_not_null())).unique(["gathering", *who], maintain_order=True)
    people = _actors(there, "person")
    parties = _actors(there, "actor")
    if people.height and parties.height:
        clash = people["id"].is_in(parties["id"].implode())
        people = people.with_columns(id=pl.when(clash).then(pl.format("{} (person)", "id")).otherwise("id"))
        there = there.with_columns(
            person=pl.when(pl.col("person").is_in(parties["id"].implode()))
            .then(pl.format("{} (person)", "person"))
            .otherwise("person")
        )
    columns = [pl.col("person")] * ("person" in who) + [pl.col("actor").alias("party")] * ("actor" in who)
    present = [_presence(there)] if "present" in there.columns else []
    made = {
        "people": people,
        "parties": parties,
        "gatherings": _gatherings(rows),
        "attendance": there.select("gathering", *columns, *present),
    }
    return {key: frame for key, frame in made.items() if frame.height}


def _presence(rows: pl.DataFrame) -> pl.Expr:
    absent = matching(rows["present"].drop_nulls().unique(), "rejected")
    return (~pl.col("present").is_in([*absent, "0", "absent", "afwezig", "afgemeld"])).alias("present")


def _actors(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    if name not in rows.columns:
        return pl.DataFrame()
    told = {"email": "email"} if name == "person" else {"sector": "sector", "region": "region"}
    if name == "person" and "actor" in rows.columns:
        told["actor"] = "party"
    chosen = {own: column for own, column in told.items() if own in rows.columns}
    actors = (
        rows.drop_nulls(name)
        .group_by(name, maintain_order=True)
        .agg(pl.col(own).drop_nulls().first() for own in chosen)
    )
    return actors.with_columns(id=pl.col(name), name=pl.col(name)).select("id", "name", *chosen).rename(chosen)


def _gatherings(rows: pl.DataFrame) -> pl.DataFrame:
    once = rows.unique("gathering", keep="first", maintain_order=True)
    kinds = once["kind"] if "kind" in once.columns else once["meeting"]
    purpose = ["purpose"] if "purpose" in once.columns else []
    place = ["place"] if "place" in once.columns else []
    chosen = once.select(
        pl.col("gathering").alias("id"), pl.col("meeting").alias("name"), "held_on", *purpose, *place, *kept(once)
    )
    kind = pl.Series("kind", [gathering_kind(told) if told else None for told in kinds], dtype=pl.String)
    return unmarked(chosen.with_columns(kind), [*tables()["gatherings"].dtypes])


def _contacts(rows: pl.DataFrame) -> pl.DataFrame:
    told = ["meeting", "counterpart"] if "counterpart" in rows.columns else ["meeting"]
    found = []
    for person, held_on, meeting, *counterpart in rows.select("person", "held_on", *told).iter_rows():
        outside, kind = _outside(meeting, counterpart[0] if counterpart else None)
        if outside:
            found.append((outside, person, kind, held_on, meeting))
    schema = {"outside": pl.String, "person": pl.String, "kind": pl.String, "held_on": pl.Date, "subject": pl.String}
    return pl.DataFrame(found, schema=schema, orient="row")


def _outside(meeting: str, counterpart: str | None) -> tuple[str | None, str]:
    """Whom somebody of outside a meeting was with, and how."""
    if visit := _VISIT.match(meeting):
        return counterpart or visit["who"].strip(), "visit"
    talk = _WITH.search(meeting)
    if talk and talk["how"].casefold().startswith(("telefoon", "call")):
        return counterpart or talk["who"].strip(), "call"
    return counterpart or (talk["who"].strip() if talk else None), "meeting"
