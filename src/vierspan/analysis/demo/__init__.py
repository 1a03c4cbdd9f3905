"""A believable network to look at before one has one's own: two years of Langer Thuis Vloedstreek.

Everybody and everything in it is made up. Six tensions are planted in it, and nothing else is wrong.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from vierspan.analysis.demo import (
    conditions,
    course,
    decisions,
    deeds,
    giving,
    horizon,
    initiatives,
    leaders,
    people,
    voices,
)
from vierspan.analysis.demo.stage import Row, Stage
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Language, tables

TODAY = date(2026, 11, 23)
SEED = 4
PARTS = (
    people.add_people,
    people.add_ties,
    people.add_introductions,
    people.add_notes,
    people.add_roles,
    course.add_course,
    course.add_themes,
    course.add_activities,
    course.add_contributions,
    course.add_capacity,
    initiatives.add_initiatives,
    initiatives.add_seats,
    initiatives.add_steps,
    initiatives.add_commitments,
    decisions.add_decisions,
    conditions.add_rules,
    conditions.add_observations,
    conditions.add_gatherings,
    giving.add_exchanges,
    giving.add_hours,
    giving.add_needs,
    giving.add_accepted,
    horizon.add_signals,
    horizon.add_contacts,
    voices.add_ratings,
    voices.add_pulse,
    deeds.add_deeds,
)

PLANTED = (
    f"course.face:{leaders.CO_ORDINATOR}",
    f"course.blank_theme:{course.BLANK}",
    f"horizon.drifting:{leaders.WANDERER}",
    f"conditions.balance:{leaders.TAKER}",
    f"conditions.hangs_on_one:{leaders.CONDITIONS_KEEPER}",
    f"initiatives.stuck_decision:{decisions.STUCK}",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Who opens the demo: its co-ordinator."""

    person: str
    name: str
    email: str
    party: str


PROFILE = Profile(
    person=leaders.CO_ORDINATOR,
    name="Marit Hoekema",
    email="marit.hoekema@vloedstreek.example",
    party="gemeente-oosterdal",
)


def demo_records(language: Language = "nl", seed: int = SEED, today: date = TODAY) -> Records:
    """The demo network as of a day: every table filled, the same for the same language, seed and day.

    Names of people and places stay Dutch; all other texts are in the language asked for.
    """
    stage = Stage(language=language, today=today, seed=seed)
    for add in PARTS:
        add(stage)
    return Records.of({key: _frame(key, rows) for key, rows in stage.rows.items()})


def _frame(key: str, rows: list[Row]) -> pl.DataFrame:
    columns = tables()[key].dtypes
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in columns}, schema=columns)


__all__ = ["PLANTED", "PROFILE", "SEED", "TODAY", "Profile", "demo_records"]
