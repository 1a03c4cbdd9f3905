"""The released figures of the pulse over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.conditions.models import PulseResult
from vierspan.workspace.conditions.reflection.uncertainty import EXACT_FROM, Band, band, may_be_chance

FEWEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """What the whole network answered to one question once. From five to nine answers, five is told."""

    asked_on: date
    score: float
    answers: int | None
    invited: int | None

    @property
    def is_exact(self) -> bool:
        return self.answers is not None and self.answers >= EXACT_FROM

    @property
    def count(self) -> str:
        """How many answered, as the gate tells it."""
        if self.answers is None:
            return ""
        return str(self.answers) if self.is_exact else f"{FEWEST}-{EXACT_FROM - 1}"

    @property
    def band(self) -> Band | None:
        return band(self.score, self.answers) if self.answers else None


@dataclass(frozen=True, slots=True)
class Change:
    """From one wave to the next: told only where ten or more answered both times."""

    by: float
    may_be_chance: bool


def latest(actor: Actor, item: str) -> Wave | None:
    """The last released figure of a question of the house ("developer_granted"); None where there is none."""
    waves = series(actor, item)
    return waves[-1] if waves else None


def series(actor: Actor, item: str) -> list[Wave]:
    """Every released figure of a question over the whole network, oldest first; of fewer than five answers none."""
    return [_wave(row) for row in _rows(actor).filter(item=item)]


def all_series(actor: Actor) -> Mapping[str, list[Wave]]:
    """Per question of the house, oldest first."""
    found: dict[str, list[Wave]] = {}
    for row in _rows(actor):
        found.setdefault(row.item, []).append(_wave(row))
    return found


def change(waves: list[Wave]) -> Change | None:
    """Between the last two waves, by the rules of the gate."""
    if len(waves) < 2:
        return None
    before, now = waves[-2:]
    if not (before.is_exact and now.is_exact):
        return None
    assert before.answers is not None and now.answers is not None  # noqa: S101 - for the types alone
    by = round(now.score - before.score, 1)
    return Change(by, may_be_chance((before.score, before.answers), (now.score, now.answers)))


def _rows(actor: Actor) -> "QuerySet[PulseResult]":
    authorise(actor, Do.READ_ROOMS)
    rows = PulseResult.objects.visible_to(actor).filter(party=None).exclude(answers__lt=FEWEST)
    return rows.order_by("asked_on", "created_at")


def _wave(row: PulseResult) -> Wave:
    return Wave(asked_on=row.asked_on, score=row.score, answers=row.answers, invited=row.invited)
