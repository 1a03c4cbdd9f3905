import pytest

from factories import Cast, id_of
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.horizon import queries
from vierspan.workspace.horizon.models import Contact, Signal


def test_signals_are_filtered_by_stage_theme_and_words(cast: Cast) -> None:
    housing = id_of(cast.bob, Theme, name="Housing")
    assert queries.signals(cast.bob, stage="weak", theme=housing, search="LAW").total == 1
    assert queries.signals(cast.bob, stage="theme").total == 0


def test_who_keeps_what_warm_is_found(cast: Cast) -> None:
    zoe = id_of(cast.bob, Person, name="Zoë")
    assert [signal.name for signal in queries.signals_of(cast.bob, zoe)] == ["New law"]
    assert [contact.outside for contact in queries.contacts_of(cast.bob, zoe)] == ["Insurer"]
    assert queries.contacts(cast.bob, kind="call", search="insur").total == 1


def test_another_network_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        queries.signal(cast.alice, id_of(cast.dirk, Signal, name="New law"))
    with pytest.raises(NotFound):
        queries.contact(cast.alice, id_of(cast.dirk, Contact, outside="Insurer"))
    assert queries.signals_of(cast.alice, id_of(cast.dirk, Person, name="Zoë")) == []
