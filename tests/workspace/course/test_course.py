import pytest

from factories import Cast, id_of, nobody
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.course import queries
from vierspan.workspace.course.models import Activity
from vierspan.workspace.directory.models import Party, Person, Theme


def test_coherence_shows_gaps_loose_ends_and_disputes(cast: Cast) -> None:
    found = queries.coherence(cast.bob)
    pilot, housing = id_of(cast.bob, Activity, name="Pilot"), id_of(cast.bob, Theme, name="Housing")
    assert found.scores == {(pilot, housing): 2.0}
    assert found.disputed == {(pilot, housing)}
    assert [theme.name for theme in found.unserved] == ["Night care"]
    assert [activity.name for activity in found.loose] == ["Loose end"]


def test_the_course_and_its_parts_are_listed(cast: Cast) -> None:
    assert [course.name for course in queries.courses(cast.gus)] == ["Everybody at home"]
    assert [theme.name for theme in queries.themes(cast.gus)] == ["Night care", "Housing"]
    assert len(queries.contributions(cast.bob, theme_id=id_of(cast.bob, Theme, name="Housing"))) == 2
    assert queries.capacity(cast.bob) == []


def test_what_someone_does_is_found_by_owner_and_by_party(cast: Cast) -> None:
    for model, condition in ((Person, {"name": "Alice"}), (Party, {"external_id": "P2"})):
        found = queries.activities_of(cast.bob, id_of(cast.bob, model, **condition))
        assert [activity.name for activity in found] == ["Pilot"]
    assert queries.activities_of(cast.bob, nobody()) == []


def test_another_network_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        queries.theme(cast.alice, id_of(cast.dirk, Theme, name="Housing"))
    with pytest.raises(NotFound):
        queries.activity(cast.alice, id_of(cast.dirk, Activity, name="Pilot"))
    assert queries.contributions(cast.alice, activity_id=id_of(cast.dirk, Activity, name="Pilot")) == []
