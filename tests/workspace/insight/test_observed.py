"""What two did together, as the records show it, beside what somebody said of them."""

from datetime import date
from typing import Any

import pytest

from factories import Cast, id_of, small_records
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange.actions import import_records
from vierspan.workspace.insight import observed, queries
from vierspan.workspace.insight.observed import Wanted

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def met(cast: Cast) -> Cast:
    """Alice and Bob spoke alone; all six met once."""
    people = ("Alice", "Bob", "Zoë", "Dan", "Finn", "Gerda")
    talks: list[dict[str, Any]] = [
        {"id": "T1", "name": "A talk", "held_on": DAY},
        {"id": "T2", "name": "All", "held_on": DAY},
    ]
    there = [("T1", "Alice"), ("T1", "Bob"), *(("T2", name) for name in people)]
    records = small_records(gatherings=talks, attendance=[{"gathering": g, "person": who} for g, who in there])
    import_records(cast.alice, records)
    return cast


def test_who_spoke_alone_stands_before_who_met_in_a_hall(met: Cast) -> None:
    run = queries.current_run(met.alice)
    alice = id_of(met.alice, Person, name="Alice")
    seen = [each for each in observed.observed_of(met.alice, run, alice) if each.kind == "gathering"]
    assert seen[0].times > seen[1].times
    assert {seen[0].source.name, seen[0].target.name} == {"Alice", "Bob"}
    assert len(seen) == 5


def test_the_list_holds_only_who_is_close_and_can_be_filtered(met: Cast) -> None:
    run = queries.current_run(met.alice)
    rows = observed.observed(met.alice, run, Wanted(kind="gathering", between="people")).rows
    assert [(each.source.kind, each.strength > 1) for each in rows] == [("person", True)]
    assert not observed.observed(met.alice, run, Wanted(kind="gathering", between="parties")).rows


def test_a_tie_that_was_declared_too_is_no_news(met: Cast) -> None:
    run = queries.current_run(met.alice)
    assert all(not each.is_declared for each in observed.observed(met.alice, run, Wanted(undeclared=True)).rows)


def test_observers_and_others_see_no_names(met: Cast) -> None:
    run = queries.current_run(met.alice)
    with pytest.raises(NotAllowed):
        observed.observed(met.carla, run, Wanted())
    assert not observed.observed_of(met.alice, run, id_of(met.dirk, Person, name="Alice"))
