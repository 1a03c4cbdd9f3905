"""A board: opening it and taking it from one stage to the next."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.reflection import stages
from vierspan.workspace.conditions.reflection.models import PACES, STAGES, Board, Card, Improvement, Vote
from vierspan.workspace.directory.versions import held, unchanged_since

MOST_COLUMNS = 6
LONGEST_COLUMN = 40
MOST_DOTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How people look back together."""

    title: str
    about: str = ""
    columns: Sequence[str] = ()
    is_named: bool = True
    pace: str = "live"
    votes_each: int = 5
    days: int = 2  # for each stage, where it goes over a week


@transaction.atomic
def open_board(actor: Actor, setting: Setting) -> Board:
    """A board on which everybody can write at once; what was to be improved and is still open comes along."""
    authorise(actor, Do.RUN_REFLECTION)
    made = Board(
        network_id=actor.network_id,
        opened_on=clock.today(),
        opened_by_id=actor.person_id,
        secret=keys.new_secret(),
        **_checked(setting),
    )
    made.save()
    Improvement.objects.visible_to(actor).filter(state="open").update(carried_to=made)
    stages.move_in_time(made)
    record(actor, "reflection.opened", subject=str(made.pk), note=made.title)
    return made


@transaction.atomic
def describe(actor: Actor, board_id: uuid.UUID, *, title: str, about: str, seen: str) -> Board:
    """Other words over it; how it goes stays as it was chosen."""
    authorise(actor, Do.RUN_REFLECTION)
    found = held(Board.objects.visible_to(actor), board_id)
    if not tidy(title):
        raise Invalid("title", "needs_a_name")
    values = {"title": tidy(title)[:120], "about": about.replace("\r\n", "\n").strip()[:1000]}
    unchanged_since(found, seen, values)
    found.title, found.about, found.tick = values["title"], values["about"], found.tick + 1
    found.save()
    return found


@transaction.atomic
def move(actor: Actor, board_id: uuid.UUID, stage: str) -> Board:
    """To another stage, on or back; from "done" nothing goes back."""
    authorise(actor, Do.RUN_REFLECTION)
    found = held(Board.objects.visible_to(actor), board_id)
    if stage not in STAGES:
        raise Invalid("stage", "unknown_choice")
    if found.stage != "done":
        stages.put(found, stage)
    return found


@transaction.atomic
def set_day(actor: Actor, board_id: uuid.UUID, day: date) -> Board:
    """Until when the stage that the board is in goes on."""
    authorise(actor, Do.RUN_REFLECTION)
    found = held(Board.objects.visible_to(actor), board_id)
    if day < clock.today():
        raise Invalid("day", "day_past")
    found.until = {**found.until, found.stage: day.isoformat()}
    found.tick += 1
    found.save()
    stages.move_in_time(found)
    return found


@transaction.atomic
def remove(actor: Actor, board_id: uuid.UUID) -> None:
    """The board goes with its cards; improvements that came out of it stay."""
    authorise(actor, Do.RUN_REFLECTION)
    found = held(Board.objects.visible_to(actor), board_id)
    Vote.objects.visible_to(actor).filter(card__board=found).delete()
    Card.objects.visible_to(actor).filter(board=found).delete()
    found.delete()


def _checked(setting: Setting) -> dict[str, Any]:
    title, names = tidy(setting.title), [tidy(name)[:LONGEST_COLUMN] for name in setting.columns if tidy(name)]
    if not title:
        raise Invalid("title", "needs_a_name")
    if not names:
        raise Invalid("columns", "columns_missing")
    if len(names) > MOST_COLUMNS:
        raise Invalid("columns", "too_many")
    if setting.pace not in PACES:
        raise Invalid("pace", "unknown_choice")
    return {
        "title": title[:120],
        "about": setting.about.replace("\r\n", "\n").strip()[:1000],
        "columns": [{"key": f"c{n}", "name": name} for n, name in enumerate(names, 1)],
        "is_named": setting.is_named,
        "pace": setting.pace,
        "votes_each": min(max(setting.votes_each, 1), MOST_DOTS),
        "until": _days(setting) if setting.pace == "week" else {},
    }


def _days(setting: Setting) -> dict[str, str]:
    """A last day for each stage, one after the other."""
    step = timedelta(days=min(max(setting.days, 1), 14))
    return {stage: (clock.today() + step * n).isoformat() for n, stage in enumerate(STAGES[:3], 1)}
