import pytest

from factories import Cast, small_records
from vierspan.analysis.formats import write_workbook
from vierspan.workspace.common.errors import Conflict, NotAllowed, NotFound
from vierspan.workspace.directory.models import Party
from vierspan.workspace.exchange import actions, queries
from vierspan.workspace.exchange.errors import Unreadable

GOOD = b"name;sector\nDe Brink;zorg\nOosterdal;gemeente\n"
WRONG = b"Naam;Ring;Sinds\nDe Brink;kern;2024-02-31\nOosterdal;partner;2024-02-01\n"


def csv(name: str, content: bytes) -> tuple[str, bytes]:
    return name, content


def test_a_workbook_is_uploaded_looked_at_and_brought_in(cast: Cast) -> None:
    kept = actions.upload(cast.alice, "small.xlsx", write_workbook(small_records(), "en"))
    seen = queries.preview(cast.alice, queries.reading(cast.alice, kept.pk).records)
    assert {counted.new for counted in seen.values()} == {0}
    made = actions.bring_in(cast.alice, kept.pk)
    assert made.name == "small.xlsx"
    with pytest.raises(Conflict):
        actions.bring_in(cast.alice, kept.pk)


def test_a_wrong_cell_is_mended_in_place(cast: Cast) -> None:
    kept = actions.upload(cast.alice, "partijen.csv", WRONG)
    reading = queries.reading(cast.alice, kept.pk)
    problem = reading.fatal[0]
    told = queries.told(problem, "nl")
    assert told.what
    assert (told.row, told.found) == (2, "2024-02-31")
    with pytest.raises(Unreadable) as refused:
        actions.bring_in(cast.alice, kept.pk)
    assert refused.value.problems == reading.fatal
    mended = actions.mend_cell(
        cast.alice, kept.pk, sheet=problem.sheet, row=problem.row or 0, column=problem.column, text="2024-02-28"
    )
    assert not mended.fatal
    assert actions.unmend(cast.alice, kept.pk).fatal
    assert not actions.skip_row(cast.alice, kept.pk, sheet=problem.sheet, row=problem.row or 0).fatal


def test_the_rest_is_brought_in_and_what_was_left_out_is_told(cast: Cast) -> None:
    kept = actions.upload(cast.alice, "partijen.csv", WRONG)
    made = actions.bring_in_the_rest(cast.alice, kept.pk)
    assert [row["row"] for row in made.left_out] == [2]
    names = set(Party.objects.of(cast.network.pk).values_list("name", flat=True))
    assert "Oosterdal" in names
    assert "De Brink" not in names


def test_a_table_that_is_not_ours_is_read_by_its_mapping(cast: Cast) -> None:
    rows = "Organisatie;Project;Rol\nDe Brink;Zorgwinkel;trekker\nOosterdal;Zorgwinkel;deelnemer\n"
    kept = actions.upload(cast.alice, "deelnames.csv", rows.encode())
    found = queries.reading(cast.alice, kept.pk)
    assert found.form == "mapped"
    mapping = queries.mapping_text(found, "nl")
    assert mapping
    assert actions.choose_mapping(cast.alice, kept.pk, mapping).form == "mapped"


def test_a_place_that_is_not_there_cannot_be_mended(cast: Cast) -> None:
    kept = actions.upload(cast.alice, "partijen.csv", WRONG)
    with pytest.raises(NotFound):
        actions.mend_cell(cast.alice, kept.pk, sheet="partijen", row=99, column="Naam", text="x")


def test_a_file_that_cannot_be_read_is_not_kept(cast: Cast) -> None:
    with pytest.raises(Unreadable):
        actions.upload(cast.alice, "photo.xlsx", b"\x89PNG\r\n")
    assert queries.uploads(cast.alice) == []


def test_a_dropped_file_is_gone(cast: Cast) -> None:
    kept = actions.upload(cast.alice, "partijen.csv", WRONG)
    actions.drop(cast.alice, kept.pk)
    assert queries.uploads(cast.alice) == []
    assert bytes(queries.upload(cast.alice, kept.pk).content) == b""


def test_a_file_is_seen_by_the_leaders_of_its_own_network_only(cast: Cast) -> None:
    kept = actions.upload(cast.alice, "partijen.csv", WRONG)
    assert [upload.pk for upload in queries.uploads(cast.alice)] == [kept.pk]
    assert queries.uploads(cast.dirk) == []
    with pytest.raises(NotFound):
        queries.reading(cast.dirk, kept.pk)
    for actor in (cast.bob, cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            queries.reading(actor, kept.pk)
        with pytest.raises(NotAllowed):
            actions.upload(actor, "x.csv", GOOD)
