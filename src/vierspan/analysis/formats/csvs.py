"""Reading CSV as it really comes: any of the usual encodings and separators, quoted line breaks, Excel's sep= line."""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections import Counter

from vierspan.analysis.formats.archive import LARGEST_UNPACKED, refused
from vierspan.analysis.formats.grid import Grid, grid_of

MOST_CELLS = 12_000_000
WIDEST = 16_384
LONGEST_CELL = 1024 * 1024

_SEPARATORS = (";", ",", "\t", "|")
_GUARD = re.compile(r"^'(?='*[ \u00a0]*[=+\-@\t\r])", re.MULTILINE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def csv_grid(content: bytes, *, file: str, sheet: str) -> Grid:
    """The one sheet of a CSV file. Raises UnreadableInput where it is no text or too large."""
    text = decoded(content, file)
    text, separator, skipped = _separated(text)
    rows: list[list[str]] = [[] for _ in range(skipped)]
    try:
        csv.field_size_limit(LONGEST_CELL)
        rows += csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise refused("broken_csv", file, line=len(rows) + 1) from error
    return grid_of(_sized(rows, file, guarded="'" in text), file=file, sheet=sheet)


def decoded(content: bytes, file: str) -> str:
    """The text of a file in UTF-8 or UTF-16 with or without a byte order mark, or else in Windows' cp1252."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), None) or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if text.count("\x00") > len(text) // 1000:
        raise refused("not_text", file)
    return text.replace("\x00", "").lstrip("\ufeff")


def ungzipped(content: bytes, file: str) -> bytes:
    """What a gz file holds, up to the largest size we read."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            plain = packed.read(LARGEST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise refused("broken_zip", file) from error
    if len(plain) > LARGEST_UNPACKED:
        raise refused("too_large", file, megabytes=LARGEST_UNPACKED // 1024**2)
    return plain


def _unmarked(content: bytes) -> str:
    start = content[:4000]
    if start.count(b"\x00") * 3 > len(start) > 0:
        return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
    return "utf-8"


def _separated(text: str) -> tuple[str, str, int]:
    """The text, its separator, and how many lines the separator's own declaration took."""
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r"\"?sep=(.)\"?\s*", first, re.IGNORECASE)
    if declared:
        return rest, declared[1], 1
    return text, _sniffed(text[:200_000]), 0


def _sniffed(sample: str) -> str:
    """The separator by which most rows fall into equally many cells, more than one."""
    scores = {}
    for separator in _SEPARATORS:
        widths: Counter[int] = Counter()
        try:
            for number, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=separator)):
                widths[len(row)] += 1
                if number > 200:
                    break
        except csv.Error:
            continue
        scores[separator] = max((count * min(width, 9) for width, count in widths.items() if width > 1), default=0)
    return max(scores, key=lambda separator: scores[separator], default=",")


def _sized(rows: list[list[str]], file: str, *, guarded: bool) -> list[list[str]]:
    """The rows without empty cells at their ends and without the quote that keeps spreadsheets from calculating."""
    for number, row in enumerate(rows):
        while row and not row[-1]:
            row.pop()
        if guarded:
            rows[number] = [_GUARD.sub("", cell) if "'" in cell else cell for cell in row]
    width = max(map(len, rows), default=0)
    if width > WIDEST or width * len(rows) > MOST_CELLS:
        raise refused("too_many_cells", file, cells=MOST_CELLS)
    return rows
