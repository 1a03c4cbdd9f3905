"""What serves what: activities against themes, a square that grows and fills from 0 to 3."""

from dataclasses import dataclass
from html import escape

import polars as pl

from vierspan.analysis.mirror.picture import Coherence, ThemeCoverage
from vierspan.analysis.phrases import phrase
from vierspan.analysis.records import Records
from vierspan.analysis.report.charts.marks import Twin, element, text
from vierspan.analysis.schema import Language

MOST_THEMES, MOST_ACTIVITIES = 10, 16
STRONG = 2  # from this score on an activity counts as working on a theme


@dataclass(frozen=True, slots=True)
class Matrix:
    """What is drawn, in order of weight and of name; the scores by (activity, theme)."""

    themes: tuple[ThemeCoverage, ...]
    activities: tuple[tuple[str, str, bool], ...]  # id, name, is loose
    scores: dict[tuple[str, str], float]
    left_out: int

    def score(self, activity: str, theme: str) -> int:
        return round(self.scores.get((activity, theme), 0.0))


def matrix_of(records: Records, coherence: Coherence) -> Matrix:
    """The heaviest themes and the activities that serve them most; what does not fit is counted."""
    table = records.table("contributions")
    means = table.group_by("activity", "theme").agg(pl.col("score").mean())
    scores = {(a, t): float(s) for a, t, s in means.select("activity", "theme", "score").iter_rows()}
    themes = tuple(sorted(coherence.themes, key=lambda theme: (-theme.weight, theme.name)))[:MOST_THEMES]
    reach = {a.activity: sum(scores.get((a.activity, t.theme), 0.0) for t in themes) for a in coherence.activities}
    ordered = sorted(coherence.activities, key=lambda a: (a.is_loose, -reach[a.activity], a.name))
    drawn = tuple((a.activity, a.name, a.is_loose) for a in ordered[:MOST_ACTIVITIES])
    return Matrix(themes, drawn, scores, len(ordered) - len(drawn))


def matrix(given: Matrix, language: Language) -> str:
    """The table where there is room for it; on a phone a list for each theme."""
    heads = "".join(_head(theme, language) for theme in given.themes)
    corner = element("th", escape(phrase("charts.column.activity", language)), scope="col")
    body = "".join(_row(given, *activity, language) for activity in given.activities)
    table = element(
        "table",
        element("thead", element("tr", corner, heads)),
        element("tbody", body),
        class_="chart-table chart-matrix",
    )
    frame = element("div", table, class_="chart-scroll wide-only", tabindex=0)
    lists = "".join(_list(given, theme, language) for theme in given.themes)
    return element("div", frame, element("div", lists, class_="narrow-only"), class_="chart")


def matrix_table(given: Matrix, language: Language) -> Twin:
    header = (phrase("charts.column.activity", language), *(theme.name for theme in given.themes))
    rows = tuple(
        (name, *(str(given.score(activity, theme.theme)) for theme in given.themes))
        for activity, name, _ in given.activities
    )
    return Twin(header, rows, frozenset(range(1, len(header))))


def score_mark(score: int) -> str:
    """A dot for 0, small outline 1, heavy outline 2, full 3, with the figure inside."""
    shapes = {
        0: element("circle", cx=14, cy=14, r=2, class_="chart-nought"),
        1: element("rect", x=6, y=6, width=16, height=16, rx=3, class_="chart-little"),
        2: element("rect", x=3.5, y=3.5, width=21, height=21, rx=3, class_="chart-clear"),
        3: element("rect", x=2, y=2, width=24, height=24, rx=3, class_="chart-strong"),
    }
    tone = "on" if score == 3 else "tone"
    figure = text(str(score), x=14, y=19, class_=f"middle strong {tone}") if score else ""
    box: dict[str, str | int] = {"width": 28, "height": 28, "viewBox": "0 0 28 28", "data_o": "course"}
    return element("svg", shapes[min(3, max(0, score))], figure, class_="chart-cell", **box)


def _head(theme: ThemeCoverage, language: Language) -> str:
    nobody = element("small", escape(phrase("charts.nobody", language))) if theme.is_blank else ""
    return element("th", escape(theme.name), nobody, scope="col", class_="gap" if theme.is_blank else None)


def _row(given: Matrix, activity: str, name: str, is_loose: bool, language: Language) -> str:
    loose = element("small", escape(phrase("charts.loose", language))) if is_loose else ""
    cells = (
        element("td", score_mark(given.score(activity, theme.theme)), class_="gap" if theme.is_blank else None)
        for theme in given.themes
    )
    return element("tr", element("th", escape(name), loose, scope="row"), *cells, class_="loose" if is_loose else None)


def _list(given: Matrix, theme: ThemeCoverage, language: Language) -> str:
    served = [(a, n, given.score(a, theme.theme)) for a, n, _ in given.activities if given.score(a, theme.theme)]
    served.sort(key=lambda item: -item[2])
    items = "".join(element("li", score_mark(score), " ", escape(name)) for _, name, score in served)
    nobody = element("p", escape(phrase("charts.nobody", language)), class_="chart-mute")
    works = element("ul", items, class_="chart-served") if any(score >= STRONG for *_, score in served) else nobody
    return element("div", element("b", escape(theme.name)), works, class_="chart-theme")
