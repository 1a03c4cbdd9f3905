import pytest

from factories import Cast, id_of
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.speaking import own_party, speaks_for, spoken_for

pytestmark = pytest.mark.django_db


def test_a_participant_speaks_for_the_party_they_work_for(cast: Cast) -> None:
    assert [party.name for party in spoken_for(cast.bob)] == ["Gemeente Oosterdal"]
    assert own_party(cast.bob) == id_of(cast.bob, Party, name="Gemeente Oosterdal")


def test_a_leader_may_write_down_the_word_of_every_party(cast: Cast) -> None:
    assert len(spoken_for(cast.alice)) == 3


def test_nobody_speaks_for_a_party_that_is_not_theirs(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        speaks_for(cast.bob, id_of(cast.bob, Party, name="Café Samen"))


def test_who_is_nobody_in_the_directory_speaks_for_nobody(cast: Cast) -> None:
    assert spoken_for(cast.carla) == []
    assert own_party(cast.carla) is None
