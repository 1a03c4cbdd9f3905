"""What gatherings leave in the records: invitations nothing, attendance what it says, acts and ratings once."""

from datetime import timedelta
from typing import Any

import pytest

from factories import Cast, id_of
from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.observed import observed_ties
from vierspan.analysis.measures.windows import default_window
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.conditions.meeting import queries
from vierspan.workspace.conditions.meeting.actions import door, inviting, plans
from vierspan.workspace.conditions.meeting.models import Guest
from vierspan.workspace.conditions.models import Attendance, Gathering
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.insight import runs
from vierspan.workspace.insight.records import records_of


def planned(cast: Cast, **more: Any) -> Gathering:
    given = {"purpose": "A plan", "name": "Autumn day", "held_on": clock.today(), **more}
    return plans.make(cast.bob, plans.Wish(**given))


@pytest.fixture
def today(cast: Cast) -> Gathering:
    row = planned(cast)
    inviting.choose(cast.bob, row.pk, list(Person.objects.of(cast.network.pk).values_list("pk", flat=True)))
    inviting.invite(cast.bob, row.pk)
    return row


def guest(cast: Cast, row: Gathering, name: str) -> Guest:
    return Guest.objects.of(cast.network.pk).get(gathering=row, person__name=name)


def test_an_invitation_stands_in_no_record_and_a_visit_does(cast: Cast, today: Gathering) -> None:
    before = records_of(cast.network.pk).table("attendance").height
    for name in ("Dan", "Finn"):
        door.check(cast.bob, today.pk, guest(cast, today, name).pk, "in")
    records = records_of(cast.network.pk)
    assert records.table("attendance").height == before + 2
    run = runs.make(cast.network.pk)
    assert run.end == clock.today()


def test_the_mirror_counts_who_was_there_and_once_who_organised(cast: Cast, today: Gathering) -> None:
    for name in ("Dan", "Finn"):
        door.check(cast.bob, today.pk, guest(cast, today, name).pk, "in")
    door.complete(cast.bob, today.pk)
    run = runs.make(cast.network.pk)
    records = records_of(cast.network.pk)
    acts = ledger(records)
    here = acts.filter(acts["subject"] == str(today.pk))
    kinds = sorted(zip(here["kind"], here["person"], strict=True))
    dan, finn, bob = (str(each.person_id) for each in (guest(cast, today, name) for name in ("Dan", "Finn", "Bob")))
    assert kinds == sorted([("gathering.organised", bob), ("gathering.attended", dan), ("gathering.attended", finn)])
    ties = observed_ties(records, default_window(records, acts))
    assert {frozenset((row["source"], row["target"])) for row in ties.iter_rows(named=True)} >= {frozenset((dan, finn))}
    assert run.end == clock.today()


def test_what_is_called_off_is_held_by_nobody(cast: Cast) -> None:
    row = planned(cast, held_on=clock.today() + timedelta(days=3))
    inviting.choose(cast.bob, row.pk, [id_of(cast.alice, Person, name="Alice")])
    inviting.invite(cast.bob, row.pk)
    plans.call_off(cast.bob, row.pk)
    acts = ledger(records_of(cast.network.pk))
    named = acts.filter((acts["subject"] == str(row.pk)) & acts["person"].is_not_null())
    assert named.height == 0


def test_who_said_yes_are_the_guests_to_seat(cast: Cast, today: Gathering) -> None:
    for name in ("Finn", "Dan"):
        inviting.write_down(cast.bob, today.pk, guest(cast, today, name).pk, "yes")
    assert [each.name for each in queries.guests(cast.bob, today.pk)] == ["Dan", "Finn"]
    with pytest.raises(NotAllowed):
        queries.guests(cast.carla, today.pk)


def test_somebody_who_is_taken_out_leaves_no_invitation(cast: Cast, today: Gathering) -> None:
    dan = guest(cast, today, "Dan")
    door.check(cast.bob, today.pk, dan.pk, "in")
    removal.remove(cast.alice, dan.person_id)
    assert not Guest.objects.of(cast.network.pk).filter(pk=dan.pk).exists()
    assert not Attendance.objects.of(cast.network.pk).filter(gathering=today).exists()


def test_doubles_who_were_both_invited_can_be_made_one(cast: Cast, today: Gathering) -> None:
    dan, finn = (guest(cast, today, name).person_id for name in ("Dan", "Finn"))
    door.check(cast.bob, today.pk, guest(cast, today, "Dan").pk, "in")
    door.check(cast.bob, today.pk, guest(cast, today, "Finn").pk, "in")
    doubles.merge(cast.alice, "people", keep=dan, gone=finn)
    assert not Attendance.objects.of(cast.network.pk).filter(person=finn).exists()
    assert {each.person_id for each in queries.guest_list(cast.bob, queries.plan(cast.bob, today.pk))} >= {dan}
