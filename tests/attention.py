"""The small network of the cast, with things in it that ask for attention."""

from datetime import timedelta
from typing import Any

from factories import DAY, Cast, make_cast, small_records, small_rows
from vierspan.workspace.exchange.actions import import_records
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.handles import HandleView


def asking_cast(language: str = "en") -> Cast:
    """In network A a table misses a party that can block it, and Alice alone may see how her role is granted."""
    cast = make_cast(language)
    import_records(cast.alice, small_records(**_rows()))
    return cast


def _rows() -> dict[str, list[dict[str, Any]]]:
    seats = [
        {"initiative": "Care shop", "party": "P1", "person": "Bob", "carries": True, "state": "joined"},
        {"initiative": "Care shop", "party": "P2", "person": "Zoë", "state": "joined", "intensity": 2},
        {"initiative": "Care shop", "party": "P3", "state": "declined", "blocking_power": 5},
    ]
    score = {"asked_on": DAY, "item": "process_manager_recognised", "score": 1.0, "answers": 6}
    decision = {
        "name": "Who pays?",
        "initiative": "Care shop",
        "opener": "Bob",
        "opened_on": DAY - timedelta(days=90),
        "due_on": DAY - timedelta(days=60),
    }
    return {
        "seats": seats,
        "pulse": [score],
        "decisions": [decision],
        "roles": [{"person": "Alice", "orientation": "process_manager"}],
        "initiatives": [{**small_rows()["initiatives"][0], "phase": "realise"}],
    }


def handles_of(cast: Cast) -> tuple[HandleView, ...]:
    """What Alice sees now."""
    return queries.today(cast.alice, queries.current_run(cast.alice)).active
