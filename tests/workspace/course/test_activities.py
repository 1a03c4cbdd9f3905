"""Activities: brought in, changed, stopped, taken away; and what of that is an act."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from factories import Cast, id_of, nobody
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.course import coherence
from vierspan.workspace.course.actions import activities
from vierspan.workspace.course.actions.activities import Serving, Shape
from vierspan.workspace.course.models import Activity, Contribution
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import queries as insight
from vierspan.workspace.insight import runs


def party(cast: Cast, code: str) -> str:
    return str(id_of(cast.alice, Party, external_id=code))


def ledger(cast: Cast, kind: str, subject: UUID) -> list[tuple[Any, Any]]:
    """Who did it, given and derived, as the mirror counts it."""
    run = runs.make(cast.network.pk)
    acts = runs.unpacked(run.acts)
    chosen = acts.filter((acts["kind"] == kind) & (acts["subject"] == str(subject)))
    return sorted(zip(chosen["person"].to_list(), chosen["party"].to_list(), strict=True), key=str)


def test_a_joint_activity_is_one_act_of_who_adds_it_and_one_of_each_other_party(cast: Cast) -> None:
    shape = Shape(name="Bus", parties=(party(cast, "P2"), party(cast, "P3")), since=clock.today())
    made = activities.add(cast.bob, shape)
    found = ledger(cast, "activity.added", made.pk)
    assert sorted(found, key=str) == sorted(
        [(str(cast.bob.person_id), party(cast, "P2")), (None, party(cast, "P3"))], key=str
    )


def test_what_it_serves_is_judged_at_once(cast: Cast) -> None:
    housing, night = (id_of(cast.bob, Theme, name=name) for name in ("Housing", "Night care"))
    own = UUID(party(cast, "P2"))
    made = activities.add(cast.bob, Shape(name="Bus"), Serving(own, {housing: 3, night: 0}))
    cells = coherence.judged_squares(cast.bob)
    assert cells[made.pk, housing].scores == ((own, 3),)
    assert cells[made.pk, night].mean == 0


def test_nobody_judges_for_a_party_that_is_not_theirs_also_not_while_adding(cast: Cast) -> None:
    housing = id_of(cast.bob, Theme, name="Housing")
    with pytest.raises(NotAllowed):
        activities.add(cast.bob, Shape(name="Bus"), Serving(UUID(party(cast, "P1")), {housing: 3}))
    assert not Activity.objects.of(cast.network.pk).filter(name="Bus").exists()


def test_stopping_is_one_act_of_who_stopped_it(cast: Cast) -> None:
    pilot = id_of(cast.bob, Activity, name="Pilot")  # Alice owns it
    found = activities.stop(cast.bob, pilot)
    assert (found.state, found.until) == ("stopped", clock.today())
    assert [who for who, _party in ledger(cast, "activity.stopped", pilot)] == [str(cast.bob.person_id)]
    with pytest.raises(Conflict):
        activities.stop(cast.alice, pilot)
    assert activities.go_on(cast.alice, pilot).until is None


def test_stopping_in_the_form_is_the_same_act(cast: Cast) -> None:
    found = Activity.objects.of(cast.network.pk).get(name="Loose end")
    activities.change(cast.alice, found.pk, Shape(name="Loose end", state="stopped"), seen=version(found))
    assert Act.objects.of(cast.network.pk).get(kind="activity.stopped").subject == str(found.pk)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "pilot"}, "name"),
        ({"hours": -1.0}, "hours"),
        ({"since": clock.today(), "until": clock.today() - timedelta(days=1)}, "until"),
        ({"state": "dreamt"}, "state"),
        ({"parties": (str(nobody()),)}, "parties"),
        ({"feeds": (str(nobody()),)}, "feeds"),
        ({"owner_id": nobody()}, "owner"),
    ],
)
def test_what_cannot_be_kept_is_told_by_its_field(cast: Cast, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as slip:
        activities.add(cast.alice, Shape(**{"name": "New", **more}))
    assert slip.value.field == field


def test_nothing_of_another_network_is_taken_in(cast: Cast) -> None:
    theirs = id_of(cast.dirk, Party, external_id="P1")
    with pytest.raises(Invalid):
        activities.add(cast.alice, Shape(name="New", parties=(str(theirs),)))
    with pytest.raises(Invalid):
        activities.add(cast.alice, Shape(name="New", owner_id=id_of(cast.dirk, Person, name="Alice")))
    pilot = id_of(cast.alice, Activity, name="Pilot")
    for act in (activities.stop, activities.go_on, activities.remove):
        with pytest.raises(NotFound):
            act(cast.dirk, pilot)
        with pytest.raises(NotAllowed):
            act(cast.gus, pilot)


def test_who_saves_second_overwrites_nothing(cast: Cast) -> None:
    found = Activity.objects.of(cast.network.pk).get(name="Loose end")
    seen = version(found)
    activities.change(cast.alice, found.pk, Shape(name="Loose end", hours=10), seen=seen)
    with pytest.raises(Changed) as changed:
        activities.change(cast.bob, found.pk, Shape(name="Loose end", hours=20), seen=seen)
    assert "hours" in [each.column for each in changed.value.differences]


def test_taking_it_away_takes_its_judgements_and_strikes_it_from_what_it_fed(cast: Cast) -> None:
    pilot = id_of(cast.alice, Activity, name="Pilot")
    other = activities.add(cast.bob, Shape(name="Bus", feeds=(str(pilot),)))
    with pytest.raises(NotAllowed):
        activities.remove(cast.bob, pilot)
    activities.remove(cast.alice, pilot)
    other.refresh_from_db()
    assert other.feeds == []
    assert not Contribution.objects.of(cast.network.pk).exists()


def test_an_activity_of_a_party_that_is_taken_out_stays_without_it(cast: Cast) -> None:
    removal.remove(cast.alice, UUID(party(cast, "P1")))
    assert Activity.objects.of(cast.network.pk).get(name="Pilot").parties == [party(cast, "P2")]
    assert insight.has_actors(cast.alice)
