"""`vierspan mirror` and `vierspan check`: a file in, a report or the list of what is wrong out."""

import argparse
import sys
from pathlib import Path

from vierspan.analysis.handles import find
from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.mirror import Mirror, look
from vierspan.analysis.phrases import phrase
from vierspan.analysis.problems import UnreadableInput
from vierspan.analysis.records import Records
from vierspan.analysis.report.plain import plain_summary
from vierspan.analysis.schema import Language
from vierspan.command.errors import Refused
from vierspan.command.progress import Progress
from vierspan.command.reading import print_problems, reading_of, settle_guess
from vierspan.command.window import window_of

FORMS = (".html", ".pdf", ".json")
MOST_GROUPS = 12  # so many look-alikes are listed; the rest is counted


def mirror(given: argparse.Namespace) -> int:
    """The report of what these files hold."""
    language: Language = given.language
    if given.out is not None and given.out.suffix.lower() not in FORMS:
        raise Refused("bad_out", language, 2, found=given.out.name)
    progress = Progress(language)
    progress("read", 0.0)
    records = _records(given)
    window = window_of(given.window, records, language)
    made = look(records, window=window, progress=lambda step, share: progress(step, 0.9 * share))
    made = _named(made, given)
    progress("handles", 0.95)
    handles = find(records, made)
    progress("report", 0.97)
    written = _written(made, handles, records, given)
    progress.done()
    print(written)
    return 0


def check(given: argparse.Namespace) -> int:
    """Only what is wrong: 0 where nothing is, 1 where something stands in the way."""
    reading = reading_of(given.files, given.mapping, given.network, given.language)
    if reading.problems:
        print_problems(reading.problems, given.language)
    try:
        records = reading.rest() if reading.fatal else reading.records
    except UnreadableInput as unreadable:
        if not reading.problems:
            print_problems(unreadable.problems, given.language)
        raise Refused("nothing_usable", given.language) from unreadable
    rows = sum(records.table(key).height for key in records.present)
    print(phrase("command.checked", given.language, rows=rows, tables=len(records.present), form=reading.form))
    _suggest_spellings(records, given.language)
    return 1 if reading.fatal else 0


def _suggest_spellings(records: Records, language: Language) -> None:
    """Names that may be one party: said, and left to the user to bring together."""
    from vierspan.analysis.formats.spellings import suggest

    groups = suggest(records.table("parties")["name"].drop_nulls().to_list())
    if groups:
        print(phrase("command.alike", language, count=len(groups)))
    for group in groups[:MOST_GROUPS]:
        print("  " + " = ".join((group.keep, *group.others)))
    if len(groups) > MOST_GROUPS:
        print("  " + phrase("command.more_problems", language, count=len(groups) - MOST_GROUPS))


def _records(given: argparse.Namespace) -> Records:
    language: Language = given.language
    reading = reading_of(given.files, given.mapping, given.network, language)
    settle_guess(reading, given.files, language, writes=given.write_mapping)
    if reading.problems:
        print_problems(reading.problems, language)
    try:
        if not reading.fatal:
            return reading.records
        if not given.import_rest:
            raise Refused("has_problems", language, 1, count=len(reading.fatal))
        print(phrase("command.left_out", language, count=len(reading.left_out)), file=sys.stderr)
        return reading.rest()
    except UnreadableInput as unreadable:
        raise Refused("nothing_usable", language) from unreadable


def _named(made: Mirror, given: argparse.Namespace) -> Mirror:
    """With the name the user gave, else the network's own, else that of the file."""
    file: Path = given.files[0]
    name = given.network or made.picture.network or file.name.split(".")[0].replace("_", " ")
    return Mirror(made.picture.model_copy(update={"network": name}), made.actors, made.acts)


def _written(made: Mirror, handles: list[Handle], records: Records, given: argparse.Namespace) -> str:
    """The report in its file, or the summary; returns what to print."""
    out: Path | None = given.out
    if out is None:
        return plain_summary(made, handles, given.language)
    try:
        out.write_bytes(_content(made, handles, records, given))
    except OSError as error:
        raise Refused("cannot_write", given.language, 1, file=str(out), reason=error.strerror) from error
    return phrase("command.written", given.language, file=str(out))


def _content(made: Mirror, handles: list[Handle], records: Records, given: argparse.Namespace) -> bytes:
    from vierspan.analysis import report
    from vierspan.analysis.report.paper import NoPaper

    if given.out.suffix.lower() == ".json":
        return report.to_json(made, handles).encode()
    if given.out.suffix.lower() == ".html":
        return report.html(made, handles, records, given.language).encode()
    try:
        return report.pdf(made, handles, records, given.language)
    except NoPaper as missing:
        raise Refused("no_paper", given.language, 1, packages=str(missing)) from missing
