"""Problems as a table in plain text: where, what stands there, what is expected, what was perhaps meant."""

from collections.abc import Sequence
from textwrap import shorten

from vierspan.analysis.formats.wording import sentence
from vierspan.analysis.phrases import phrase
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import Language

WIDEST = 28


def problem_table(problems: Sequence[Problem], language: Language) -> str:
    """One row for each problem, then what it is in words under it."""
    heads = [phrase(f"command.column.{key}", language) for key in ("sheet", "row", "column", "found", "suggestion")]
    rows = [_row(problem) for problem in problems]
    widths = [max(len(cells[place]) for cells in (heads, *rows)) for place in range(len(heads))]
    lines = [_line(heads, widths), _line(["-" * width for width in widths], widths)]
    for problem, row in zip(problems, rows, strict=True):
        if any(row):
            lines.append(_line(row, widths))
        lines.append(f"  {sentence(problem, language)}")
    return "\n".join(lines)


def _row(problem: Problem) -> list[str]:
    cells = (
        problem.sheet or problem.file,
        "" if problem.row is None else str(problem.row),
        problem.column,
        problem.found,
        ", ".join(problem.suggestions),
    )
    return [shorten(cell, WIDEST, placeholder="…") for cell in cells]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
