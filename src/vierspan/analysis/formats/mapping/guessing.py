"""Guess what tables that are not ours hold, and what only the user can tell."""

from collections.abc import Mapping as Mappable
from collections.abc import Sequence

from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.mapping.evidence import LEAST, Sheet
from vierspan.analysis.formats.mapping.model import KEEP, ColumnGuess, Form, Guess, Mapping, TableMapping
from vierspan.analysis.formats.mapping.questions import questions_of, with_answers
from vierspan.analysis.formats.mapping.sheets import share

# What each form cannot do without, and what else may stand in it.
NEEDED: Mappable[Form, tuple[tuple[str, ...], ...]] = {
    "node_values": (("node",), ("attribute",), ("value",)),
    "ties": (("source",), ("target",)),
    "proposals": (("proposal",), ("outcome",)),
    "participations": (("initiative",), ("actor",)),
    "attendance": (("meeting",), ("person", "actor")),
    "agenda": (("meeting",), ("person",)),
    "initiatives": (("initiative",), ("theme",)),
    "networks": (("network",),),
    "actors": (("actor", "node", "person"),),
}
ALLOWED: Mappable[Form, tuple[str, ...]] = {
    "node_values": ("network", "node", "attribute", "value"),
    "ties": ("network", "source", "target", "weight", "kind", "since", "until"),
    "proposals": (
        *("proposal", "outcome", "proposer", "proposer_type", "proposed_on", "theme", "number", "region"),
        "purpose",
    ),
    "participations": (
        *("initiative", "initiative_name", "actor", "actor_name", "short_name", "role", "since", "until"),
        *("theme", "region", "sector", "person", "email"),
    ),
    "attendance": (
        "meeting",
        "person",
        "actor",
        "date",
        "place",
        "purpose",
        "kind",
        "present",
        "email",
        "sector",
        "region",
    ),
    "agenda": ("meeting", "person", "date", "place", "purpose", "kind", "counterpart"),
    "initiatives": ("initiative", "theme"),
    "networks": ("network", "kind", "directed"),
    "actors": ("actor", "actor_name", "short_name", "sector", "region", "email", "department"),
    "ignore": (),
}


_BESIDE = ("ignore", "actors", "networks", "node_values", "initiatives")


def guess(grids: Sequence[Grid]) -> Guess:
    """What these sheets seem to hold, column by column, with how sure that is and what to ask.

    By the headings (Dutch, English and the obvious words of some other languages) and by what stands under them. Looks
    at the first 5,000 rows of each sheet, and at all rows only to see whether values repeat. Never raises.
    """
    sheets = [Sheet(grid) for grid in grids if grid.cells.height and grid.cells.width]
    tables: list[TableMapping] = []
    columns: list[ColumnGuess] = []
    scores: dict[Form, float] = {}
    for sheet in sheets:
        form, sure = _form(sheet)
        settled = _settled(sheet, form)
        meant = {heading: settled.get(heading, (KEEP, 1.0))[0] for heading in sheet.frame.columns}
        tables.append(TableMapping(sheet=sheet.grid.sheet, form=form, columns=meant if form != "ignore" else {}))
        columns += _column_guesses(sheet, settled)
        scores[form] = max(scores.get(form, 0.0), sure)
    # A list of actors alone is something; themes, attributes or an index need more beside them.
    confidence = max((sure for form, sure in scores.items() if form not in _BESIDE), default=scores.get("actors", 0.0))
    mapping = Mapping(tables=tuple(tables) if confidence else ())
    questions = questions_of(mapping, {sheet.grid.sheet: sheet for sheet in sheets})
    return Guess(
        mapping=with_answers(mapping, questions),
        columns=tuple(columns),
        questions=questions,
        form_confidence=confidence,
    )


def _form(sheet: Sheet) -> tuple[Form, float]:
    scores = {form: min(sheet.best(*choice) for choice in needed) for form, needed in NEEDED.items()}
    possible = [form for form, score in scores.items() if score >= LEAST and _may_be(sheet, form)]
    if not possible:
        return "ignore", 0.0
    return possible[0], scores[possible[0]]


def _may_be(sheet: Sheet, form: Form) -> bool:
    """Whether the contents allow what the headings say."""
    match form:
        case "ties":
            return _are_apart(sheet, "source", "target")
        case "networks":
            return sheet.is_key(sheet.heading("network"))
        case "participations":
            once = sheet.is_key(sheet.heading("actor")) and sheet.is_key(sheet.heading("initiative"))
            return _are_apart(sheet, "initiative", "actor") and (not once or sheet.heading("role") is not None)
        case "attendance":
            return _are_apart(sheet, "meeting", "person", "actor") and not _is_agenda(sheet)
        case "agenda":
            return _is_agenda(sheet)
        case _:
            return True


def _are_apart(sheet: Sheet, *meanings: str) -> bool:
    """Whether at least two different columns stand for these meanings."""
    return len({heading for meaning in meanings if (heading := sheet.heading(meaning))}) >= 2


def _is_agenda(sheet: Sheet) -> bool:
    """One row a meeting: (nearly) every meeting and date once, or several people in one cell."""
    meeting, person, date = (sheet.heading(meaning) for meaning in ("meeting", "person", "date"))
    if not meeting or not person or meeting == person:
        return False
    told = sheet.sample[person].drop_nulls()
    if share(told.str.contains(r"[,;|\n]")) > 0.05:
        return True
    keys = [meeting, date] if date else [meeting]
    return sheet.frame.select(keys).n_unique() > 0.9 * sheet.frame.height


def _settled(sheet: Sheet, form: Form) -> dict[str, tuple[str, float]]:
    if form == "actors":
        return _settled_actors(sheet)
    first = tuple(meaning for choice in NEEDED.get(form, ()) for meaning in choice)
    return sheet.settled(ALLOWED[form], first)


def _settled_actors(sheet: Sheet) -> dict[str, tuple[str, float]]:
    """The column that names the actors goes by many words; here it is the actor, whatever it is called."""
    key = next(heading for meaning in ("actor", "node", "person") if (heading := sheet.heading(meaning)))
    settled = sheet.settled(tuple(meaning for meaning in ALLOWED["actors"] if meaning != "actor"), ())
    settled.pop(key, None)
    return {key: ("actor", sheet.best("actor", "node", "person")), **settled}


def _column_guesses(sheet: Sheet, settled: Mappable[str, tuple[str, float]]) -> list[ColumnGuess]:
    found = []
    for heading in sheet.frame.columns:
        meaning, confidence = settled.get(heading, (KEEP, 1.0))
        others = {meant: value for (named, meant), value in sheet.evidence.items() if named == heading}
        ranked = sorted(others, key=lambda meant: -others[meant])
        samples = sheet.sample[heading].drop_nulls().unique(maintain_order=True).head(3)
        found.append(
            ColumnGuess(
                sheet=sheet.grid.sheet,
                heading=heading,
                meaning=meaning,
                confidence=round(confidence, 2),
                samples=tuple(samples.str.slice(0, 40)),
                alternatives=tuple(meant for meant in ranked if meant != meaning and others[meant] >= 0.4)[:4],
            )
        )
    return found
