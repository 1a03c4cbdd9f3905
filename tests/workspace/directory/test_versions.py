from uuid import uuid4

import pytest
from django.db import transaction

from factories import Cast
from vierspan.workspace.common.errors import Conflict, NotFound
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.versions import Changed, held, unchanged_since, version


def _party(cast: Cast) -> Party:
    return Party.objects.of(cast.network.pk).get(name="Café Samen")


def test_who_saw_the_row_as_it_stands_may_go_on(cast: Cast) -> None:
    party = _party(cast)
    unchanged_since(party, version(party), {"name": "Anders"})


def test_a_second_saver_gets_both_texts(cast: Cast) -> None:
    seen = version(_party(cast))
    first = _party(cast)
    first.region = "Noord"
    first.save()
    with pytest.raises(Changed) as found:
        unchanged_since(_party(cast), seen, {"region": "Zuid", "name": "Café Samen"})
    assert [(each.column, each.theirs, each.yours) for each in found.value.differences] == [("region", "Noord", "Zuid")]
    assert found.value.version == version(first)
    assert isinstance(found.value, Conflict)


def test_two_who_typed_the_same_do_not_differ(cast: Cast) -> None:
    first = _party(cast)
    seen = version(first)
    first.region = "Noord"
    first.save()
    unchanged_since(_party(cast), seen, {"region": "Noord"})


def test_a_version_that_is_none_never_overwrites(cast: Cast) -> None:
    for seen in ("", "gisteren", "x" * 5000):
        with pytest.raises(Changed):
            unchanged_since(_party(cast), seen, {"region": "Zuid"})


def test_only_a_row_that_may_be_seen_is_held(cast: Cast) -> None:
    rows = Party.objects.of(cast.network.pk)
    party = _party(cast)
    with transaction.atomic():
        assert held(rows, party.pk).pk == party.pk
        with pytest.raises(NotFound):
            held(rows, uuid4())
        with pytest.raises(NotFound):
            held(Party.objects.of(cast.other.pk), party.pk)
