"""A view of the map on paper: a poster for the wall, and the handout of a story."""

from dataclasses import dataclass

from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight import paper as paper_of
from vierspan.workspace.insight.map_views.drawing import Sheet
from vierspan.workspace.insight.paper import MEDIA_TYPE

__all__ = ["HANDOUT", "MEDIA_TYPE", "PAPERS", "Paper", "paper", "printed"]

MARGIN = 4.0  # all sizes on a poster are in letters: the height of its text
FOOT = 8.2  # legend, how to read it, and of when it is
TITLE, TITLE_LETTERS = 3.1, 58  # a line of the title, and how much stands on it
LEAD, LEAD_LETTERS = 1.9, 88
UNITS = {False: 1400.0, True: 990.0}  # across the drawing, lying and standing


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper."""

    key: str
    width: int  # mm
    height: int
    letter: float  # mm

    @property
    def rules(self) -> str:
        page = f"@page{{size:{self.width}mm {self.height}mm;margin:{MARGIN * self.letter:.1f}mm}}"
        return f"{page}html{{font-size:{self.letter}mm}}"

    def sheet(self, title: str, text: str) -> Sheet:
        """The room that is left for the drawing under what stands above it."""
        across, down = self.width / self.letter - 2 * MARGIN, self.height / self.letter - 2 * MARGIN
        head = 2.0 + TITLE * _lines(title, TITLE_LETTERS)
        if text:
            head += 0.8 + LEAD * sum(_lines(each, LEAD_LETTERS) for each in text.split("\n") if each)
        units = UNITS[self.height > self.width]
        return Sheet(units, max(0.4 * down, down - head - FOOT) * units / across, 1.2)


def _lines(text: str, letters: int) -> int:
    return -(-len(text) // letters)


PAPERS = {
    each.key: each
    for each in (
        Paper("a3", 420, 297, 4.2),
        Paper("a3-tall", 297, 420, 4.2),
        Paper("a2", 594, 420, 5.94),
        Paper("a2-tall", 420, 594, 5.94),
    )
}
HANDOUT = Paper("a4", 297, 210, 3.3)


def paper(key: str) -> Paper:
    """Raises NotFound for another size."""
    found = PAPERS.get(key)
    if found is None:
        raise NotFound
    return found


def printed(body: str, language: str, on: Paper) -> bytes:
    """Raises NoPaperHere where the machine cannot set paper."""
    return paper_of.printed(body, language, "map_poster", rules=on.rules)
