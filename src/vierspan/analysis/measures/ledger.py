"""The ledger: every act of leadership in a network's records, given or derived."""

from collections.abc import Mapping

import polars as pl

from vierspan.analysis.catalogue import AXES, Kind, kinds
from vierspan.analysis.measures.derive import derived_acts
from vierspan.analysis.records import Records

COLUMNS: dict[str, pl.DataType] = {
    "id": pl.String(),
    "kind": pl.String(),
    "orientation": pl.String(),
    "aspect": pl.String(),
    "weight": pl.Float64(),
    "person": pl.String(),
    "party": pl.String(),
    "done_on": pl.Date(),
    "subject": pl.String(),
    "subject_table": pl.String(),
    "touched": pl.List(pl.String()),
    "is_derived": pl.Boolean(),
    "source_table": pl.String(),
    "source_id": pl.String(),
    "note": pl.String(),
} | dict.fromkeys(AXES, pl.Int8())

SUBJECT_TABLES = (
    "themes",
    "initiatives",
    "decisions",
    "gatherings",
    "steps",
    "signals",
    "rules",
    "courses",
    "activities",
    "commitments",
    "exchanges",
    "contacts",
)
GATHERING_WEIGHTS = {"decision": 2.0}  # methods 2.9; every other kind weighs 1


def ledger(records: Records, catalogue: Mapping[str, Kind] | None = None) -> pl.DataFrame:
    """One row per act, given acts first, then acts derived from the other tables (methods 12).

    Given acts win: a derived act is left out where a given act has the same kind, person (or party) and subject.
    A kind that the catalogue does not know takes part with weight 1 in the orientation that its row names. The party is
    the person's affiliation on that date, else the person's own. Attendance weighs as its gathering does (methods 2.9).
    An act without a date keeps none: `windows.within` says when it counts. Without acts the frame is empty, with every
    column. Cost: linear, one join per lookup. Source: methods 2.11 and 12, house rules where those are silent.
    """
    given = _given(records, catalogue or kinds())
    derived = _known(_without(derived_acts(records), given), catalogue or kinds())
    acts = pl.concat([given, derived], how="diagonal_relaxed")
    acts = _with_party(records, _with_gathering_weight(records, acts))
    return acts.select([pl.col(name).cast(dtype) for name, dtype in COLUMNS.items()])


def _given(records: Records, catalogue: Mapping[str, Kind]) -> pl.DataFrame:
    acts = records.table("acts").select(
        "id", "kind", "person", "party", "done_on", "subject", "touched", "note", own_orientation="orientation"
    )
    acts = acts.with_columns(
        is_derived=pl.lit(False), source_table=pl.lit("acts"), source_id="id", weight=pl.lit(None, dtype=pl.Float64)
    )
    return _resolved(records, _known(acts, catalogue).rename({"kind_subject": "subject_table"}))


def _known(acts: pl.DataFrame, catalogue: Mapping[str, Kind]) -> pl.DataFrame:
    """What the catalogue says of each act's kind."""
    acts = acts.join(_kind_frame(catalogue), on="kind", how="left")
    if "own_orientation" in acts.columns:
        orientation = pl.when(pl.col("aspect").is_null()).then("own_orientation").otherwise("orientation")
        return acts.with_columns(
            orientation=orientation,
            aspect=pl.col("aspect").fill_null("T"),
            weight=pl.col("kind_weight").fill_null(1.0),
            **{axis: pl.col(axis).fill_null(0) for axis in AXES},
        )
    number = pl.format("{}:{}:{}", "kind", "source_id", pl.int_range(pl.len()).over("kind", "source_id"))
    known = acts.filter(pl.col("aspect").is_not_null())
    return known.with_columns(id=number, is_derived=pl.lit(True), weight=pl.coalesce("weight", "kind_weight"))


def _kind_frame(catalogue: Mapping[str, Kind]) -> pl.DataFrame:
    entries = [
        {
            "kind": key,
            "orientation": kind.orientation,
            "aspect": kind.aspect,
            "kind_weight": kind.weight,
            "kind_subject": kind.subject or None,
        }
        | {axis: kind.polarity.get(axis, 0) for axis in AXES}
        for key, kind in catalogue.items()
    ]
    text = dict.fromkeys(("kind", "orientation", "aspect", "kind_subject"), pl.String())
    return pl.DataFrame(entries, schema=text | {"kind_weight": pl.Float64()} | dict.fromkeys(AXES, pl.Int8()))


def _resolved(records: Records, acts: pl.DataFrame) -> pl.DataFrame:
    """Subjects by id: people write a name as often as a code.

    First in the table that the kind is about, then in any; what stands nowhere keeps its words and has no table.
    """
    known = _subjects(records)
    own = known.select("subject", subject_table="table", own_id="id")
    anywhere = known.select("subject", any_table="table", any_id="id").unique(
        "subject", keep="first", maintain_order=True
    )
    acts = acts.join(own, on=["subject_table", "subject"], how="left", maintain_order="left")
    acts = acts.join(anywhere, on="subject", how="left", maintain_order="left")
    return acts.with_columns(
        subject=pl.coalesce("own_id", "any_id", "subject"),
        subject_table=pl.when(pl.col("own_id").is_not_null()).then("subject_table").otherwise("any_table"),
    )


def _subjects(records: Records) -> pl.DataFrame:
    """Every id and name of what acts may be about, with its table and id; ids go before names."""
    found = [pl.DataFrame(schema=dict.fromkeys(("subject", "table", "id"), pl.String))]
    for column in ("id", "name"):
        for key in SUBJECT_TABLES:
            if column in records.table(key).columns:
                found.append(records.table(key).select(subject=column, table=pl.lit(key), id="id"))
    return pl.concat(found).unique(["table", "subject"], keep="first", maintain_order=True)


def _without(derived: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """What was given is not derived again."""
    given = given.filter(pl.col("subject").is_not_null())
    by_person = given.filter(pl.col("person").is_not_null()).select("kind", "person", "subject")
    by_party = given.filter(pl.col("party").is_not_null()).select("kind", "party", "subject")
    of_person = derived.join(by_person, on=["kind", "person", "subject"], how="anti", maintain_order="left")
    is_party_act = pl.col("person").is_null()
    of_party = of_person.filter(is_party_act).join(by_party, on=["kind", "party", "subject"], how="anti")
    return pl.concat([of_person.filter(~is_party_act), of_party])


def _with_gathering_weight(records: Records, acts: pl.DataFrame) -> pl.DataFrame:
    kind_of = dict(records.table("gatherings").select("id", "kind").drop_nulls().iter_rows())
    heavy = [key for key, kind in kind_of.items() if kind in GATHERING_WEIGHTS]
    if not heavy:
        return acts
    weights = {key: GATHERING_WEIGHTS[kind_of[key]] for key in heavy}
    attended = (pl.col("kind") == "gathering.attended") & pl.col("subject").is_in(heavy)
    factor = pl.col("subject").replace_strict(weights, default=1.0, return_dtype=pl.Float64)
    return acts.with_columns(weight=pl.when(attended).then(pl.col("weight") * factor).otherwise("weight"))


def _with_party(records: Records, acts: pl.DataFrame) -> pl.DataFrame:
    own = records.table("people").select(person="id", own_party="party")
    acts = acts.with_row_index("row").join(own, on="person", how="left", maintain_order="left")
    if records.has("affiliations"):
        acts = acts.join(_party_then(records, acts), on="row", how="left", maintain_order="left")
        return acts.with_columns(party=pl.coalesce("party", "party_then", "own_party"))
    return acts.with_columns(party=pl.coalesce("party", "own_party"))


def _party_then(records: Records, acts: pl.DataFrame) -> pl.DataFrame:
    """The party of each act's person on its date; of several the one that began last."""
    open_acts = acts.filter(pl.col("party").is_null() & pl.col("person").is_not_null())
    terms = records.table("affiliations").select("person", "since", "until", party_then="party")
    held = (
        open_acts.select("row", "person", "done_on")
        .join(terms, on="person")
        .filter(
            (pl.col("since") <= pl.col("done_on")).fill_null(True)
            & (pl.col("until") >= pl.col("done_on")).fill_null(True)
        )
    )
    latest = held.sort("row", "since", "party_then", descending=[False, True, False], nulls_last=True)
    return latest.unique("row", keep="first", maintain_order=True).select("row", "party_then")
