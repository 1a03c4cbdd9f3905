"""Files in: read, say what was guessed and what is wrong, and go on only where that is safe."""

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from vierspan.analysis.formats.mapping import Guess, Mapping, from_toml, to_toml
from vierspan.analysis.formats.read import read
from vierspan.analysis.formats.reading import Reading
from vierspan.analysis.phrases import phrase
from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.schema import Language
from vierspan.command.errors import Refused
from vierspan.command.table import problem_table

MOST_LINES = 50  # a file with thousands of slips is not printed


def reading_of(files: list[Path], mapping: Path | None, network: str | None, language: Language) -> Reading:
    """One reading of all files together. Raises Refused with every problem where nothing can be read."""
    try:
        chosen = from_toml(_text(mapping, language), mapping.name) if mapping else None
        reading = _read(files, chosen, language)
        if network and chosen is None and isinstance(reading.guess, Guess) and _has_many(reading.guess):
            chosen = replace(reading.guess.mapping, networks=(network,))
            reading = _read(files, chosen, language)
    except UnreadableInput as unreadable:
        print_problems(unreadable.problems, language)
        raise Refused("unreadable", language, 1, file=files[0].name) from unreadable
    return reading


def _has_many(guess: Guess) -> bool:
    return any(question.key == "networks" for question in guess.questions)


def _read(files: list[Path], mapping: Mapping | None, language: Language) -> Reading:
    for file in files:
        if not file.exists():
            raise Refused("no_file", language, 1, file=str(file))
    if len(files) == 1:
        return read(files[0], mapping=mapping)
    return read(_bundled(files), name=files[0].name, mapping=mapping)


def _bundled(files: list[Path]) -> bytes:
    """Several files as one, the way a zip of CSV files comes."""
    bundle = BytesIO()
    with ZipFile(bundle, "w") as archive:
        for file in files:
            archive.write(file, file.name)
    return bundle.getvalue()


def _text(file: Path, language: Language) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("no_mapping", language, 1, file=str(file)) from error


def settle_guess(reading: Reading, files: list[Path], language: Language, *, writes: bool) -> None:
    """Say what was guessed of a table that is not ours; stop where only the user knows the answer."""
    guess = reading.guess
    if not isinstance(guess, Guess):
        return
    target = files[0].with_name(f"{files[0].name.split('.')[0]}.mapping.toml")
    if writes:
        target.write_text(to_toml(guess, language), encoding="utf-8")
        print(phrase("command.mapping_written", language, file=str(target)), file=sys.stderr)
    print(guess_in_words(guess, language), file=sys.stderr)
    if guess.is_sure:
        print(phrase("command.guess_sure", language), file=sys.stderr)
        return
    if not writes:
        print("\n" + to_toml(guess, language), file=sys.stderr)
    raise Refused("guess_unsure", language, 2, file=target.name)


def guess_in_words(guess: Guess, language: Language) -> str:
    """One line for each column: what it is taken to mean, how sure, and some of what stands in it."""
    lines = [phrase("command.guess_intro", language)]
    for table in guess.mapping.tables:
        lines.append(phrase("command.guess_table", language, sheet=table.sheet or "–", form=table.form))
        for column in guess.columns:
            if column.sheet == table.sheet:
                samples = ", ".join(column.samples[:3])[:60]
                lines.append(f"  {column.heading} = {column.meaning} ({100 * column.confidence:.0f}%)  {samples}")
    return "\n".join(lines)


def print_problems(problems: list[Problem], language: Language) -> None:
    print(problem_table(problems[:MOST_LINES], language), file=sys.stderr)
    if len(problems) > MOST_LINES:
        print(phrase("command.more_problems", language, count=len(problems) - MOST_LINES), file=sys.stderr)
