"""Giving every row an id of its own: the one it has, else its name, else table and number."""

import polars as pl

from vierspan.analysis.formats.check_rows import ROW, SHEET
from vierspan.analysis.formats.check_sheets import Layout
from vierspan.analysis.formats.findings import Findings
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import tables

OWN_ID = "\x00own"

_SHARED = ("parties", "people")


def with_ids(frames: dict[str, pl.DataFrame], sheets: dict[int, Layout], findings: Findings) -> dict[str, pl.DataFrame]:
    """Every table with ids; an id that stands twice, or at a party and a person both, is a problem."""
    given: dict[str, pl.DataFrame] = {}
    actors: set[str] = set()
    others = frames["people"]["id"] if "people" in frames else pl.Series("id", [], dtype=pl.String)
    for key in tables():
        if key not in frames:
            continue
        taken = actors | set(others.drop_nulls()) if key == "parties" else actors if key == "people" else set()
        given[key] = _with_ids(key, frames[key], taken)
        _note_twice(key, given[key], actors if key == "people" else set(), sheets, findings)
        if key in _SHARED:
            actors |= set(given[key]["id"])
    return given


def generated(table: str, number: int) -> str:
    """The id of a row that has neither id nor a name of its own: its table and its number, counted from 1."""
    return f"{table}-{number}"


def _with_ids(table: str, frame: pl.DataFrame, taken: set[str]) -> pl.DataFrame:
    own = frame["id"]
    missing = own.is_null()
    if not missing.any():
        return frame.with_columns(own.alias(OWN_ID))
    taken = taken | set(own.drop_nulls())
    names = (frame["name"] if tables()[table].is_named and table != "network" else own).to_list()
    ids = own.to_list()
    for place in missing.arg_true():
        ids[place] = _fresh(table, place, names[place], taken)
        taken.add(ids[place])
    return frame.with_columns(pl.Series("id", ids, dtype=pl.String), own.alias(OWN_ID))


def _fresh(table: str, place: int, name: str | None, taken: set[str]) -> str:
    if name is not None and name not in taken:
        return name
    fresh, again = generated(table, place + 1), 2
    while fresh in taken:
        fresh, again = f"{generated(table, place + 1)}-{again}", again + 1
    return fresh


def _note_twice(
    key: str, frame: pl.DataFrame, others: set[str], sheets: dict[int, Layout], findings: Findings
) -> None:  # fmt: skip
    twice = frame.filter(~pl.col("id").is_first_distinct())
    first = frame.filter(pl.col("id").is_first_distinct()).select("id", pl.col(ROW).alias("first"))
    twice = twice.join(first, on="id", how="left", maintain_order="left")
    for number, row, found, above in twice.select(SHEET, ROW, "id", "first").iter_rows():
        findings.add(_at(sheets[number], "id_twice", row, found, first=above), number)
    if others:
        both = frame.filter(pl.col("id").is_in(list(others)))
        for number, row, found in both.select(SHEET, ROW, "id").iter_rows():
            findings.add(_at(sheets[number], "id_of_both", row, found), number)


def _at(layout: Layout, code: str, row: int, found: str, **facts: object) -> Problem:
    return layout.problem(code, "id", row=row, found=found, facts=facts)
