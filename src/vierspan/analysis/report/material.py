"""What every section of the report is made of, and the small pieces of HTML they share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

import polars as pl

from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.mirror import Mirror
from vierspan.analysis.mirror.picture import Picture
from vierspan.analysis.phrases import phrase
from vierspan.analysis.records import Records
from vierspan.analysis.report.charts.marks import Twin, element
from vierspan.analysis.schema import Language, tables

MOST_ROWS = 25  # of a table at the end; a network of thousands is not printed
FEW_ROWS = 12  # of a table in the running text


@dataclass(frozen=True)
class Material:
    """One report: the mirror, its handles and the records under both, in one language."""

    mirror: Mirror
    handles: list[Handle]
    records: Records
    language: Language

    @property
    def picture(self) -> Picture:
        return self.mirror.picture

    @property
    def actors(self) -> pl.DataFrame:
        return self.mirror.actors

    @property
    def network(self) -> str:
        return self.picture.network or self.say("report.nameless")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of everything that has one, by its id."""
        named: dict[str, str] = {}
        for key in self.records.present:
            frame = self.records.table(key)
            if tables()[key].is_named:
                named.update((i, n) for i, n in frame.select("id", "name").iter_rows() if n)
            elif "title" in frame.columns:
                named.update((i, n) for i, n in frame.select("id", "title").iter_rows() if n)
        return named

    def name(self, key: str) -> str:
        return self.names.get(key, key)

    def say(self, key: str, **facts: object) -> str:
        return phrase(key, self.language, **facts)


Section = Callable[[Material], str]


def section(given: Material, key: str, *parts: str, title: str | None = None) -> str:
    """One part of the report under its heading."""
    head = element("h2", escape(title or given.say(f"report.section.{key}")))
    return element("section", head, *parts, class_=f"r-section r-{key}", id=f"part-{key}")


def sentences(said: Iterable[str]) -> str:
    """Sentences as one paragraph; the first one carries the message."""
    first, *rest = [*said, ""]
    words = element("b", escape(first)) + (" " + escape(" ".join(rest).strip()) if any(rest) else "")
    return element("p", words, class_="r-said")


def soft(words: str) -> str:
    return element("p", escape(words), class_="r-soft")


def missing(given: Material, key: str) -> str:
    """What is not recorded, and what one could record to get it."""
    return element("p", escape(given.say(f"mirror.missing.{key}")), class_="r-missing")


def to_table(given: Material, key: str) -> str:
    link = element("a", escape(given.say("report.to_table")), href=f"#table-{key}")
    return element("p", link, class_="r-soft r-link")


def table(given: Material, twin: Twin, most: int = FEW_ROWS) -> str:
    """The first rows of a table, with how many there are."""
    if not twin.rows:
        return ""
    shown = Twin(twin.header, twin.rows[:most], twin.numbers)
    more = given.say("report.rows_shown", shown=most, count=len(twin.rows)) if len(twin.rows) > most else ""
    return element("div", shown.html(), element("p", escape(more), class_="r-soft") if more else "", class_="r-table")
