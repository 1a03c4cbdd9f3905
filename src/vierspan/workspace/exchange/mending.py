"""How a wrong cell may be mended, the likeliest way first."""

from collections.abc import Iterator
from dataclasses import replace

from vierspan.analysis.formats import sentence
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import REFERENCES, Column, tables
from vierspan.workspace.exchange.seen import Way, Wrong
from vierspan.workspace.insight.words import choice_labels, spoken

CHOICES_SHOWN = 8


def wrong(problem: Problem, text: str, column: Column | None, language: str) -> Wrong:
    """The reason without the suggestions: those are buttons."""
    bare = problem if problem.code == "ambiguous_reference" else replace(problem, suggestions=())
    return Wrong(
        reason=sentence(bare, spoken(language)),
        ways=tuple(_ways(problem, text, column, language)),
        can_be_empty=column is not None and not column.required and bool(text),
    )


def _ways(problem: Problem, text: str, column: Column | None, language: str) -> Iterator[Way]:
    if column is not None and problem.code == "missing_column":
        return
    for name in _likely(problem, column, language):
        yield Way(name, _with(text, problem.found, name))
    if problem.code == "unknown_reference":
        for table in REFERENCES.get(problem.expected, ()):
            if _needs_only_a_name(table):
                yield Way(problem.found, table=table)


def _likely(problem: Problem, column: Column | None, language: str) -> tuple[str, ...]:
    if problem.suggestions or column is None or not column.choices:
        return problem.suggestions
    labels = tuple(choice_labels(column.choices, language).values())
    return labels if len(labels) <= CHOICES_SHOWN else ()


def _with(text: str, found: str, name: str) -> str:
    """Of several names in one cell only the wrong one changes."""
    return text.replace(found, name, 1) if found and found in text else name


def _needs_only_a_name(table: str) -> bool:
    return all(column.key == "name" for column in tables()[table].columns if column.required)
