"""What a cell's text means: dates, numbers, flags, choices, addresses, as people write them in Dutch and English.

Each kind of column has a reader that takes one text and returns its value or raises Slip. Whole columns are read
by their distinct texts, so that 200,000 cells cost little more than the few thousand different ones among them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl

from vierspan.analysis.formats.dates import day_of
from vierspan.analysis.formats.folding import choice_names, fold
from vierspan.analysis.formats.numbers import number_reader
from vierspan.analysis.formats.slip import Slip
from vierspan.analysis.schema import Column, Language, closed_lists

YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x", "v", "✓", "✔", "☑", "✗x"})
NO = frozenset({"nee", "n", "no", "false", "onwaar", "0", "neen", "☐"})
NOTHING = frozenset({"-", "–", "—", "n.v.t.", "nvt"})

_ERROR = re.compile(
    r"#(N/A|N/B|NB|REF!|VERW!|DIV/0!|DEEL/0!|VALUE!|WAARDE!|NAME\?|NAAM\?|NUM!|GETAL!|NULL!|LEEG!|SPILL!|CALC!)", re.I
)
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")

Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A column's values, and for each text that could not be read why."""

    values: pl.Series
    wrong: dict[str, Slip] = field(default_factory=dict)
    is_doubtful: bool = False


def read_cells(column: Column, cells: pl.Series, language: Language) -> Read:
    """The values of a column's cells. References stay the text they are (lists split), to be resolved later."""
    texts = cells.drop_nulls().unique(maintain_order=True)
    wrong = {text: Slip("error_cell") for text in texts.filter(texts.str.starts_with("#")) if _ERROR.fullmatch(text)}
    if column.type == "text" or column.is_reference:
        kept = _without(cells, wrong)
        return Read(_split(kept) if column.list else kept, wrong)
    if column.type == "date":
        return _read_dates(column, cells, texts, wrong)
    read, is_doubtful = _reader(column, texts, language)
    return Read(_mapped(column, cells, texts, read, wrong), wrong, is_doubtful)


def is_error(text: str) -> bool:
    return bool(_ERROR.fullmatch(text))


def _read_dates(column: Column, cells: pl.Series, texts: pl.Series, wrong: dict[str, Slip]) -> Read:
    """ISO dates at once; only what is written otherwise is looked at one by one."""
    plain = texts.str.to_date("%Y-%m-%d", strict=False)
    usual = plain.is_not_null() & (texts.str.len_chars() == 10) & plain.dt.year().is_between(1900, 2199)
    rest = texts.filter(~usual.fill_null(False))
    if not rest.len():
        return Read(cells.str.to_date("%Y-%m-%d"))
    return Read(_mapped(column, cells, texts, day_of, wrong), wrong)


def _reader(column: Column, texts: pl.Series, language: Language) -> tuple[Reader, bool]:
    if column.type in ("whole", "number"):
        numbers = number_reader(texts, is_whole=column.type == "whole")
        return lambda text: _within(column, numbers.read(text)), numbers.is_doubtful
    if column.type == "flag":
        return _flag, False
    if column.type == "choice":
        return lambda text: _choice(column.choices, text, language), False
    return (_address if column.type == "email" else str), False


def _mapped(column: Column, cells: pl.Series, texts: pl.Series, read: Reader, wrong: dict[str, Slip]) -> pl.Series:
    values = [_value(column, text, read, wrong) for text in texts]
    meaning = pl.DataFrame({"text": texts, "value": pl.Series(values, dtype=column.dtype)})
    return cells.to_frame("text").join(meaning, on="text", how="left", maintain_order="left")["value"]


def _value(column: Column, text: str, read: Reader, wrong: dict[str, Slip]) -> Any:
    """One cell's value, and None where it holds nothing or nothing readable (then noted in `wrong`)."""
    if text in wrong or (text.casefold() in NOTHING and not column.is_reference):
        return None
    try:
        if column.list:
            return [read(piece) for piece in pieces(text)] or None
        return read(text)
    except Slip as slip:
        wrong[text] = slip.with_traceback(None)  # a kept traceback would keep every frame under it
        return None


def _split(cells: pl.Series) -> pl.Series:
    """Lists of what stands between the bars, each once."""
    piece = pl.element().str.strip_chars()
    lists = pl.col("cell").str.split("|").list.eval(piece.filter(piece != "")).list.unique(maintain_order=True)
    return cells.to_frame("cell").select(pl.when(lists.list.len() > 0).then(lists))["cell"]


def pieces(text: str) -> list[str]:
    """The entries of a cell that may hold several, each once."""
    return list(dict.fromkeys(piece.strip() for piece in text.split("|") if piece.strip()))


def _without(cells: pl.Series, wrong: dict[str, Slip]) -> pl.Series:
    return cells.set(cells.is_in(list(wrong)), None) if wrong else cells


def _within(column: Column, value: float) -> float:
    low, high = column.low, column.high
    if (low is not None and value < low) or (high is not None and value > high):
        raise Slip("out_of_range", facts={"low": low, "high": high})
    return value


def _flag(text: str) -> bool:
    plain = text.casefold().strip(" .!")
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise Slip("not_a_flag")


def _choice(choices: str, text: str, language: Language) -> str:
    key = choice_names(choices).get(fold(text))
    if key is None:
        labels = _labels(choices, language)
        raise Slip("not_a_choice", facts={"choices": ", ".join(labels)}, among=labels)
    return key


@cache
def _labels(choices: str, language: Language) -> tuple[str, ...]:
    return tuple(choice.nl if language == "nl" else choice.en for choice in closed_lists()[choices])


def _address(text: str) -> str:
    found = _ADDRESS.findall(text)
    if len(found) != 1:
        raise Slip("not_an_email")
    return str(found[0]).removeprefix("mailto:")
