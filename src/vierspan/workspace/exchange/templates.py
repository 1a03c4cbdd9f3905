"""The empty workbook to begin with, and what a filled one calls its network."""

import polars as pl

from vierspan.analysis.formats import read, write_template
from vierspan.analysis.problems import UnreadableInput
from vierspan.workspace.exchange.errors import Unreadable
from vierspan.workspace.exchange.exports import XLSX, File
from vierspan.workspace.insight.words import spoken


def template(language: str) -> File:
    name = "vierspan-sjabloon.xlsx" if spoken(language) == "nl" else "vierspan-template.xlsx"
    return File(name, XLSX, write_template(spoken(language)))


def name_in(file: str, content: bytes) -> str:
    """How the file calls its network; nothing where it does not say. Raises Unreadable where it cannot be read."""
    try:
        found = read(content, name=file)
    except UnreadableInput as refused:
        raise Unreadable(refused.problems) from refused
    network = found.tables.get("network", pl.DataFrame())
    return str(network["name"][0] or "") if network.height else ""
