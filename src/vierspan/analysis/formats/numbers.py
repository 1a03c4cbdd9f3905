"""Numbers as people write them: 1.234,5 and 1,234.5, with spaces, a euro sign, a dash for round amounts."""

import math
import re
from dataclasses import dataclass

import polars as pl

from vierspan.analysis.formats.slip import Slip

_DRESSING = re.compile(r"[\s\u00a0\u202f\u2009'’_€$£]|eur(?:o)?\b|,(?:-|–)$|,--$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_GROUPED = {sign: re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:\{sign}\d{{3}})+") for sign in ",."}


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads one column's numbers. `decimal` is the sign the column itself shows to be its decimal sign."""

    decimal: str | None
    is_whole: bool
    is_doubtful: bool

    def read(self, text: str) -> float:
        """The number. Raises Slip: not_a_number, not_whole."""
        plain = self._plain(_DRESSING.sub("", text).replace("−", "-"))
        if not _PLAIN.fullmatch(plain):
            raise Slip("not_a_number")
        value = float(plain)
        if not math.isfinite(value) or abs(value) > 1e300:
            raise Slip("not_a_number")
        if not self.is_whole:
            return value
        if not value.is_integer() or abs(value) > 2**53:
            raise Slip("not_whole", (str(round(value)),))
        return int(value)

    def _plain(self, text: str) -> str:
        if "," in text and "." in text:
            decimal = max(",.", key=text.rfind)
        elif self.decimal and _GROUPED["," if self.decimal == "." else "."].fullmatch(text):
            decimal = self.decimal
        else:
            decimal = "," if text.count(",") == 1 else "."
            if text.count(",") > 1 or text.count(".") > 1:
                decimal = "." if "," in text else ","
        other = "," if decimal == "." else "."
        if other in text and not _GROUPED[other].fullmatch(text.partition(decimal)[0]):
            return text
        return text.replace(other, "").replace(decimal, ".")


def number_reader(texts: pl.Series, *, is_whole: bool) -> NumberReader:
    """The reader that fits this column: one value that leaves no doubt decides for those that do.

    1.234 alone may be a little over one or a thousand; it is read as it stands, and the column marked doubtful.
    """
    shows = {sign: bool(texts.str.contains(_decimal_pattern(sign)).any()) for sign in ",."}
    decimal = next((sign for sign in ",." if shows[sign] and not shows["." if sign == "," else ","]), None)
    doubtful = texts.str.contains(r"^\D*[1-9]\d{0,2}[.,]\d{3}\D*$").any()
    return NumberReader(decimal, is_whole, bool(doubtful) and not any(shows.values()))


def _decimal_pattern(sign: str) -> str:
    """A text in which this sign can only be the decimal sign."""
    other = "," if sign == "." else "."
    return (
        rf"(^|\D)0\{sign}\d|\{sign}(\d{{1,2}}|\d{{4,}})(\D|$)|\{other}\d{{3}}\{sign}\d|(^|\D)\d+(\{other}\d{{3}}){{2,}}"
    )
