"""The rows under a figure: every number of the mirror opens here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from vierspan.analysis.catalogue import kinds
from vierspan.analysis.measures.pointing import rows_of
from vierspan.analysis.mirror.picture import Facts
from vierspan.analysis.schema import REFERENCES
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.models import EXISTENCE_ONLY
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import PAGE_SIZE, Page, page_of
from vierspan.workspace.insight import runs, words
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.sheets import CONFIDENTIAL, Cell, Choice, Heading, Ref, Sheet, SheetRow, named, sheet

__all__ = ["LEDGER", "SORTED", "Facts", "Wanted", "facts", "readable"]

LEDGER = "ledger"
SORTED = ("done_on", "kind")
LEDGER_HEADINGS = {
    "done_on": ("Datum", "Date"),
    "kind": ("Daad", "Act"),
    "person": ("Wie", "Who"),
    "party": ("Partij", "Party"),
    "subject": ("Waarover", "On what"),
    "note": ("Toelichting", "Note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which of the rows under a figure to show: a page of them, in an order, or those with some words in them."""

    page: int = 1
    size: int = PAGE_SIZE
    sort: str = ""
    search: str = ""


def facts(actor: Actor, run: Run, asked: Facts, wanted: Wanted | None = None) -> Sheet:
    """The rows that these facts name, a page at a time; who rated whom is counted and never shown."""
    authorise(actor, Do.READ_FACTS)
    if run.network_id != actor.network_id:
        raise NotFound
    wanted = wanted or Wanted()
    if asked.table in CONFIDENTIAL:
        return Sheet(asked.table, words.table_label(asked.table, actor.language), "", (), Page([], 1, asked.count))
    if asked.table == LEDGER:
        return _ledger(actor, run, asked, wanted)
    choice = Choice(
        search=wanted.search, where=asked.where, ids=asked.ids, sort=wanted.sort, since=asked.since, until=asked.until
    )
    return sheet(actor, asked.table, choice, page=wanted.page, size=wanted.size)


def _ledger(actor: Actor, run: Run, asked: Facts, wanted: Wanted) -> Sheet:
    acts = _chosen(readable(runs.unpacked(run.acts)), asked)
    if wanted.search.strip():
        acts = acts.filter(_mentions(actor, run, wanted.search.strip().lower()))
    column = wanted.sort.removeprefix("-")
    by, is_last_first = (column, wanted.sort.startswith("-")) if column in SORTED else ("done_on", True)
    acts = acts.sort(by, "id", descending=[is_last_first, False], nulls_last=True)
    rows = page_of(range(acts.height), wanted.page, size=wanted.size)
    shown = acts[list(rows.rows)].to_dicts()
    names = names_in(actor, shown)
    place = {"nl": 0, "en": 1}[words.spoken(actor.language)]
    headings = tuple(Heading(key, label[place], "", {}) for key, label in LEDGER_HEADINGS.items())
    made = Page([_row(actor, row, names) for row in shown], rows.number, rows.total, rows.size)
    return Sheet(LEDGER, words.table_label("acts", actor.language), "", headings, made)


def readable(acts: pl.DataFrame) -> pl.DataFrame:
    """The acts that may be listed: without those of which only the existence counts."""
    is_in_confidence = pl.col("kind").is_in(list(EXISTENCE_ONLY)) & pl.col("note").fill_null("").eq("")
    return acts.filter(~is_in_confidence)


def _mentions(actor: Actor, run: Run, search: str) -> pl.Expr:
    """Acts by somebody so named, of a kind so called, or with these words in the note that the actor may read."""
    named = runs.unpacked(run.actors).filter(pl.col("name").str.to_lowercase().str.contains(search, literal=True))
    called = [key for key in kinds() if search in words.kind_label(key, actor.language).lower()]
    found = pl.col("kind").is_in(called)
    if not actor.role.reaches(Role.MEMBER):
        return found
    who = pl.col("person").is_in(named["id"].implode()) | pl.col("party").is_in(named["id"].implode())
    noted = pl.col("note").str.to_lowercase().str.contains(search, literal=True)
    return found | who.fill_null(False) | noted.fill_null(False)


def _chosen(acts: pl.DataFrame, asked: Facts) -> pl.DataFrame:
    days = {"start": "since", "since": "since", "end": "until", "until": "until"}
    if any(column not in acts.columns and column not in days for column in asked.where):
        raise NotFound
    for column, value in asked.where.items():
        if column in days:
            day = pl.col("done_on").cast(pl.String)
            acts = acts.filter(day >= value if days[column] == "since" else day <= value)
    return rows_of(asked, acts)


def names_in(actor: Actor, rows: Sequence[Mapping[str, object]]) -> Mapping[str, Ref]:
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
