import pytest

from factories import Cast, id_of
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership import queries


def test_roles_are_held_by_people(cast: Cast) -> None:
    assert [(role.person.name, role.orientation) for role in queries.roles_held(cast.carla)] == [
        ("Alice", "strategist")
    ]
    assert len(queries.roles_of(cast.bob, id_of(cast.bob, Person, name="Alice"))) == 1
    assert queries.roles_of(cast.bob, id_of(cast.dirk, Person, name="Alice")) == []
    with pytest.raises(NotAllowed):
        queries.roles_held(cast.gus)
