"""What was released of a survey, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from vierspan.workspace.access.release import HIDDEN, Cell, Snapshot
from vierspan.workspace.access.release.cells import cell_from_plain
from vierspan.workspace.directory.surveys import sheet
from vierspan.workspace.directory.surveys.models import Item, RosterEntry, Survey
from vierspan.workspace.directory.surveys.sheet import Entry, Question


@dataclass(frozen=True, slots=True)
class Average:
    """Over the names that can be shown: worked out from released figures only, so that it tells nothing more."""

    value: float | None
    names: int  # how many names it rests on; 0 where it is one figure over all names
    count: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How much one sector is in touch with another."""

    giving: str
    receiving: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Per question and name what may be shown. In a survey about people, names are for themselves only."""

    invited: int
    answered: int
    questions: tuple[Question, ...]
    names: tuple[Entry, ...]
    cells: Mapping[tuple[str, str], Cell]  # by question and name
    averages: Mapping[str, Average]  # by question
    sectors: tuple[str, ...]
    ways: Mapping[tuple[str, str], Way]
    ties: int  # how many are shown by name
    is_about_people: bool

    def cell(self, key: str, about: object) -> Cell:
        return self.cells.get((key, str(about)), HIDDEN)


def results(survey: Survey, plain: Mapping[str, Any], language: str, *, only: object = None) -> Results:
    """`only` is a person who reads about themself; in a survey about people others' figures are left out."""
    items = list(Item.objects.of(survey.network_id).filter(survey=survey))
    entries = list(RosterEntry.objects.of(survey.network_id).filter(survey=survey))
    per_name, whole = Snapshot.from_plain(plain["per_name"]), Snapshot.from_plain(plain["whole"])
    about_people = survey.about == "people"
    names = [entry for entry in entries if not about_people or str(entry.about) == str(only)]
    asked = sheet.questions([item for item in items if item.kind != "knows"], language)
    ways = [Way(one, other, cell_from_plain(cell)) for one, other, cell in plain["between"]]
    return Results(
        invited=plain["invited"],
        answered=plain["answered"],
        questions=asked,
        names=tuple(_entry(entry) for entry in names),
        cells={
            (question.key, str(entry.about)): per_name.cell(f"{question.key}:{entry.about}")
            for question in asked
            for entry in names
        },
        averages={question.key: _average(question.key, entries, per_name, whole) for question in asked},
        sectors=tuple(plain["groups"]),
        ways={(way.giving, way.receiving): way for way in ways},
        ties=len(plain["named"]),
        is_about_people=about_people,
    )


def _average(key: str, entries: Sequence[RosterEntry], per_name: Snapshot, whole: Snapshot) -> Average:
    cells = [per_name.cell(f"{key}:{entry.about}") for entry in entries]
    means = [cell.mean for cell in cells if cell.mean is not None]
    if means:
        return Average(round(fmean(means), 1), len(means))
    cell = whole.cell(key)
    return Average(cell.mean, 0, cell.count)


def _entry(row: RosterEntry) -> Entry:
    return Entry(id=row.about, name=row.name, party=row.party_name, sector=row.sector, region=row.region)
