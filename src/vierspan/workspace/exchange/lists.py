"""One list, as somebody sees it, in a form that a spreadsheet opens."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from vierspan.analysis.formats.write_csvs import guarded
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.exchange.exports import XLSX, File
from vierspan.workspace.insight.words import spoken

Lines = Iterable[Sequence[str]]
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
LONGEST_NAME = 31  # of a sheet in a workbook
SHEET_SIGNS = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def list_file(actor: Actor, name: str, form: str, lines: Lines) -> File:
    """The lines of a list, its header first, as "csv" or "xlsx". Raises NotFound for an unknown form."""
    authorise(actor, Do.EXPORT_NETWORK)
    if form == "csv":
        return File(f"{name}.csv", "text/csv; charset=utf-8", _csv(lines, actor.language))
    if form == "xlsx":
        return File(f"{name}.xlsx", XLSX, _xlsx(lines, name))
    raise NotFound


def _kept(cell: str) -> str:
    """A number stays one, also below zero; what else a spreadsheet would calculate becomes text."""
    return cell if NUMBER.fullmatch(cell) else guarded(cell)


def _csv(lines: Lines, language: str) -> bytes:
    """With a byte order mark, and in Dutch a semicolon, so that Excel opens it in columns."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if spoken(language) == "nl" else ",")
    writer.writerows([_kept(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(lines: Lines, name: str) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(name.translate(SHEET_SIGNS)[:LONGEST_NAME])
    for line in lines:
        sheet.append([_kept(cell) for cell in line])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
