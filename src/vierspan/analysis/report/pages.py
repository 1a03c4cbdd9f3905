"""The pages of the documentation on measures and handles, written from what the program itself says and does."""

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vierspan.analysis.catalogue import tables_that_show
from vierspan.analysis.handles import FINDERS
from vierspan.analysis.handles.sight import Finder
from vierspan.analysis.interventions.library import library
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import has_phrase, phrase, phrasebook
from vierspan.analysis.schema import tables

METHODS = """# The measures

Every figure in the mirror carries how many rows it rests on, in which period, and those rows themselves: press it and
they open. Where a figure cannot be known there is none, with the reason; nothing known is never shown as 0.

Figures rest on **acts**: what people did for the network, noted by hand or derived from the other sheets. Where people
also said who leads, the figures from those **ratings** stand beside them and are never mixed in. The period is the
twelve months up to the last act, unless another is asked for.

Below ten acts no distribution is shown; below three raters no rating is. A *house measure* is Vierspan's own: good to
open a talk with, not validated by research."""

SHOWN = """## What your lists can show

How far an orientation is covered can only be told from lists in which such work would stand. Without any of them, cover
is unknown. A list of acts noted by hand counts for all four as soon as it holds acts of two or more."""

HANDLES = """# The handles

A handle is something that deserves attention now: what stands out, the rows that show it, for whom it is, and up to
three things one could do. A finder that has too little to go by says nothing. Of one finder at most three handles are
shown, the last with the number of others. What concerns a person is shown to that person first.

Below, for each finder: when it speaks, what it says, the marks it uses, and the interventions that answer it."""


TENDED = """## Tending the network

The workspace finds these itself, in what stands in no record; they are there only for who takes part, and the rounds
only for who may close them. None tells what somebody answered, wishes or practises. Each has a link to the page where
it can be done, which is also what it rests on; like the others it can be taken up, passed on, put off or laid aside.

| handle | when it speaks | first step |
|---|---|---|
| An agreement is nobody's (`leading.talk_left`) | two weeks after a talk about our mirror something agreed there was \
not made into a commitment or a question for decision | open the talk, and make it one of the two |
| A round is about to close (`leading.round_ends`) | the last two days of a round of questions about all of you | \
remind everybody, or give more time |
| A round can be closed (`leading.round_over`) | its last day is over; it goes by the day, never by who answered | \
close it, or give more time |
| A handover is past its day (`leading.turn_due`) | somebody was named for a role, the day is over, and it was not \
handed over | put on record that it was handed over, or let the role go on for a while |

*Role ends* is silent while somebody is named who comes next.

## What asks for you alone

On *All my tables, dates and promises*, and the first three on Today: what asks for one person about leading, with why,
by when, and a button that opens the page where it can be done. Nobody else reads it, a leader neither; it is in no
export of the network, feed, search or API, and it never stands among the handles of the network. Each can be put off
until a day; what one only looks at is laid away once it was seen. Others who wait come first, then one's roles, then
what one practises, then what is there to look at; within each the nearest day first.

| what | when it is there |
|---|---|
| Questions about leading to answer | from the opening of the round until you answered, or it closed |
| Choosing who is asked, with somebody who asks about themself | until you agree with the list |
| Your own questions to others | the other agreed and you did not yet; both agreed and it can open; its last two days; \
and for three weeks after it closed, that it is in your mirror |
| What you saw of somebody's try | until you tell, or say not now |
| Somebody asks you as a buddy | until you say yes or no |
| A role that is to become yours | from when you are named until it is handed over; with the handover sheet as soon as \
it is written, and for four weeks after you took over |
| A role of yours that ends | six weeks ahead: name who comes next, write the sheet, hand over |
| A try whose day is over | until you note how it went, move it or let it go |
| A wish without a next step | four weeks after the wish, or the last try for it, with nothing planned |
| A sheet about yourself that you began | until you hand it in |
| A mirror, or a thought about a dilemma, that is shown to you | until you saw it, or it is taken back |"""


def methods_page() -> str:
    """Every measure with its definition and source, and which sheets show which orientation."""
    keys = [key.removesuffix(".name").removeprefix("definition.") for key in phrasebook() if _is_definition(key)]
    return "\n\n".join([METHODS, *map(_measure, keys), SHOWN, _shown()]) + "\n"


def handles_page() -> str:
    """Every finder, by orientation."""
    parts = [HANDLES]
    for orientation in Orientation:
        parts.append(f"## {phrase(f'mirror.the.{orientation.room}', 'en').capitalize()}")
        parts += ["\n".join(_finder(finder)) for finder in FINDERS if finder.orientation == orientation]
    return "\n\n".join([*parts, TENDED]) + "\n"


def _is_definition(key: str) -> bool:
    return key.startswith("definition.") and key.endswith(".name")


def _measure(key: str) -> str:
    name, text = phrase(f"definition.{key}.name", "en"), phrase(f"definition.{key}.text", "en")
    dutch = phrase(f"definition.{key}.name", "nl")
    has_source = has_phrase(f"definition.{key}.source")
    source = f"Source: {phrase(f'definition.{key}.source', 'en')}." if has_source else phrase("definition.house", "en")
    return f"## {name}\n\n*{dutch}.* {text} {source}"


def _shown() -> str:
    rows = [
        f"| {phrase(f'mirror.the.{one.room}', 'en')} | {', '.join(tables()[key].en for key in tables_that_show(one))} |"
        for one in Orientation
    ]
    return "\n".join(["| orientation | sheets |", "|---|---|", *rows])


def _finder(finder: Finder) -> Iterator[str]:
    yield f"### {finder.key.partition('.')[2].replace('_', ' ').capitalize()}\n"
    yield f"{inspect.getdoc(finder.look)} (`{finder.key}`)\n"
    yield f"> {_template(phrasebook()[f'handle.{finder.key}.headline']['en'])}\n"
    marks = ", ".join(f"{name.lower().replace('_', ' ')} {value:g}" for name, value in _marks(finder))
    if marks:
        yield f"Marks: {marks}.\n"
    answers = (f"{one.number}. {one.en.name}" for one in library().values() if finder.key in one.triggers)
    yield f"Interventions: {'; '.join(answers)}."


def _marks(finder: Finder) -> Iterator[tuple[str, float]]:
    """The numbers that the finder compares with, as they stand at the head of its module."""
    for name in finder.look.__code__.co_names:
        value = finder.look.__globals__.get(name)
        if name.isupper() and isinstance(value, int | float):
            yield name, value


def _template(words: str) -> str:
    """A sentence with what will be filled in between angle quotes."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", r"‹\1›", words)


FILES = {"methods.md": methods_page, "handles.md": handles_page}


def main(folder: Path) -> None:
    """Write both pages into the folder."""
    for name, page in FILES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
