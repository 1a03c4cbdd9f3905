"""What a mapping cannot know from the sheets alone, and the answers that can be read from common words."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Mappable
from dataclasses import replace

import polars as pl

from vierspan.analysis.formats.mapping.evidence import Sheet
from vierspan.analysis.formats.mapping.model import Mapping, Question, TableMapping
from vierspan.analysis.formats.mapping.sheets import numbers
from vierspan.analysis.formats.mapping.words import matching
from vierspan.analysis.formats.names import plain

_RANKS = ("rank", "rang", "ranking", "rangorde", "place", "plaats", "priority", "prioriteit")
_MOST_OPTIONS = 60


def questions_of(mapping: Mapping, sheets: Mappable[str, Sheet]) -> tuple[Question, ...]:
    """Every question of the mapping, the answered ones too."""
    found: list[Question] = []
    for table in mapping.tables:
        sheet = sheets[table.sheet]
        match table.form:
            case "participations":
                found += _about_values(table, sheet, "role", ("carries",))
            case "proposals":
                found += _about_values(table, sheet, "outcome", ("adopted", "rejected", "postponed"))
            case "ties":
                found += _about_ties(table, sheet)
    return tuple(found)


def _values(table: TableMapping, sheet: Sheet, meaning: str) -> tuple[str, tuple[str, ...]]:
    heading = table.heading(meaning)
    if not heading:
        return "", ()
    counted = sheet.frame[heading].drop_nulls().value_counts(sort=True)
    return heading, tuple(counted[heading].head(_MOST_OPTIONS))


def _about_values(table: TableMapping, sheet: Sheet, meaning: str, keys: Sequence[str]) -> Iterator[Question]:
    """Which values mean what: only the first of the keys has to have an answer."""
    heading, options = _values(table, sheet, meaning)
    for key in keys if heading else ():
        answer = matching(options, key)
        is_open = key == keys[0] and not answer
        yield Question(key=key, sheet=table.sheet, heading=heading, options=options, answer=answer, is_open=is_open)


def _about_ties(table: TableMapping, sheet: Sheet) -> Iterator[Question]:
    heading, options = _values(table, sheet, "network")
    if len(options) > 1:
        yield Question(key="networks", sheet=table.sheet, heading=heading, options=options)
    weight = table.heading("weight")
    if weight:
        is_rank = plain(weight) in _RANKS or _looks_ranked(table, sheet, weight)
        answer = ("low",) if is_rank else ("high",)
        options = ("high", "low")
        yield Question(key="most", sheet=table.sheet, heading=weight, options=options, answer=answer, is_open=is_rank)


def _looks_ranked(table: TableMapping, sheet: Sheet, weight: str) -> bool:
    """Whether every source gives the whole numbers 1, 2, 3, ... once each: an order, in which 1 is most."""
    source, network = table.heading("source"), table.heading("network")
    keys = [key for key in (network, source) if key]
    rows = sheet.frame.select(*keys, numbers(sheet.frame[weight]).alias("#rank")).drop_nulls()
    ranks = rows.group_by(keys).agg(
        top=pl.col("#rank").max(), least=pl.col("#rank").min(), different=pl.col("#rank").n_unique(), count=pl.len()
    )
    long = ranks.filter(pl.col("count") >= 3)
    fits = (pl.col("top") == pl.col("count")) & (pl.col("least") == 1) & (pl.col("different") == pl.col("count"))
    return long.height > 0 and long.filter(fits).height > 0.8 * long.height


def with_answers(mapping: Mapping, questions: Sequence[Question]) -> Mapping:
    """The mapping with the answers that are known."""
    for question in questions:
        if not question.answer:
            continue
        mapping = _answered(mapping, question.key, question.answer)
    return mapping


def _answered(mapping: Mapping, key: str, answer: tuple[str, ...]) -> Mapping:
    match key:
        case "most":
            return replace(mapping, most="low" if answer == ("low",) else "high")
        case "carries":
            return replace(mapping, carries=answer)
        case "adopted":
            return replace(mapping, adopted=answer)
        case "rejected":
            return replace(mapping, rejected=answer)
        case "postponed":
            return replace(mapping, postponed=answer)
        case _:
            return replace(mapping, networks=answer)
