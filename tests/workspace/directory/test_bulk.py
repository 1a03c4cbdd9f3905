"""Changing many people or parties at once, and taking it back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from factories import Cast, id_of
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions import bulk
from vierspan.workspace.directory.actions.bulk import Preview, Undone, Wish
from vierspan.workspace.directory.bulk_changes import bulk_changes
from vierspan.workspace.directory.models import Affiliation, BulkChange, OwnField, Party, Person

pytestmark = pytest.mark.django_db


def ids(cast: Cast, model: Any) -> list[str]:
    return [str(pk) for pk in model.objects.of(cast.network.pk).values_list("pk", flat=True)]


def rows(cast: Cast, model: Any) -> list[dict[str, Any]]:
    kept = model.objects.of(cast.network.pk).order_by("pk").values()
    return [{key: value for key, value in row.items() if key != "changed_at"} for row in kept]


@pytest.mark.parametrize(
    ("table", "model", "wish"),
    [
        ("parties", Party, Wish("set", "sector", "onderwijs")),
        ("parties", Party, Wish("clear", "region")),
        ("parties", Party, Wish("set", "ring", "partner")),
        ("people", Person, Wish("set", "ring", "core")),
        ("people", Person, Wish("add", value="trekker")),
        ("people", Person, Wish("set", "next_check", date(2030, 1, 1))),
        ("people", Person, Wish("set", "own.Soort", "vast")),
        ("people", Person, Wish("check")),
        ("parties", Party, Wish("check", value=date(2031, 1, 1))),
    ],
)
def test_undo_puts_every_row_back_as_it_was(cast: Cast, table: str, model: Any, wish: Wish) -> None:
    OwnField(network_id=cast.network.pk, table="people", name="Soort", type="choice", choices=["vast", "los"]).save()
    before = rows(cast, model)
    made = bulk.change(cast.bob, table, ids(cast, model), wish)
    assert rows(cast, model) != before
    assert bulk.undo(cast.bob, made.pk) == Undone(len(made.after), 0)
    assert rows(cast, model) == before


def test_the_preview_says_how_many_change_and_how_many_are_so_already(cast: Cast) -> None:
    wish = Wish("set", "ring", "partner")
    assert bulk.preview(cast.bob, "parties", ids(cast, Party), wish) == Preview(2, 1)
    made = bulk.change(cast.bob, "parties", ids(cast, Party), wish)
    assert len(made.after) == 2
    assert bulk.preview(cast.bob, "parties", ids(cast, Party), wish) == Preview(0, 3)


def test_a_tag_is_added_once_and_taken_away_whatever_its_capitals(cast: Cast) -> None:
    Party.objects.of(cast.network.pk).filter(name="Café Samen").update(tags=["Trekker"])
    bulk.change(cast.bob, "parties", ids(cast, Party), Wish("add", value="trekker"))
    assert sorted(tags for row in rows(cast, Party) for tags in row["tags"]) == ["Trekker", "trekker", "trekker"]
    bulk.change(cast.bob, "parties", ids(cast, Party), Wish("remove", value="TREKKER"))
    assert [row["tags"] for row in rows(cast, Party)] == [[], [], []]


def test_tags_and_own_fields_can_be_searched_right_after(cast: Cast) -> None:
    bulk.change(cast.bob, "parties", ids(cast, Party), Wish("add", value="Koploper"))
    assert Party.objects.of(cast.network.pk).filter(search__contains="koploper").count() == 3


def test_another_party_takes_the_job_along_and_undo_brings_it_back(cast: Cast) -> None:
    brink, cafe = (id_of(cast.bob, Party, name=name) for name in ("Thuiszorg De Brink", "Café Samen"))
    zoe = Person.objects.of(cast.network.pk).get(name="Zoë")
    Affiliation(network_id=cast.network.pk, person=zoe, party=zoe.party, role="nurse", since=date(2020, 1, 1)).save()
    before = rows(cast, Person), rows(cast, Affiliation)
    made = bulk.change(cast.bob, "people", [str(zoe.pk), str(id_of(cast.bob, Person, name="Dan"))], _party(brink))
    assert {row["name"]: row["party_id"] for row in rows(cast, Person)}["Zoë"] == brink
    assert [row["party_id"] for row in rows(cast, Affiliation) if row["role"] == "nurse"] == [brink]
    assert cafe != brink
    bulk.undo(cast.bob, made.pk)
    assert (rows(cast, Person), rows(cast, Affiliation)) == before


def _party(party_id: UUID) -> Wish:
    return Wish("set", "party", str(party_id))


def test_what_was_changed_since_stays_when_the_change_is_undone(cast: Cast) -> None:
    made = bulk.change(cast.bob, "parties", ids(cast, Party), Wish("set", "sector", "anders"))
    later = Party.objects.of(cast.network.pk).get(name="Café Samen")
    later.sector = "horeca"
    later.save()
    assert bulk.undo(cast.bob, made.pk) == Undone(2, 1)
    assert Party.objects.of(cast.network.pk).get(name="Café Samen").sector == "horeca"
    with pytest.raises(Conflict):
        bulk.undo(cast.bob, made.pk)


def test_what_was_changed_lately_is_told_and_what_is_a_month_ago_is_forgotten(cast: Cast) -> None:
    made = bulk.change(cast.bob, "parties", ids(cast, Party), Wish("set", "sector", "anders"))
    told = bulk_changes(cast.alice, "parties")[0]
    assert (told.how, told.column, told.value, told.count, told.is_undone) == ("set", "sector", "anders", 3, False)
    BulkChange.objects.of(cast.network.pk).filter(pk=made.pk).update(made_at=clock.now() - timedelta(days=31))
    bulk.change(cast.bob, "parties", ids(cast, Party), Wish("set", "sector", "weer anders"))
    assert [each.value for each in bulk_changes(cast.alice, "parties")] == ["weer anders"]


@pytest.mark.parametrize(
    "wish",
    [
        Wish("set", "name", "x"),
        Wish("set", "ring", "moon"),
        Wish("set", "sector", ""),
        Wish("clear", "party"),
        Wish("set", "own.Nooit", "x"),
        Wish("add", value=" "),
        Wish("smash", "sector", "x"),
        Wish("check", value=date(2020, 1, 1)),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(cast: Cast, wish: Wish) -> None:
    before = rows(cast, Party)
    with pytest.raises(Invalid):
        bulk.change(cast.bob, "parties", ids(cast, Party), wish)
    assert rows(cast, Party) == before


def test_only_participants_change_and_only_what_is_theirs(cast: Cast) -> None:
    wish = Wish("set", "sector", "x")
    theirs = [str(pk) for pk in Party.objects.of(cast.other.pk).values_list("pk", flat=True)]
    assert bulk.preview(cast.bob, "parties", theirs, wish) == Preview(0, 0)
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            bulk.change(actor, "parties", ids(cast, Party), wish)
    made = bulk.change(cast.bob, "parties", ids(cast, Party), wish)
    with pytest.raises(NotFound):
        bulk.undo(cast.dirk, made.pk)
