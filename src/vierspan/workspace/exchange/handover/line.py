"""One thing that a successor must know."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight import words
from vierspan.workspace.insight.sheets import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What it is, what is told of it, and the day that goes with it; `ref` has a page where it is one."""

    what: str
    told: str = ""
    on: str = ""
    ref: Ref | None = None


def ref(table: str, row: Any) -> Ref | None:
    return Ref(table, str(row.pk), str(row)) if row is not None else None


def joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def day(actor: Actor, on: date | None) -> str:
    return words.written(on, "date", actor.language) if on else ""


def choice(actor: Actor, name: str, key: str) -> str:
    return words.choice_label(name, key, actor.language) if key else ""
