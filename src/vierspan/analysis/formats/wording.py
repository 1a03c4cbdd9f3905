"""A problem in words: where it stands and what it is, with how to mend it."""

from typing import Any

from vierspan.analysis.phrases import has_phrase, phrase
from vierspan.analysis.problems import Problem
from vierspan.analysis.schema import REFERENCES, Language, tables


def sentence(problem: Problem, language: Language) -> str:
    """What is wrong and how to mend it, in one or two sentences, without the place."""
    key = f"problem.{problem.code}"
    said = phrase(key if has_phrase(key) else "problem.unnamed", language, **_facts(problem, language))
    if problem.suggestions and problem.code not in _WITHOUT_SUGGESTIONS:
        names = ", ".join(f"‘{name}’" for name in problem.suggestions)
        said = f"{said} {phrase('problem_suggests', language, names=names)}"
    return said


def place(problem: Problem, language: Language) -> str:
    """Where it stands: file, sheet, row and column as far as they are known."""
    facts = {"sheet": problem.sheet, "column": problem.column}
    parts = [problem.file] if problem.file and problem.file.rpartition(".")[0] != problem.sheet else []
    parts += [phrase("problem_place.sheet", language, **facts)] if problem.sheet else []
    parts += [phrase("problem_place.row", language, row=problem.row)] if problem.row is not None else []
    parts += [phrase("problem_place.column", language, **facts)] if problem.column else []
    return ", ".join(parts)


_WITHOUT_SUGGESTIONS = frozenset({"ambiguous_reference"})


def _facts(problem: Problem, language: Language) -> dict[str, Any]:
    table = tables().get(problem.table)
    facts = {
        "file": problem.file,
        "sheet": problem.sheet,
        "column": problem.column,
        "found": _short(problem.found),
        "row": problem.row,
        "code": problem.code,
        "table": table.label(language) if table else problem.table,
        "expected": _expected(problem.expected, language),
        "target": _target(problem.expected, language),
        "names": ", ".join(problem.suggestions),
        "choices": "", "first": None, "count": None, "low": None, "high": None, "megabytes": None, "cells": None,
        "line": None, "part": "",
    }  # fmt: skip
    return {**facts, **problem.facts, "range": _range(problem, language)}


def _expected(kind: str, language: Language) -> str:
    key = f"expected.{'name' if kind in REFERENCES else kind}"
    return phrase(key, language) if has_phrase(key) else kind


def _target(kind: str, language: Language) -> str:
    return " / ".join(tables()[key].label(language) for key in REFERENCES.get(kind, ()))


def _range(problem: Problem, language: Language) -> str:
    low, high = problem.facts.get("low"), problem.facts.get("high")
    form = "both" if low is not None and high is not None else "low" if low is not None else "high"
    return phrase(f"problem_range.{form}", language, low=low, high=high)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
