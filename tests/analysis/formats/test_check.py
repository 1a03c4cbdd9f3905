"""Everything that is wrong is found at once, at its place, with what may have been meant."""

from typing import Any

import pytest

from vierspan.analysis.formats import Reading, add_name, check, mend, place, read, sentence, skip_row
from vierspan.analysis.formats.grid import Grid, grid_of
from vierspan.analysis.phrases import phrasebook
from vierspan.analysis.problems import Problem, UnreadableInput

PARTIES = ("Partijen", ["Naam", "Sinds"], ["De Brink", "2024-01-01"], ["Gemeente", ""])


def sheet(name: str, *rows: list[Any]) -> Grid:
    return grid_of(rows, file="x.xlsx", sheet=name)


def checked(*sheets: tuple[Any, ...]) -> Reading:
    return check([sheet(*entry) for entry in sheets])


def found(reading: Reading) -> list[tuple[str, str, int | None, str, str]]:
    return [(p.code, p.sheet, p.row, p.column, p.found) for p in reading.problems if p.is_fatal]


@pytest.mark.parametrize(
    "name", ["Partijen", "parties", "PARTIES", "Partijen 2025", "partij", "Partijne", "organisaties"]
)
def test_a_sheet_is_known_by_its_name_in_either_language_with_slips_forgiven(name: str) -> None:
    assert checked((name, ["Naam"], ["A"])).sheets[0].table == "parties"


@pytest.mark.parametrize("header", ["Naam", "name", "NAME ", " naam"])
def test_a_column_is_known_by_its_name_in_either_language(header: str) -> None:
    assert checked(("Partijen", ["Sector", header], ["zorg", "A"])).records.table("parties")["name"].to_list() == ["A"]


@pytest.mark.parametrize("name", ["Partijen (ignore)", "Partijen (negeer)", "Lees mij", "Read me"])
def test_a_sheet_marked_so_is_not_read(name: str) -> None:
    assert checked(PARTIES, (name, ["Naam"], ["Z"])).records.table("parties").height == 2


def test_an_unknown_sheet_is_a_notice_with_the_nearest_name() -> None:
    reading = checked(PARTIES, ("Thema lijst", ["a"], ["b"]))
    [notice] = reading.notices
    assert (notice.code, notice.suggestions, reading.fatal) == ("unknown_sheet", ("Thema's",), [])


def test_extra_columns_keep_their_own_header() -> None:
    frame = checked(("Partijen", ["Naam", "Lievelingskleur"], ["A", "rood"])).records.table("parties")
    assert frame["Lievelingskleur"].to_list() == ["rood"]


def test_every_problem_is_told_at_once_with_its_place() -> None:
    reading = checked(
        ("Partijen", ["Naam", "Sinds"], ["De Brink", "31-02-2024"], ["Gemeente", ""]),
        ("Mensen", ["Naam", "Partij", "E-mail", "Ring"], ["Jan", "Gemeent", "jan", "kernn"], ["", "Gemeente", "", ""]),
    )
    assert set(found(reading)) == {
        ("date_impossible", "Partijen", 2, "Sinds", "31-02-2024"),
        ("unknown_reference", "Mensen", 2, "Partij", "Gemeent"),
        ("not_an_email", "Mensen", 2, "E-mail", "jan"),
        ("not_a_choice", "Mensen", 2, "Ring", "kernn"),
        ("required", "Mensen", 3, "Naam", ""),
    }
    suggestions = {problem.code: problem.suggestions for problem in reading.problems}
    assert suggestions["unknown_reference"] == ("Gemeente",)
    assert suggestions["not_a_choice"] == ("kern",)


def test_nothing_is_imported_while_a_problem_stands() -> None:
    with pytest.raises(UnreadableInput):
        _ = checked(("Partijen", ["Naam", "Sinds"], ["A", "x"], ["B", ""])).records


def test_the_rest_leaves_out_bad_rows_and_rows_that_refer_to_them() -> None:
    reading = checked(
        ("Partijen", ["Naam", "Sinds"], ["A", "x"], ["B", ""]),
        ("Mensen", ["Naam", "Partij"], ["Jan", "A"], ["Piet", "B"]),
        ("Relaties", ["Van", "Naar"], ["Jan", "Piet"], ["Piet", "B"]),
    )
    rest = reading.rest()
    assert [rest.table(key).height for key in ("parties", "people", "ties")] == [1, 1, 1]
    assert [(out.sheet, out.row, out.why.code) for out in reading.left_out] == [
        ("Partijen", 2, "not_a_date"),
        ("Mensen", 2, "refers_to_left_out"),
        ("Relaties", 2, "refers_to_left_out"),
    ]


def test_a_name_that_two_rows_carry_is_ambiguous_and_an_id_settles_it() -> None:
    people = ("Mensen", ["Code", "Naam"], ["j1", "Jan"], ["j2", "Jan"])
    assert found(checked(people, ("Relaties", ["Van", "Naar"], ["jan", "j2"])))[0][0] == "ambiguous_reference"
    assert checked(people, ("Relaties", ["Van", "Naar"], ["j1", "j2"])).records.table("ties")["source"][0] == "j1"


def test_an_id_that_stands_twice_is_told_with_the_first_row() -> None:
    reading = checked(("Partijen", ["Code", "Naam"], ["p", "A"], ["p", "B"]))
    assert found(reading) == [("id_twice", "Partijen", 3, "Code", "p")]
    assert reading.rest().table("parties")["name"].to_list() == ["A"]


def test_a_person_may_carry_the_name_of_a_party() -> None:
    records = checked(
        ("Partijen", ["Naam"], ["Jan Bos"]), ("Mensen", ["Naam", "Partij"], ["Jan Bos", "Jan Bos"])
    ).records
    assert records.table("people")["party"][0] == records.table("parties")["id"][0]


def test_ties_alone_make_the_parties_they_name() -> None:
    reading = checked(("Relaties", ["Van", "Naar"], ["A", "b"], ["B", "C"]))
    assert reading.records.table("parties")["name"].to_list() == ["A", "B", "C"]  # as first met
    assert [problem.code for problem in reading.problems] == ["created"]


def test_people_with_a_party_make_the_parties_and_ties_find_both() -> None:
    reading = checked(("Mensen", ["Naam", "Partij"], ["Jan", "A"]), ("Relaties", ["Van", "Naar"], ["Jan", "A"]))
    assert reading.records.present == ("parties", "people", "ties")


def test_a_slip_in_a_tie_is_not_taken_for_a_new_person() -> None:
    reading = checked(("Partijen", ["Naam"], ["Gemeente Oosterdal"]), ("Relaties", ["Van", "Naar"],
                      ["Gemeente Oosterdal", "Gemeente Osterdal"]))  # fmt: skip
    assert found(reading)[0][0] == "unknown_reference"


def test_lists_flags_and_choices_are_read_in_either_language() -> None:
    reading = checked(
        PARTIES,
        ("Koers", ["Tekst", "Soort", "Onderschreven door"], ["Samen", "Ambition", "De Brink | gemeente"]),
        ("Relaties", ["Van", "Naar", "Eenzijdig"], ["De Brink", "Gemeente", "Nee"], ["De Brink", "Gemeente", "x"]),
    )
    assert reading.records.table("courses")["endorsed_by"].to_list() == [["De Brink", "Gemeente"]]
    assert reading.records.table("ties")["directed"].to_list() == [False, True]


def test_an_error_of_the_spreadsheet_is_reported() -> None:
    assert found(checked(("Partijen", ["Naam"], ["#N/A"])))[0] == ("error_cell", "Partijen", 2, "Naam", "#N/A")


def test_a_missing_column_is_named_with_the_header_that_looks_like_it() -> None:
    reading = checked(PARTIES, ("Relaties", ["Van", "Naartoe"], ["De Brink", "Gemeente"]))
    [problem] = reading.fatal
    assert (problem.code, problem.column, problem.suggestions) == ("missing_column", "Naar", ("Naartoe",))


def test_two_columns_of_one_meaning_must_agree() -> None:
    assert found(checked(("Partijen", ["Naam", "Name"], ["A", "B"])))[0][0] == "column_twice"
    assert checked(("Partijen", ["Naam", "Name"], ["A", "A"])).records.table("parties").height == 1


def test_of_many_alike_the_first_fifty_are_listed_and_all_counted() -> None:
    reading = checked(("Partijen", ["Naam", "Sinds"], *[[f"P{n}", "x"] for n in range(200)]))
    assert len([problem for problem in reading.problems if problem.code == "not_a_date"]) == 50
    assert reading.counts["Partijen", "Sinds", "not_a_date"] == 200
    assert reading.problems[-1].facts["count"] == 150
    assert len(reading.left_out) == 200


def test_mending_a_cell_reads_the_sheets_anew() -> None:
    reading = checked(("Partijen", ["Naam", "Sinds"], ["A", "x"]))
    assert mend(reading, sheet="Partijen", row=2, column="Sinds", text="1-2-2024").fatal == []


def test_a_row_may_be_skipped_and_a_name_added() -> None:
    reading = checked(("Partijen", ["Naam"], ["A"]), ("Mensen", ["Naam", "Partij"], ["Jan", "Zeeland"]))
    assert skip_row(reading, sheet="Mensen", row=2).fatal == []
    added = add_name(reading, table="parties", name="Zeeland")
    assert added.records.table("people")["party"].to_list() == ["Zeeland"]


def test_a_place_that_is_not_there_cannot_be_mended() -> None:
    with pytest.raises(KeyError):
        mend(checked(PARTIES), sheet="Partijen", row=99, column="Naam", text="A")


def test_every_problem_has_its_words_in_both_languages() -> None:
    for key in phrasebook():
        if key.startswith("problem."):
            problem = Problem(code=key.removeprefix("problem."), facts={"range": "", "count": 2, "choices": "a"})
            for language in ("nl", "en"):
                try:
                    assert sentence(problem, language)
                except KeyError:  # phrases of other readers ask for facts of their own
                    assert key not in OURS


OURS = {f"problem.{code}" for code in ("required", "not_a_date", "unknown_reference", "created", "column_twice")}


def test_the_place_is_said_as_the_user_sees_it() -> None:
    problem = Problem(code="required", file="x.xlsx", sheet="Mensen", row=3, column="Naam")
    assert place(problem, "nl") == "x.xlsx, blad Mensen, rij 3, kolom Naam"


def test_a_file_named_as_a_table_but_without_its_columns_is_told_so() -> None:
    reading = read(b"Kleur;Vorm\nrood;rond\n", name="partijen.csv")
    assert reading.fatal
