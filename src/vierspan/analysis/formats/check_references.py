"""References: from the name or id that stands in a cell to the id of the row it means."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from vierspan.analysis.formats.check_ids import OWN_ID
from vierspan.analysis.formats.check_rows import ROW, SHEET
from vierspan.analysis.formats.check_sheets import Layout
from vierspan.analysis.formats.findings import LISTED, Findings
from vierspan.analysis.formats.folding import folded_name, nearest_folded
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import REFERENCES, Column, tables

Frames = dict[str, pl.DataFrame]


@dataclass(slots=True)
class Directory:
    """By which ids and names the rows of some tables go. Names that several rows share map to all their ids."""

    ids: set[str] = field(default_factory=set)
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    folded: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    short: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    said: dict[str, str] = field(default_factory=dict)

    def meant(self, text: str) -> list[str]:
        """The ids this text may mean: own id first, then name, then name or id whatever case, then short name."""
        if text in self.ids:
            return [text]
        folded = folded_name(text)
        return self.names.get(text) or self.folded.get(folded) or self.short.get(folded) or []

    def add(self, frame: pl.DataFrame) -> None:
        has_short = "short_name" in frame.columns
        columns = ["id", OWN_ID, "name", *(["short_name"] if has_short else [])]
        for id_, own, name, *short in frame.select(columns).unique("id", keep="first", maintain_order=True).iter_rows():
            if own:
                self.ids.add(own)
                self._note(self.folded, folded_name(own), id_)
            if name:
                self.names[name].append(id_)
                self.said[name] = folded_name(name)
                self._note(self.folded, folded_name(name), id_)
            if short and short[0]:
                self._note(self.short, folded_name(short[0]), id_)

    @staticmethod
    def _note(book: dict[str, list[str]], name: str, id_: str) -> None:
        if id_ not in book[name]:
            book[name].append(id_)


def directory(frames: Frames, *keys: str) -> Directory:
    """The directory of these tables together."""
    found = Directory()
    for key in keys:
        if key in frames:
            found.add(frames[key])
    return found


def resolved(frames: Frames, sheets: dict[int, Layout], findings: Findings) -> Frames:
    """The tables with every reference turned into an id, null where it means nothing (then noted)."""
    directories = {kind: directory(frames, *keys) for kind, keys in REFERENCES.items()}
    done = dict(frames)
    for key in frames:
        for column in tables()[key].columns:
            if column.is_reference and done[key][column.key].null_count() < done[key].height:
                done[key] = _resolve(done[key], column, directories[column.type], (sheets, findings))
    return done


def mentioned(frames: Frames, kind: str) -> Iterator[str]:
    """Every different text that stands in columns of this kind of reference."""
    for key, frame in frames.items():
        for column in tables()[key].columns:
            if column.type == kind:
                texts = frame[column.key].explode() if column.list else frame[column.key]
                yield from texts.drop_nulls().unique(maintain_order=True)


def _resolve(
    frame: pl.DataFrame, column: Column, known: Directory, notes: tuple[dict[int, Layout], Findings]
) -> pl.DataFrame:
    cells = frame[column.key]
    texts = (cells.explode() if column.list else cells).drop_nulls().unique(maintain_order=True)
    meant = {text: known.meant(text) for text in texts}
    ids = {text: found[0] for text, found in meant.items() if len(found) == 1}
    wrong = {text: found for text, found in meant.items() if len(found) != 1}
    if wrong:
        _note_wrong(frame, column, wrong, known, notes)
    return frame.with_columns(_replaced(cells, column, ids).alias(column.key))


def _replaced(cells: pl.Series, column: Column, ids: dict[str, str]) -> pl.Series:
    old, new = pl.Series(list(ids), dtype=pl.String), pl.Series(list(ids.values()), dtype=pl.String)
    if old.equals(new) and not column.list:
        return cells.set(~cells.is_in(old.implode()), None)
    if not column.list:
        return cells.replace_strict(old, new, default=None, return_dtype=pl.String)
    found = cells.to_frame("list").select(
        pl.col("list").list.eval(pl.element().replace_strict(old, new, default=None, return_dtype=pl.String))
    )["list"]
    found = found.list.drop_nulls().list.unique(maintain_order=True)
    return found.set(found.list.len() == 0, None)


def _note_wrong(
    frame: pl.DataFrame,
    column: Column,
    wrong: dict[str, list[str]],
    known: Directory,
    notes: tuple[dict[int, Layout], Findings],
) -> None:
    sheets, findings = notes
    texts = list(wrong)
    place = pl.col(column.key)
    rows = frame.select(SHEET, ROW, place)
    rows = (rows.explode(column.key) if column.list else rows).filter(place.is_in(texts))
    slips: dict[str, Problem] = {}
    for number, row, text in rows.iter_rows():
        layout = sheets[number]
        if text not in slips:
            near = len(slips) < LISTED
            slips[text] = _problem(layout, column, text, wrong[text], known if near else Directory())
        findings.add_rows(slips[text], number, (row,))


def _problem(layout: Layout, column: Column, text: str, found: list[str], known: Directory) -> Problem:
    if found:
        return layout.problem("ambiguous_reference", column.key, found=text, expected=column.type,
                              suggestions=tuple(found[:6]), facts={"count": len(found)})  # fmt: skip
    near = nearest_folded(text, known.said)
    return layout.problem("unknown_reference", column.key, found=text, expected=column.type, suggestions=near)
