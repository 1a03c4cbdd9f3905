"""Themes: proposed, weighed, put right, let go, taken away; and what of that is an act."""

import pytest

from factories import Cast, id_of
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.course import coherence, queries
from vierspan.workspace.course.actions import themes
from vierspan.workspace.course.actions.themes import Shape
from vierspan.workspace.course.models import Contribution
from vierspan.workspace.directory.models import Initiative, Party, Theme
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon.models import Signal


def kinds(cast: Cast, subject: object) -> list[str]:
    return sorted(Act.objects.of(cast.network.pk).filter(subject=str(subject)).values_list("kind", flat=True))


def test_proposing_a_theme_with_a_weight_is_two_acts(cast: Cast) -> None:
    made = themes.propose(cast.bob, Shape(name="  Transport ", priority=3))
    assert (made.name, made.proposed_by_id, made.proposed_on) == ("Transport", cast.bob.person_id, clock.today())
    assert kinds(cast, made.pk) == ["priority.set", "theme.proposed"]
    assert made.party_id == id_of(cast.bob, Party, external_id="P2")


def test_the_same_weight_again_is_no_act(cast: Cast) -> None:
    housing = id_of(cast.bob, Theme, name="Housing")
    themes.prioritise(cast.bob, housing, 5)
    themes.prioritise(cast.alice, housing, 5)
    assert kinds(cast, housing) == ["priority.set"]
    assert queries.theme(cast.bob, housing).prioritised_by_id == cast.bob.person_id


@pytest.mark.parametrize(
    ("shape", "field", "reason"),
    [
        (Shape(name=" "), "name", "needs_a_name"),
        (Shape(name="housing"), "name", "name_taken"),
        (Shape(name="x" * 201), "name", "too_long"),
        (Shape(name="New", priority=-1), "priority", "below_zero"),
        (Shape(name="New", priority=float("nan")), "priority", "below_zero"),
        (Shape(name="New", description="x" * 2001), "description", "too_long"),
    ],
)
def test_what_cannot_be_kept_is_told_by_its_field(cast: Cast, shape: Shape, field: str, reason: str) -> None:
    with pytest.raises(Invalid) as slip:
        themes.propose(cast.alice, shape)
    assert (slip.value.field, slip.value.reason) == (field, reason)


def test_who_saves_second_overwrites_nothing(cast: Cast) -> None:
    found = Theme.objects.of(cast.network.pk).get(name="Housing")
    seen = version(found)
    themes.change(cast.alice, found.pk, Shape(name="Housing", description="Homes", priority=1), seen=seen)
    with pytest.raises(Changed) as changed:
        themes.change(cast.bob, found.pk, Shape(name="Housing", description="Houses", priority=1), seen=seen)
    assert [(each.column, each.theirs) for each in changed.value.differences] == [("description", "Homes")]


def test_a_theme_that_is_let_go_asks_for_nothing_and_comes_back(cast: Cast) -> None:
    night = id_of(cast.bob, Theme, name="Night care")
    themes.let_go(cast.bob, night)
    assert [each.name for each in queries.themes(cast.bob)] == ["Housing"]
    assert [each.name for each in coherence.themes_let_go(cast.bob)] == ["Night care"]
    themes.bring_back(cast.alice, night)
    assert len(queries.themes(cast.bob)) == 2


def test_only_a_leader_or_who_proposed_it_takes_a_theme_away(cast: Cast) -> None:
    housing = id_of(cast.bob, Theme, name="Housing")
    with pytest.raises(NotAllowed):
        themes.remove(cast.bob, housing)
    own = themes.propose(cast.bob, Shape(name="Mine"))
    themes.remove(cast.bob, own.pk)
    themes.remove(cast.alice, housing)
    assert not Contribution.objects.of(cast.network.pk).exists()
    assert Initiative.objects.of(cast.network.pk).get(name="Care shop").themes == []
    assert Signal.objects.of(cast.network.pk).get(name="New law").theme_id is None


def test_others_stay_out(cast: Cast) -> None:
    housing = id_of(cast.alice, Theme, name="Housing")
    for somebody in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            themes.propose(somebody, Shape(name="New"))
        with pytest.raises(NotAllowed):
            themes.let_go(somebody, housing)
        with pytest.raises(NotAllowed):
            themes.prioritise(somebody, housing, 5)
    for act in (themes.let_go, themes.bring_back, themes.remove):
        with pytest.raises(NotFound):
            act(cast.dirk, housing)
