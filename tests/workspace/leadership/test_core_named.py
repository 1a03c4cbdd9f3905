"""The core group as it is named, and beside the one that shows in who meets whom."""

from datetime import timedelta

import pytest

from factories import Cast, id_of
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.insight.cores import Cores, cores
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership.roles import queries
from vierspan.workspace.leadership.roles.actions.core import name_in, name_out

TODAY = clock.today()


def test_somebody_is_named_with_a_day_and_a_reason_and_stands_in_the_core_ring(cast: Cast) -> None:
    zoe = id_of(cast.alice, Person, name="Zoë")
    name_in(cast.alice, zoe, since=TODAY, reason="Prepares our meetings")
    name_in(cast.alice, zoe, since=TODAY - timedelta(days=3), reason="Prepares all our meetings")
    [one] = queries.core(cast.bob)
    assert one.named
    assert (one.person.ring, one.named.reason, one.named.named_by_id) == (
        "core",
        "Prepares all our meetings",
        cast.alice.person_id,
    )
    name_out(cast.alice, zoe, on=TODAY, because="Has another job")
    assert queries.core(cast.bob) == []
    assert Person.objects.of(cast.network.pk).get(pk=zoe).ring == "partner"
    assert [each.left_because for each in queries.core_before(cast.bob)] == ["Has another job"]


def test_a_ring_that_came_with_the_records_counts_and_can_be_left(cast: Cast) -> None:
    people = Person.objects.of(cast.network.pk)
    people.filter(name="Dan").update(ring="core")
    assert [(each.person.name, each.named) for each in queries.core(cast.bob)] == [("Dan", None)]
    name_out(cast.alice, people.get(name="Dan").pk, on=TODAY)
    assert people.get(name="Dan").ring == "partner"


def test_only_leaders_name_it_and_a_reason_is_needed(cast: Cast) -> None:
    zoe = id_of(cast.alice, Person, name="Zoë")
    with pytest.raises(NotAllowed):
        name_in(cast.bob, zoe, since=None, reason="Why not")
    with pytest.raises(NotAllowed):
        queries.core(cast.carla)
    with pytest.raises(NotAllowed):
        cores(cast.carla)
    with pytest.raises(Invalid, match="reason_missing"):
        name_in(cast.alice, zoe, since=None, reason=" ")
    with pytest.raises(Invalid, match="day_in_future"):
        name_in(cast.alice, zoe, since=TODAY + timedelta(days=1), reason="Soon")
    with pytest.raises(NotFound):
        name_out(cast.alice, zoe, on=TODAY)
    with pytest.raises(Invalid):
        name_in(cast.alice, id_of(cast.dirk, Person, name="Zoë"), since=None, reason="Theirs")


def test_named_and_computed_stand_side_by_side(cast: Cast) -> None:
    name_in(cast.alice, id_of(cast.alice, Person, name="Finn"), since=None, reason="Chairs")
    found = cores(cast.bob)
    assert [each.name for each in found.named] == ["Finn"]
    assert found.state in ("computed", "unclear", "unknown")
    assert {each.id for each in found.both} | {each.id for each in found.only_named} == {
        each.id for each in found.named
    }


def test_the_difference_is_who_stands_in_one_of_the_two() -> None:
    a, b, c = (Ref("people", key, key) for key in "abc")
    found = Cores(state="computed", named=(a, b), computed=(b, c))
    assert (found.both, found.only_named, found.only_computed) == ((b,), (a,), (c,))
