"""How our workbooks look: colours, type and widths, one place for template and export."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from vierspan.analysis.schema import Column

INK, SOFT_INK, LINE = "1F2733", "7A828E", "D9DDE3"
ROOM_COLOURS = {
    "people": "3D4654",
    "course": "2F5D8C",
    "conditions": "3F7A55",
    "horizon": "A66A00",
    "initiatives": "9A3F5C",
}
DATE_FORMATS = {"nl": "dd-mm-yyyy", "en": "yyyy-mm-dd"}

HEADER_HEIGHT = 30
TOP = Alignment(vertical="top", wrap_text=True)
MIDDLE = Alignment(vertical="center", wrap_text=True)
UNDERLINE = Border(bottom=Side(style="thin", color=LINE))


def header_font(column: Column | None) -> Font:
    """Columns that must be filled stand in bold, the others lighter."""
    needed = column is not None and column.required
    return Font(name="Calibri", size=11, bold=needed, color="FFFFFF" if needed else "F1F3F6")


def header_fill(room: str, column: Column | None) -> PatternFill:
    colour = ROOM_COLOURS[room]
    if column is None or not column.required:
        colour = lighter(colour)
    return PatternFill("solid", start_color=colour, end_color=colour)


def lighter(colour: str, share: float = 0.3) -> str:
    """The colour with this share of white mixed in."""
    parts = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)


def width_of(column: Column) -> float:
    """A width that shows what usually stands there."""
    if column.key == "id":
        return 10
    if column.key == "name":
        return 34
    if column.type in ("date", "whole", "number", "flag"):
        return max(13, len(column.nl) + 3, len(column.en) + 3)
    if column.key in ("note", "description", "reason", "purpose"):
        return 40
    return 30 if column.list else 24
