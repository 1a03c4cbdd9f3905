import json

import pytest

from factories import Cast, small_rows
from vierspan.analysis.formats import read
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory.actions import notes
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange import queries
from vierspan.workspace.exchange.exports import FORMS, export, shown_records


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_network_leaves_in_every_form(cast: Cast, form: str) -> None:
    file = export(cast.alice, form)
    assert file.name.startswith("network-a")
    assert len(file.content) > 100


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_was_exported_comes_back_as_the_same_network(cast: Cast, form: str) -> None:
    file = export(cast.alice, form)
    records = read(file.content, name=file.name).records
    seen = queries.preview(cast.alice, records)
    assert {(counted.new, counted.changed) for counted in seen.values()} == {(0, 0)}
    assert seen.keys() == small_rows().keys() - {"network"}


@pytest.mark.parametrize("form", ["vcard", "graphml", "gexf", "kumu", "kumu-json"])
def test_people_and_parties_that_come_back_are_nothing_new(cast: Cast, form: str) -> None:
    file = export(cast.alice, form)
    seen = queries.preview(cast.alice, read(file.content, name=file.name).records)
    assert {"people", "parties"} <= seen.keys()
    assert {(counted.new, counted.changed) for counted in seen.values()} == {(0, 0)}


def test_who_rated_whom_leaves_with_the_leader_only(cast: Cast) -> None:
    assert shown_records(cast.alice).has("ratings")
    assert not shown_records(cast.bob).has("ratings")


def test_observers_get_no_addresses(cast: Cast) -> None:
    assert shown_records(cast.bob).table("people")["email"].null_count() == 0
    assert shown_records(cast.carla).table("people")["email"].null_count() == 6
    assert "people.example" not in json.dumps(json.loads(export(cast.carla, "json").content))
    assert b"EMAIL" not in export(cast.carla, "vcard").content
    assert b"EMAIL" in export(cast.bob, "vcard").content


def test_observers_get_no_telephone_numbers_and_no_notes(cast: Cast) -> None:
    Person.objects.of(cast.alice.network_id).update(phone="0575 12 34 56")
    person = Person.objects.of(cast.alice.network_id).first()
    assert person is not None
    notes.share(cast.alice, person.pk, "Belt liever")
    assert b"0575 12 34 56" in export(cast.bob, "json").content
    assert b"Belt liever" in export(cast.bob, "json").content
    assert b"0575 12 34 56" not in export(cast.carla, "json").content
    assert b"Belt liever" not in export(cast.carla, "json").content


def test_guests_take_nothing_with_them(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        export(cast.gus, "xlsx")


def test_an_unknown_form_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        export(cast.alice, "pdf")
