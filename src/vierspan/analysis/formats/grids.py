"""From whatever file somebody brings to grids: what counts is what the bytes are, not what the name says."""

from dataclasses import dataclass, field
from pathlib import Path, PurePath

from vierspan.analysis.formats.archive import LARGEST_FILE, entries, refused, unpacked
from vierspan.analysis.formats.csvs import csv_grid, ungzipped
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.workbook import workbook_grids
from vierspan.analysis.problems import Problem

TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".csv.gz")
MOST_FILES = 200


@dataclass(slots=True)
class Found:
    """What a file holds: its sheets, and notices on what was passed over."""

    grids: list[Grid] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def read_grids(source: Path | bytes, name: str = "") -> list[Grid]:
    """The sheets of an XLSX file, a CSV file (also .gz), a folder of CSV files, a zip of them or of one XLSX file.

    Raises UnreadableInput, saying in plain words what the file is instead and what to do.
    """
    return found_in(source, name).grids


def found_in(source: Path | bytes, name: str = "") -> Found:
    """As read_grids, with the notices."""
    if isinstance(source, bytes):
        return _from_bytes(source, name or "?")
    if source.is_dir():
        return _from_folder(source)
    return _from_bytes(content_of(source), name or source.name)


def content_of(path: Path) -> bytes:
    """The file's bytes. Raises UnreadableInput where it is not there, not open to us, or too large."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refused("too_large", path.name, megabytes=LARGEST_FILE // 1024**2)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise refused("file_not_found", str(path)) from error
    except OSError as error:
        raise refused("file_not_opened", str(path)) from error


def _from_folder(folder: Path) -> Found:
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise refused("file_not_opened", str(folder)) from error
    files = [path for path in files if path.name.lower().endswith(TEXT_ENDINGS) and not path.name.startswith(".")]
    if not files:
        raise refused("folder_without_csv", folder.name)
    return _from_texts({path.name: content_of(path) for path in files[:MOST_FILES]})


def _from_bytes(content: bytes, file: str) -> Found:
    if len(content) > LARGEST_FILE:
        raise refused("too_large", file, megabytes=LARGEST_FILE // 1024**2)
    if content[:2] == b"\x1f\x8b":
        return _from_bytes_plain(ungzipped(content, file), file)
    if content[:4] == b"PK\x03\x04" or content[:4] == b"PK\x05\x06":
        return _from_zip(content, file)
    return _from_bytes_plain(content, file)


def _from_bytes_plain(content: bytes, file: str) -> Found:
    if not content.strip():
        raise refused("empty_file", file)
    code = _foreign_code(content)
    if code:
        raise refused(code, file)
    return Found([csv_grid(content, file=file, sheet=sheet_of(file))])


def _from_zip(content: bytes, file: str) -> Found:
    names = {name.lower() for name in entries(content, file)}
    if any(name.endswith("workbook.xml") for name in names):
        return Found(*workbook_grids(content, file))
    for marker, code in (("xl/workbook.bin", "xlsb"), ("content.xml", "ods"), ("word/document.xml", "not_a_table")):
        if marker in names:
            raise refused(code, file)
    texts = unpacked(content, file, TEXT_ENDINGS)
    texts = {name: text for name, text in texts.items() if not PurePath(name).name.startswith((".", "_"))}
    texts = {name: text for name, text in texts.items() if not name.startswith("__MACOSX")}
    if not texts:
        return _from_packed_workbook(content, file)
    return _from_texts(dict(list(texts.items())[:MOST_FILES]))


def _from_packed_workbook(content: bytes, file: str) -> Found:
    """The one workbook that a zip holds; a zip inside it is opened no further."""
    books = unpacked(content, file, (".xlsx",))
    books = {name: book for name, book in books.items() if not PurePath(name).name.startswith((".", "~$"))}
    books = {name: book for name, book in books.items() if not name.startswith("__MACOSX")}
    if not books:
        raise refused("zip_without_csv", file)
    if len(books) > 1:
        raise refused("zip_of_workbooks", file, count=len(books))
    ((name, book),) = books.items()
    if len(book) > LARGEST_FILE:
        raise refused("too_large", name, megabytes=LARGEST_FILE // 1024**2)
    return Found(*workbook_grids(book, PurePath(name).name))


def _from_texts(texts: dict[str, bytes]) -> Found:
    found = Found()
    for name, content in texts.items():
        if not content.strip():
            found.notices.append(Problem(code="empty_sheet", file=name, sheet=sheet_of(name)))
            continue
        plain = ungzipped(content, name) if content[:2] == b"\x1f\x8b" else content
        found.grids.append(csv_grid(plain, file=name, sheet=sheet_of(name)))
    return found


def sheet_of(file: str) -> str:
    """A CSV file's sheet name: its file name without folder and ending."""
    name = PurePath(file.replace("\\", "/")).name
    for ending in sorted(TEXT_ENDINGS, key=len, reverse=True):
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def _foreign_code(content: bytes) -> str | None:
    """What the file is when it is no text table; None where it may be one."""
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "locked" if "EncryptedPackage".encode("utf-16-le") in content else "old_xls"
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"mime-version")):
        return "html"
    if start.startswith(b"<"):
        return "old_xls" if b"office:spreadsheet" in start else "xml"
    if start.startswith(
        (b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!", b"7z\xbc\xaf", b"\x7felf", b"begin:v")
    ):
        return "not_a_table"
    if start.startswith((b"{", b"[{")):
        return "json"
    return None
