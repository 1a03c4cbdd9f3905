"""The mapping file: TOML that people can read and change."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from vierspan.analysis.formats.mapping.model import FORMS, IGNORE, KEEP, Guess, Mapping, TableMapping
from vierspan.analysis.formats.mapping.words import meanings
from vierspan.analysis.phrases import phrase
from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.schema import Language

_LISTS = ("carries", "adopted", "rejected", "postponed", "networks")
_KEYS = ("tables", "actors", "most", *_LISTS)


def to_toml(told: Mapping | Guess, language: Language = "en") -> str:
    """The mapping as a file, with samples and what is left to answer as remarks. `from_toml` reads it back."""
    guess = told if isinstance(told, Guess) else Guess(mapping=told)
    mapping = guess.mapping
    lines = [f"# {line}" for line in phrase("mapping.file_intro", language).splitlines()]
    lines += ["", f"actors = {json.dumps(mapping.actors)}"] if mapping.actors else [""]
    for key in _LISTS:
        lines += _question_lines(guess, key, language)
        values = getattr(mapping, key)
        if values or any(question.key == key for question in guess.questions):
            lines.append(f"{key} = {json.dumps(list(values), ensure_ascii=False)}")
    lines += [*_question_lines(guess, "most", language), f"most = {json.dumps(mapping.most)}"]
    for table in mapping.tables:
        lines += ["", "[[tables]]", f"sheet = {_text(table.sheet)}", f"form = {_text(table.form)}"]
        lines += ["", "[tables.columns]", *_column_lines(guess, table)]
    return "\n".join([*lines, ""])


def _text(value: str) -> str:
    # TOML forbids DEL where JSON lets it stand.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _question_lines(guess: Guess, key: str, language: Language) -> Iterator[str]:
    for question in guess.questions:
        if question.key == key:
            asked = phrase(f"mapping.ask.{key}", language, sheet=question.sheet, heading=question.heading)
            options = ", ".join(option.replace("\n", " ") for option in question.options)
            yield from ("", f"# {asked}".replace("\n", " "), f"# {options}")


def _column_lines(guess: Guess, table: TableMapping) -> Iterator[str]:
    samples = {column.heading: column.samples for column in guess.columns if column.sheet == table.sheet}
    for heading, meaning in table.columns.items():
        shown = ", ".join(" ".join(_printable(sample).split()) for sample in samples.get(heading, ()))
        yield f"{_text(heading)} = {_text(meaning)}" + (f"  # {shown}" if shown else "")


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def from_toml(text: str, file: str = "") -> Mapping:
    """The mapping in a file. Raises UnreadableInput with every problem: no TOML, unknown form, meaning or entry."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = Problem(code="mapping_no_toml", file=file, is_fatal=True, facts={"reason": str(error)})
        raise UnreadableInput([problem]) from error
    problems = [
        Problem(code="mapping_unknown_entry", file=file, found=key, suggestions=_KEYS)
        for key in told
        if key not in _KEYS
    ]
    problems += list(_wrong_values(told, file))
    tables = [table for at, entry in enumerate(_entries(told)) if (table := _table(entry, at + 1, file, problems))]
    if not tables:
        problems.append(Problem(code="mapping_no_tables", file=file))
    if problems:
        raise UnreadableInput(problems)
    lists = {key: tuple(told.get(key, ())) for key in _LISTS}
    return Mapping(tables=tuple(tables), actors=told.get("actors"), most=told.get("most", "high"), **lists)


def _entries(told: dict[str, Any]) -> list[dict[str, Any]]:
    entries = told.get("tables", [])
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _wrong_values(told: dict[str, Any], file: str) -> Iterator[Problem]:
    choices = {"actors": ("parties", "people"), "most": ("high", "low")}
    for key, allowed in choices.items():
        if key in told and told[key] not in allowed:
            yield Problem(code="mapping_not_a_choice", file=file, column=key, found=str(told[key]), suggestions=allowed)
    for key in _LISTS:
        values = told.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            yield Problem(code="mapping_not_a_list", file=file, column=key, found=str(values))


def _table(entry: dict[str, Any], number: int, file: str, problems: list[Problem]) -> TableMapping | None:
    sheet, form, columns = entry.get("sheet"), entry.get("form"), entry.get("columns", {})
    if not isinstance(sheet, str) or form not in FORMS or not isinstance(columns, dict):
        found = str(form if isinstance(sheet, str) else sheet)
        facts = {"count": number}
        problems.append(
            Problem(code="mapping_table_incomplete", file=file, found=found, suggestions=FORMS, facts=facts)
        )
        return None
    known = (KEEP, IGNORE, *meanings())
    for heading, meaning in columns.items():
        if meaning not in known:
            near = _nearest(str(meaning), known)
            problems.append(
                Problem(
                    code="mapping_meaning_unknown",
                    file=file,
                    sheet=sheet,
                    column=heading,
                    found=str(meaning),
                    suggestions=near,
                )
            )
    return TableMapping(sheet=sheet, form=form, columns={str(key): str(value) for key, value in columns.items()})


def _nearest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    from rapidfuzz import process

    return tuple(match for match, *_ in process.extract(word, known, limit=3, score_cutoff=50))
