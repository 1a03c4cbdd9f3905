"""The rows under a figure: every number of the mirror opens here."""

from collections.abc import Mapping

import polars as pl

from vierspan.analysis.mirror.picture import Facts
from vierspan.analysis.schema import REFERENCES
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.insight import runs, words
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.sheets import CONFIDENTIAL, Cell, Choice, Heading, Ref, Sheet, SheetRow, named, sheet

LEDGER = "ledger"
LEDGER_HEADINGS = {
    "done_on": ("Datum", "Date"),
    "kind": ("Daad", "Act"),
    "person": ("Wie", "Who"),
    "party": ("Partij", "Party"),
    "subject": ("Waarover", "On what"),
    "note": ("Toelichting", "Note"),
}


def facts(actor: Actor, run: Run, asked: Facts, *, page: int = 1, sort: str = "") -> Sheet:
    """The rows that these facts name, a page at a time; who rated whom is counted and never shown."""
    authorise(actor, Do.READ_FACTS)
    if run.network_id != actor.network_id:
        raise NotFound
    if asked.table in CONFIDENTIAL:
        return Sheet(asked.table, words.table_label(asked.table, actor.language), "", (), Page([], 1, asked.count))
    if asked.table == LEDGER:
        return _ledger(actor, run, asked, page)
    return sheet(actor, asked.table, Choice(where=asked.where, ids=asked.ids, sort=sort), page=page)


def _ledger(actor: Actor, run: Run, asked: Facts, page: int) -> Sheet:
    acts = _chosen(runs.unpacked(run.acts), asked).sort("done_on", descending=True, nulls_last=True)
    rows = page_of(acts.with_row_index("place")["place"].to_list(), page)
    shown = acts[list(rows.rows)].to_dicts()
    names = _names(actor, shown)
    place = {"nl": 0, "en": 1}[words.spoken(actor.language)]
    headings = tuple(Heading(key, label[place], "", {}) for key, label in LEDGER_HEADINGS.items())
    made = Page([_row(actor, row, names) for row in shown], rows.number, rows.total, rows.size)
    return Sheet(LEDGER, words.table_label("acts", actor.language), "", headings, made)


def _chosen(acts: pl.DataFrame, asked: Facts) -> pl.DataFrame:
    if asked.ids:
        acts = acts.filter(pl.col("id").is_in(list(asked.ids)))
    for column, value in asked.where.items():
        if column in ("since", "start"):
            acts = acts.filter(pl.col("done_on").cast(pl.String) >= value)
        elif column in ("until", "end"):
            acts = acts.filter(pl.col("done_on").cast(pl.String) <= value)
        elif column in acts.columns:
            acts = acts.filter(pl.col(column).cast(pl.String) == value)
        else:
            raise NotFound
    return acts


def _names(actor: Actor, rows: list[dict[str, object]]) -> Mapping[str, Ref]:
    """Everything that these acts speak of, by id."""
    wanted: dict[str, set[str]] = {"people": set(), "parties": set()}
    for row in rows:
        wanted["people"].add(str(row["person"]))
        wanted["parties"].add(str(row["party"]))
        if row["subject_table"]:
            wanted.setdefault(str(row["subject_table"]), set()).add(str(row["subject"]))
    found: dict[str, Ref] = {}
    for table, ids in wanted.items():
        if any(table in targets for targets in REFERENCES.values()) or table in ("courses", "signals", "commitments"):
            found |= named(actor, table, ids)
    return found


def _row(actor: Actor, row: Mapping[str, object], names: Mapping[str, Ref]) -> SheetRow:
    kind = words.kind_label(str(row["kind"]), actor.language)
    cells = (
        Cell("done_on", words.written(row["done_on"], "date", actor.language)),
        Cell("kind", kind),
        _linked("person", row, names),
        _linked("party", row, names),
        _linked("subject", row, names),
        Cell("note", str(row["note"] or "") if actor.role.reaches(Role.MEMBER) else ""),
    )
    is_derived = bool(row["is_derived"])
    return SheetRow(str(row["source_table"]) if is_derived else "acts", str(row["source_id"] or row["id"]), kind, cells)


def _linked(column: str, row: Mapping[str, object], names: Mapping[str, Ref]) -> Cell:
    ref = names.get(str(row[column]))
    return Cell(column, ref.name, (ref,)) if ref else Cell(column, "")
