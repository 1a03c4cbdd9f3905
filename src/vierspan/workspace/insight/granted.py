"""Is the developer's role granted: what people say of it, and whether they go along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from vierspan.analysis.measures.granted import granted
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.orientations import Orientation
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.insight import queries, runs, sheets
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership import queries as leadership

ITEM = "developer_granted"
NAMED = ("courses", "gatherings", "rules")  # what a developer opens and that has a name of its own
LOW, HIGH = 3.0, 4.0  # of 1 to 5


@dataclass(frozen=True, slots=True)
class Opened:
    """One thing that the reader opened as a developer, and whether others went along."""

    what: Ref | None
    kind: str
    done_on: date
    others: int
    state: str  # taken_up, left, early


@dataclass(frozen=True, slots=True)
class GrantedRole:
    share: float | None  # of what was opened, the part that others took up
    taken_up: int
    left: int
    early: int
    said: tuple[tuple[date, float], ...]  # the mean of each wave, the last one last
    holders: tuple[Ref, ...]
    mine: tuple[Opened, ...]

    @property
    def is_told(self) -> bool:
        return self.share is not None or bool(self.said)

    @property
    def reading(self) -> str:
        """granted, open (asks for a talk), apart (people say otherwise than they do), unknown."""
        signs = [
            *([self.share >= 0.5] if self.share is not None else []),
            *([self.said[-1][1] >= HIGH] if self.said else []),
        ]
        if not signs:
            return "unknown"
        return "granted" if all(signs) else "apart" if any(signs) and len(signs) > 1 else "open"


def granted_role(actor: Actor) -> GrantedRole:
    """For those who may see the mirror; what one opened oneself is shown to oneself alone."""
    authorise(actor, Do.READ_MIRROR)
    run = queries.current_run(actor)
    found = granted(runs.unpacked(run.acts), Window(start=run.start, end=run.end), Orientation.DEVELOPER)
    states = found.openings["state"].value_counts()
    counted = dict(states.iter_rows())
    return GrantedRole(
        found.share.value,
        counted.get("taken_up", 0),
        counted.get("left", 0),
        counted.get("early", 0),
        _said(actor),
        _holders(actor),
        _mine(actor, found.openings),
    )


def _said(actor: Actor) -> tuple[tuple[date, float], ...]:
    rows = [row for row in conditions.pulse(actor) if row.item == ITEM and row.party_id is None]
    return tuple((row.asked_on, row.score) for row in reversed(rows))


def _holders(actor: Actor) -> tuple[Ref, ...]:
    held = [role for role in leadership.roles_held(actor) if role.orientation == "developer"]
    return tuple(dict.fromkeys(Ref("people", str(role.person_id), role.person.name) for role in held))


def _mine(actor: Actor, openings: pl.DataFrame) -> tuple[Opened, ...]:
    own = openings.filter(pl.col("person") == str(actor.person_id)).to_dicts() if actor.person_id else []
    named = _named(actor, own)
    return tuple(
        Opened(
            named.get((row["subject_table"], row["subject"])), row["kind"], row["done_on"], row["others"], row["state"]
        )
        for row in own
    )


def _named(actor: Actor, rows: Sequence[dict[str, str]]) -> dict[tuple[str, str], Ref]:
    found: dict[tuple[str, str], Ref] = {}
    for table in NAMED:
        ids = {row["subject"] for row in rows if row["subject_table"] == table}
        found |= {(table, key): ref for key, ref in sheets.named(actor, table, ids).items()}
    return found
