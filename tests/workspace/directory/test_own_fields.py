from uuid import UUID

import pytest

from factories import Cast, id_of
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory import own_fields
from vierspan.workspace.directory.actions import own_fields as fields
from vierspan.workspace.directory.actions import parties
from vierspan.workspace.directory.actions.own_fields import Shape
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.queries import party
from vierspan.workspace.directory.versions import Changed, version


@pytest.fixture
def cafe(cast: Cast) -> UUID:
    return id_of(cast.alice, Party, name="Café Samen")


def _extra(cast: Cast, cafe: UUID, extra: dict[str, object]) -> None:
    row = party(cast.alice, cafe)
    row.extra = extra
    row.save()


def test_fields_stand_in_their_order_and_can_be_moved(cast: Cast) -> None:
    made = [fields.add(cast.alice, "parties", Shape(name=name)) for name in ("Leden", "KvK", "Wijk")]
    fields.move(cast.alice, made[2].pk, up=2)
    fields.move(cast.alice, made[0].pk, up=-9)
    assert [each.name for each in own_fields.own_fields(cast.bob, "parties")] == ["Wijk", "KvK", "Leden"]
    assert own_fields.own_fields(cast.bob, "people") == []
    assert own_fields.own_fields(cast.dirk, "parties") == []


@pytest.mark.parametrize(
    ("shape", "kept", "bad"),
    [
        ("text: hallo ", "hallo", "x" * 5001),
        ("number:3,5", 3.5, "veel"),
        ("number:12", 12, "inf"),
        ("date:2026-02-03", "2026-02-03", "2026-02-30"),
        ("choice:groot", "groot", "reusachtig"),
        ("flag:ja", True, "misschien"),
        ("flag:nee", False, "2"),
    ],
)
def test_a_value_suits_its_field(cast: Cast, cafe: UUID, shape: str, kept: object, bad: str) -> None:
    type_, _, good = shape.partition(":")
    fields.add(cast.alice, "parties", Shape(name="Eigen", type=type_, choices=["klein", "groot"]))
    row = parties.change(cast.bob, cafe, {"own": {"Eigen": good}}, seen=version(party(cast.bob, cafe)))
    assert row.extra == {"Eigen": kept}
    with pytest.raises(Invalid) as found:
        parties.change(cast.bob, cafe, {"own": {"Eigen": bad}}, seen=version(row))
    assert found.value.field == "Eigen"


def test_another_name_renames_it_in_every_row(cast: Cast, cafe: UUID) -> None:
    made = fields.add(cast.alice, "parties", Shape(name="Leden"))
    _extra(cast, cafe, {"Leden": "12", "Wijk": "Zuid"})
    fields.change(cast.alice, made.pk, Shape(name="Aantal leden"), seen=version(made))
    assert party(cast.alice, cafe).extra == {"Aantal leden": "12", "Wijk": "Zuid"}
    now = own_fields.own_field(cast.alice, made.pk)
    with pytest.raises(Invalid) as found:
        fields.change(cast.alice, made.pk, Shape(name="Wijk"), seen=version(now))
    assert found.value.reason == "name_taken"
    with pytest.raises(Changed):
        fields.change(cast.alice, made.pk, Shape(name="Iets anders"), seen=version(made))


def test_a_column_of_an_import_is_offered_and_adopted_with_its_values(cast: Cast, cafe: UUID) -> None:
    _extra(cast, cafe, {"Leden": "12", "Leeg": ""})
    assert own_fields.adoptable(cast.alice, "parties") == {"Leden": 1}
    fields.add(cast.alice, "parties", Shape(name="Leden", type="number"))
    assert own_fields.adoptable(cast.alice, "parties") == {}
    assert party(cast.alice, cafe).extra == {"Leden": 12, "Leeg": ""}


def test_a_type_that_does_not_suit_what_stands_there_is_refused(cast: Cast, cafe: UUID) -> None:
    _extra(cast, cafe, {"Leden": "veel"})
    with pytest.raises(Invalid) as found:
        fields.add(cast.alice, "parties", Shape(name="Leden", type="number"))
    assert found.value.reason == "values_do_not_suit"
    assert own_fields.own_fields(cast.alice, "parties") == []


def test_a_field_taken_away_takes_its_values_along(cast: Cast, cafe: UUID) -> None:
    made = fields.add(cast.alice, "parties", Shape(name="Leden"))
    _extra(cast, cafe, {"Leden": "12", "Wijk": "Zuid"})
    assert own_fields.rows_with(cast.alice, made) == 1
    fields.remove(cast.alice, made.pk)
    assert party(cast.alice, cafe).extra == {"Wijk": "Zuid"}


@pytest.mark.parametrize(
    "shape",
    [
        Shape(name=" "),
        Shape(name="leden"),
        Shape(name="X", type="iets"),
        Shape(name="X", type="choice"),
        Shape(name="y" * 81),
    ],
)
def test_a_field_without_a_good_name_or_shape_is_none(cast: Cast, shape: Shape) -> None:
    fields.add(cast.alice, "parties", Shape(name="Leden"))
    with pytest.raises(Invalid):
        fields.add(cast.alice, "parties", shape)


def test_only_leaders_make_fields(cast: Cast) -> None:
    made = fields.add(cast.alice, "parties", Shape(name="Leden"))
    for act in (
        lambda: fields.add(cast.bob, "parties", Shape(name="X")),
        lambda: fields.change(cast.bob, made.pk, Shape(name="X"), seen=version(made)),
        lambda: fields.move(cast.bob, made.pk, up=1),
        lambda: fields.remove(cast.bob, made.pk),
    ):
        with pytest.raises(NotAllowed):
            act()
    for act in (
        lambda: fields.change(cast.dirk, made.pk, Shape(name="X"), seen=version(made)),
        lambda: fields.remove(cast.dirk, made.pk),
    ):
        with pytest.raises(NotFound):
            act()
