"""Files in, files out: what people have becomes records, and records become what people can open."""

from vierspan.analysis.formats.check import check
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.grids import read_grids
from vierspan.analysis.formats.mend import CellChange, Change, NewName, RowSkip, add_name, mend, skip_row, with_changes
from vierspan.analysis.formats.read import read, reread
from vierspan.analysis.formats.reading import LeftOut, Reading, SheetReading
from vierspan.analysis.formats.template import write_template
from vierspan.analysis.formats.wording import place, sentence
from vierspan.analysis.formats.write_csvs import write_csv_folder, write_csv_zip
from vierspan.analysis.formats.write_workbook import write_workbook

__all__ = [
    "CellChange",
    "Change",
    "Grid",
    "LeftOut",
    "NewName",
    "Reading",
    "RowSkip",
    "SheetReading",
    "add_name",
    "check",
    "mend",
    "place",
    "read",
    "read_grids",
    "reread",
    "sentence",
    "skip_row",
    "with_changes",
    "write_csv_folder",
    "write_csv_zip",
    "write_template",
    "write_workbook",
]
