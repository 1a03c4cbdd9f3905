"""The rows under a figure, as a table one can read."""

from collections.abc import Mapping

import polars as pl

from vierspan.analysis.catalogue import kinds
from vierspan.analysis.measures.pointing import rows_of
from vierspan.analysis.mirror.picture import Facts
from vierspan.analysis.phrases import written
from vierspan.analysis.report.charts.marks import Twin
from vierspan.analysis.report.material import Material
from vierspan.analysis.schema import Column, Language, tables

LEDGER = "ledger"
WIDEST = 5  # columns; more does not fit a page


def evidence_rows(facts: Facts, given: Material, limit: int) -> Twin | None:
    """At most `limit` of the rows these facts point at; None where they point at nothing that is there."""
    frame = given.mirror.acts if facts.table == LEDGER else _table(facts, given)
    if frame is None:
        return None
    chosen = rows_of(facts, frame).head(limit)
    if not chosen.height:
        return None
    return _ledger_twin(chosen, given) if facts.table == LEDGER else _table_twin(facts.table, chosen, given)


def _table(facts: Facts, given: Material) -> pl.DataFrame | None:
    return given.records.table(facts.table) if facts.table in tables() else None


def _ledger_twin(frame: pl.DataFrame, given: Material) -> Twin:
    header = tuple(given.say(f"report.{key}") for key in ("day", "first", "what", "subject"))
    rows = []
    for row in frame.iter_rows(named=True):
        kind = kinds().get(row["kind"])
        who = given.name(row["person"] or row["party"] or "–")
        label = kind.label(given.language) if kind else row["kind"]
        subject = given.names.get(row["subject"] or "") or row["note"] or "–"
        rows.append((written(row["done_on"], "date", given.language), who, label, subject))
    return Twin((header[0], given.say("charts.column.who"), *header[2:]), tuple(rows))


def _table_twin(key: str, frame: pl.DataFrame, given: Material) -> Twin:
    columns = [column for column in tables()[key].columns if column.key != "id" and _has_values(frame, column)][:WIDEST]
    header = tuple(column.label(given.language) for column in columns)
    rows = tuple(
        tuple(cell(row[column.key], column, given.names, given.language) for column in columns)
        for row in frame.iter_rows(named=True)
    )
    return Twin(header, rows)


def _has_values(frame: pl.DataFrame, column: Column) -> bool:
    return column.key in frame.columns and frame[column.key].null_count() < frame.height


def cell(value: object, column: Column, names: Mapping[str, str], language: Language) -> str:
    """One value in words: references by name, choices by their label, dates and numbers as the language writes them."""
    if value is None:
        return "–"
    if isinstance(value, list | pl.Series):
        return ", ".join(cell(one, column, names, language) for one in value)
    if column.is_reference:
        return names.get(str(value), str(value))
    if column.choices:
        return next((c.nl if language == "nl" else c.en for c in column.allowed if c.key == value), str(value))
    if isinstance(value, bool):
        return {"nl": ("nee", "ja"), "en": ("no", "yes")}[language][value]
    kinds_of = {"date": "date", "number": "number", "whole": "whole"}
    return written(value, kinds_of.get(column.type, ""), language)
