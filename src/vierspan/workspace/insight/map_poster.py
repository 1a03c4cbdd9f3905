"""A view of the map on paper: a poster for the wall, and the handout of a story."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vierspan.analysis.report.paper import NoPaper, pdf_of
from vierspan.analysis.report.styles import embedded
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight.errors import NoPaperHere
from vierspan.workspace.insight.map_views.drawing import Sheet

MEDIA_TYPE = "application/pdf"


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper with the room that the drawing has on it, in its own units."""

    key: str
    width: int  # mm
    height: int
    letter: float  # size of the text, in mm
    sheet: Sheet

    @property
    def rules(self) -> str:
        page = f"@page{{size:{self.width}mm {self.height}mm;margin:{4 * self.letter:.1f}mm}}"
        return f"{page}html{{font-size:{self.letter}mm}}"


LYING, STANDING = Sheet(1400, 830, 1.2), Sheet(990, 1150, 1.2)
PAPERS = {
    paper.key: paper
    for paper in (
        Paper("a3", 420, 297, 4.2, LYING),
        Paper("a3-tall", 297, 420, 4.2, STANDING),
        Paper("a2", 594, 420, 5.94, LYING),
        Paper("a2-tall", 420, 594, 5.94, STANDING),
    )
}
HANDOUT = Paper("a4", 297, 210, 3.3, Sheet(1400, 700, 1.2))


def paper(key: str) -> Paper:
    """Raises NotFound for another size."""
    found = PAPERS.get(key)
    if found is None:
        raise NotFound
    return found


def printed(body: str, language: str, on: Paper) -> bytes:
    """A page of HTML as PDF. Raises NoPaperHere where the machine cannot set paper."""
    head = f'<meta charset="utf-8"><style>{embedded()}{_styles()}{on.rules}</style>'
    try:
        return pdf_of(f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>')
    except NoPaper as missing:
        raise NoPaperHere from missing


@cache
def _styles() -> str:
    return files(__package__).joinpath("map_poster.css").read_text(encoding="utf-8")
