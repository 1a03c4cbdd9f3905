import pytest

from factories import Cast, id_of, nobody
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import Choice
from vierspan.workspace.insight.tables import MODELS

LISTED = sorted(MODELS.keys() - sheets.CONFIDENTIAL)


def test_every_table_has_a_sheet(cast: Cast) -> None:
    for key in LISTED:
        shown = sheets.sheet(cast.alice, key)
        assert shown.label == words.table_label(key, "en")
        for row in shown.page.rows:
            assert [cell.column for cell in row.cells] == [heading.key for heading in shown.headings]


def test_cells_say_what_people_say_and_point_at_what_they_mean(cast: Cast) -> None:
    (row,) = sheets.sheet(cast.alice, "signals").page.rows
    cells = {cell.column: cell for cell in row.cells}
    assert (row.title, cells["stage"].text, cells["spotted_on"].text) == ("New law", "weak", "2 March 2026")
    assert [(ref.table, ref.name) for ref in cells["spotter"].refs] == [("people", "Zoë")]


def test_an_act_points_at_what_it_is_about(cast: Cast) -> None:
    page = sheets.sheet(cast.alice, "acts", Choice(where={"kind": "initiative.started"})).page
    subject = next(cell for cell in page.rows[0].cells if cell.column == "subject")
    assert [ref.id for ref in subject.refs] == [str(id_of(cast.alice, Initiative, name="Care shop"))]


def test_rows_are_found_filtered_and_sorted(cast: Cast) -> None:
    def titles(choice: Choice, key: str = "people") -> list[str]:
        return [row.title for row in sheets.sheet(cast.alice, key, choice).page.rows]

    assert titles(Choice(search="zoe")) == ["Zoë"]
    assert titles(Choice(sort="-name"))[0] == "Zoë"
    assert titles(Choice(sort="party", where={"ring": "partner"}))[0] == "Zoë"
    assert titles(Choice(ids=(str(cast.bob.person_id), "no id"))) == ["Bob"]
    assert titles(Choice(where={"party": "no id"})) == []
    assert len(titles(Choice(where={"present": "false"}), "attendance")) == 1
    party = sheets.sheet(cast.alice, "parties", Choice(search="brink")).page.rows[0].id
    assert titles(Choice(where={"parties": party}), "activities") == ["Pilot"]
    with pytest.raises(NotFound):
        titles(Choice(where={"network_id": "1"}))


def test_who_rated_whom_is_never_listed(cast: Cast) -> None:
    with pytest.raises(NotFound):
        sheets.sheet(cast.alice, "ratings")
    with pytest.raises(NotFound):
        sheets.item(cast.alice, "ratings", nobody())
    assert "ratings" not in sheets.counts(cast.alice)


def test_observers_see_no_addresses_and_guests_no_people(cast: Cast) -> None:
    assert "email" in [heading.key for heading in sheets.sheet(cast.bob, "people").headings]
    assert "email" not in [heading.key for heading in sheets.sheet(cast.carla, "people").headings]
    with pytest.raises(NotAllowed):
        sheets.sheet(cast.gus, "people")
    spotter = sheets.sheet(cast.gus, "signals").page.rows[0].cells[1]
    assert (spotter.column, spotter.text) == ("spotter", "")


def test_another_network_is_not_there(cast: Cast) -> None:
    foreign = id_of(cast.dirk, Person, name="Bob")
    with pytest.raises(NotFound):
        sheets.item(cast.alice, "people", foreign)
    assert sheets.sheet(cast.alice, "people", Choice(ids=(str(foreign),))).page.total == 0
    assert sheets.names_of(cast.alice, [str(foreign)]) == {}


def test_an_unknown_table_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        sheets.sheet(cast.alice, "users")
