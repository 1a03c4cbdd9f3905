"""A radar as the file that other tools write and read: name, ring, quadrant, isNew, status, description.

The columns come from the public tools that draw such radars (peers.md, "Radar CSV"). A file is read whatever the order
of its columns, with comma or semicolon; nothing is kept before somebody saw what it would do.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from vierspan.analysis.formats import read_grids
from vierspan.analysis.problems import UnreadableInput
from vierspan.analysis.report.charts.radar import ring_of_months
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.directory.versions import version
from vierspan.workspace.exchange.exports import File
from vierspan.workspace.exchange.lists import list_file
from vierspan.workspace.exchange.radar_back import Done, as_it_stands, done
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.actions.signals import LONGEST, Told
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing import queries
from vierspan.workspace.horizon.weighing.actions import moving, placing
from vierspan.workspace.horizon.weighing.actions.moving import Step
from vierspan.workspace.insight import radar, words

COLUMNS = ("name", "ring", "quadrant", "isNew", "status", "description")
ALSO = MappingProxyType(
    {
        "naam": "name",
        "signaal": "name",
        "signal": "name",
        "title": "name",
        "sector": "quadrant",
        "kwadrant": "quadrant",
        "theme": "quadrant",
        "thema": "quadrant",
        "nieuw": "isNew",
        "new": "isNew",
        "omschrijving": "description",
        "toelichting": "description",
        "note": "description",
    }
)
# What the four rings of a technology radar come to here: within is what was taken up.
USUAL_RINGS = MappingProxyType({"adopt": "theme", "trial": "emerging", "assess": "weak", "hold": "retired"})
MONTHS_OF_RING = (3.0, 9.0, 18.0, 36.0)
YES, NO = ("true", "yes", "1", "ja", "waar"), ("false", "no", "0", "nee", "onwaar", "")
MOST_ROWS, MOST_BYTES = 1000, 2_000_000
CHANGED_DAYS = 60
TAGS = re.compile(r"<[^>]{0,400}>")


@dataclass(frozen=True, slots=True)
class Slip:
    """What cannot be read: in which row of the file, in which column, and why (a key)."""

    row: int
    column: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row that can be brought in. `state`: new, changed or same."""

    number: int
    name: str
    state: str
    stage: str = ""  # where the ring says one
    months: float | None = None  # where the ring says how soon
    theme: UUID | None = None
    tag: str = ""
    sector: str = ""
    note: str = ""
    known: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    rows: tuple[Row, ...]
    slips: tuple[Slip, ...]
    text: str  # the same rows, to send along when they are brought in

    def of(self, state: str) -> list[Row]:
        return [each for each in self.rows if each.state == state]


def written(actor: Actor) -> File:
    """What stands on the radar now, with the rings and sectors that the network chose."""
    authorise(actor, Do.EXPORT_NETWORK)
    kept = queries.radar(actor)
    seen = radar.look(actor, radar.Wanted(), {})
    moved = {each.signal_id for each in queries.moves_since(actor, clock.today() - timedelta(days=CHANGED_DAYS))}
    lines = [COLUMNS, *(_line(sector, each, moved) for sector, rows in seen.by_sector for each in rows)]
    return list_file(actor, f"radar-{kept.sectors}-{kept.rings}", "csv", lines)


def _line(sector: str, each: radar.Listed, moved: set[UUID]) -> Sequence[str]:
    status = "new" if each.blip.is_new else "moved in" if each.signal.pk in moved else "no change"
    is_new = "TRUE" if each.blip.is_new else "FALSE"
    return (each.signal.name, each.ring, sector, is_new, status, each.signal.note or each.signal.origin)


def read(actor: Actor, content: bytes) -> Reading:
    """What a file would bring; the slips name row and column."""
    authorise(actor, Do.EDIT_ROOMS)
    if len(content) > MOST_BYTES:
        return Reading((), (Slip(0, "", "", "file_too_large"),), "")
    try:
        grid = read_grids(content, "radar.csv")[0]
    except (UnreadableInput, IndexError):
        return Reading((), (Slip(0, "", "", "no_table"),), "")
    at = {ALSO.get(folded(name), _column(name)): n for n, name in enumerate(grid.header)}
    missing = [Slip(1, each, "", "column_missing") for each in ("name", "ring", "quadrant") if each not in at]
    if missing:
        return Reading((), tuple(missing), "")
    cells = [[tidy(str(cell or "")) for cell in line] for line in grid.cells.iter_rows()]
    numbers = grid.rows.to_list()
    given = [{key: line[n] for key, n in at.items()} for line in cells[:MOST_ROWS]]
    found = list(_rows(actor, list(zip(numbers, given, strict=False))))
    slips = [each for each in found if isinstance(each, Slip)]
    if len(cells) > MOST_ROWS:
        slips.append(Slip(numbers[MOST_ROWS], "", "", "too_many_rows"))
    return Reading(tuple(each for each in found if isinstance(each, Row)), tuple(slips), _text(given))


@transaction.atomic
def bring_in(actor: Actor, text: str) -> list[Done]:
    """Keep what was shown, without the rows that could not be read; what was done, to take back."""
    reading, sectors, back = read(actor, text.encode()), queries.own_sectors(actor), list[Done]()
    for each in reading.of("new"):
        told = Told(theme=each.theme, tag=each.tag, months_ahead=each.months, note=each.note, origin=_origin(actor))
        row = signals.spot(actor, each.name, told=told)
        back.append(done(actor, row.pk, moved=_settle(actor, row, each)))
    for each in reading.of("changed"):
        row = Signal.objects.visible_to(actor).get(pk=str(each.known))
        before = as_it_stands(row)
        changed = signals.change(actor, row.pk, row.name, _changed(row, each), seen=version(row))
        moved = _settle(actor, changed, each)
        back.append(done(actor, row.pk, moved=moved, before=before, sector=sectors.get(row.pk, "")))
    return back


def _changed(row: Signal, each: Row) -> Told:
    """What the file says, and where it says nothing what stands."""
    return Told(
        origin=row.origin,
        address=row.address,
        theme=each.theme or row.theme_id,
        tag=each.tag or row.tag,
        months_ahead=row.months_ahead if each.months is None else each.months,
        party=row.party_id,
        note=each.note or row.note,
    )


def _settle(actor: Actor, row: Signal, each: Row) -> bool:
    """Put it in its sector and at its stage; whether it moved."""
    if each.sector:
        placing.put_in(actor, row.pk, each.sector)
    moves = bool(each.stage) and each.stage != (row.stage or "weak")
    if moves:
        moving.move(actor, row.pk, Step(stage=each.stage, reason=_origin(actor), theme=each.theme or row.theme_id))
    return moves


def _origin(actor: Actor) -> str:
    return {"nl": "radarbestand"}.get(actor.language, "radar file")


def _column(name: str) -> str:
    return next((each for each in COLUMNS if folded(each) == folded(name)), name)


def _text(given: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(given)
    return out.getvalue()


def _rows(actor: Actor, given: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[Row | Slip]:
    rings, quadrants = _rings(), _quadrants(actor)
    known = {folded(each.name): each for each in Signal.objects.visible_to(actor)}
    sectors = queries.own_sectors(actor)
    twice: set[str] = set()
    for number, line in given:
        slips = list(_slips(line, number, rings, twice))
        if slips:
            yield from slips
            continue
        twice.add(folded(line["name"]))
        made = replace(_quadrant(line["quadrant"], quadrants), number=number, name=line["name"], note=_plain(line))
        ring = rings.get(folded(line["ring"]), "")
        made = replace(made, stage=ring) if isinstance(ring, str) else replace(made, months=ring)
        row = known.get(folded(line["name"]))
        yield _compared(made, row, sectors.get(row.pk, "")) if row else made


def _slips(line: Mapping[str, str], number: int, rings: Mapping[str, str | float], twice: set[str]) -> Iterator[Slip]:
    name, ring, new = line["name"], line["ring"], line.get("isNew", "")
    if not name:
        yield Slip(number, "name", "", "name_missing")
    elif len(name) > LONGEST:
        yield Slip(number, "name", f"{name[:60]}…", "too_long")
    elif folded(name) in twice:
        yield Slip(number, "name", name, "stands_twice")
    if ring and folded(ring) not in rings:
        yield Slip(number, "ring", ring, "unknown_ring")
    if folded(new) not in (*YES, *NO):
        yield Slip(number, "isNew", new, "yes_or_no")


def _rings() -> dict[str, str | float]:
    """Every name of a ring that is understood, in both languages: a stage, or months ahead."""
    known: dict[str, str | float] = dict(USUAL_RINGS)
    for language in ("nl", "en"):
        known |= {folded(name): key for key, name in words.choice_labels("signal_stages", language).items()}
        known |= {folded(radar.ring_words("time", n, language)): months for n, months in enumerate(MONTHS_OF_RING)}
    return known


def _quadrants(actor: Actor) -> dict[str, Row]:
    """What a quadrant may name: a theme, or a field; else it is a sector of one's own."""
    blank = Row(0, "", "new")
    tags = {
        folded(name): replace(blank, tag=key)
        for language in ("nl", "en")
        for key, name in words.choice_labels("signal_tags", language).items()
    }
    themes = {folded(each.name): replace(blank, theme=each.pk) for each in directory.themes(actor)}
    none = {
        folded(radar.none_words(sectors, language)): blank
        for language in ("nl", "en")
        for sectors in ("theme", "tag", "own")
    }
    return {**none, **tags, **themes}


def _quadrant(name: str, known: Mapping[str, Row]) -> Row:
    found = known.get(folded(name))
    return found or Row(0, "", "new", sector=name[: placing.LONGEST])


def _plain(line: Mapping[str, str]) -> str:
    """The tools write their descriptions in HTML; only its words are kept."""
    return tidy(TAGS.sub(" ", line.get("description", "")))[: signals.LONGEST_NOTE]


def _compared(made: Row, row: Signal, sector: str) -> Row:
    """Whether the file says something else than what stands."""
    told = (
        made.stage in ("", row.stage or "weak"),
        made.months is None or ring_of_months(made.months) == ring_of_months(row.months_ahead),
        made.theme in (None, row.theme_id),
        made.tag in ("", row.tag),
        made.sector in ("", sector),
        made.note in ("", tidy(row.note), row.origin),
    )
    return replace(made, known=row.pk, state="same" if all(told) else "changed")
