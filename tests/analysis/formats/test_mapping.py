"""Lists that are not ours: guessed, asked about, read."""

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

import polars as pl
import pytest

from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.mapping import KEEP, Mapping, TableMapping, apply, from_toml, guess, to_toml
from vierspan.analysis.formats.mapping.model import End
from vierspan.analysis.problems import UnreadableInput
from vierspan.analysis.records import Records


def grid(sheet: str, header: tuple[str, ...], *rows: tuple[str | None, ...]) -> Grid:
    cells = pl.DataFrame(rows, schema={f"c{at}": pl.String for at in range(len(header))}, orient="row")
    return Grid(file=f"{sheet}.csv", sheet=sheet, header=header, cells=cells)


PROJECTS = grid(
    "projecten",
    ("Projectnaam", "Organisatie", "Rol", "Startdatum", "Thema", "Regio", "Budget"),
    ("Nachtzorg", "De Brink", "penvoerder", "01-02-2024", "Zorg", "Oost", "10"),
    ("Nachtzorg", "Gemeente", "deelnemer", "01-02-2024", "Zorg", "Oost", "5"),
    ("Buurthub", "Gemeente", "penvoerder", "15-03-2025", "Welzijn", "Oost", "7"),
    ("Buurthub", "De Brink", "deelnemer", "15-03-2025", "Welzijn", "Oost", "2"),
    ("Buurthub", None, "deelnemer", "15-03-2025", "Welzijn", "Oost", "1"),
)


class Answers(TypedDict, total=False):
    """What the user may answer to a guess."""

    carries: tuple[str, ...]
    most: End


def read(*grids: Grid, **answers: Unpack[Answers]) -> tuple[Records, list[str]]:
    tables, problems = apply(replace(guess(grids).mapping, **answers), grids)
    return Records.of(tables), [problem.code for problem in problems]


def test_participations_give_parties_initiatives_themes_and_seats() -> None:
    records, codes = read(PROJECTS)
    assert records.present == ("parties", "themes", "initiatives", "seats")
    initiatives = records.table("initiatives").select("name", "party", "started_on", "themes")
    assert initiatives.rows() == [
        ("Nachtzorg", "De Brink", date(2024, 2, 1), ["Zorg"]),
        ("Buurthub", "Gemeente", date(2025, 3, 15), ["Welzijn"]),
    ]
    assert records.table("seats")["carries"].to_list().count(True) == 2
    assert set(records.table("seats")["state"]) == {"joined"}
    assert codes == ["mapping_rows_without"]


def test_each_column_is_guessed_with_samples_and_how_sure() -> None:
    guessed = guess([PROJECTS])
    assert guessed.is_sure
    about = {column.heading: column for column in guessed.columns}
    assert {heading: column.meaning for heading, column in about.items()} == {
        "Projectnaam": "initiative",
        "Organisatie": "actor",
        "Rol": "role",
        "Startdatum": "since",
        "Thema": "theme",
        "Regio": "region",
        "Budget": KEEP,
    }
    assert about["Organisatie"].samples == ("De Brink", "Gemeente")
    assert about["Organisatie"].confidence > 0.8


def test_a_role_in_unknown_words_is_asked_about() -> None:
    strange = grid("p", ("project", "organisatie", "rol"), ("a", "x", "zus"), ("a", "y", "zo"), ("b", "x", "zo"))
    guessed = guess([strange])
    assert not guessed.is_sure
    (question,) = guessed.questions
    assert (question.key, question.heading, question.options) == ("carries", "rol", ("zo", "zus"))
    records, _ = read(strange, carries=("zus",))
    assert records.table("initiatives")["party"].to_list() == ["x", None]


def test_two_coordinators_both_carry_and_the_first_leads() -> None:
    records, _ = read(grid("p", ("project", "partner", "role"), ("a", "x", "coordinator"), ("a", "y", "coordinator")))
    assert records.table("seats")["carries"].to_list() == [True, True]
    assert records.table("initiatives")["party"].to_list() == ["x"]


def test_a_party_twice_in_one_initiative_has_one_seat_that_carries() -> None:
    rows = (("a", "x", "partner"), ("a", "x", "coordinator"), ("b", "x", "partner"))
    records, codes = read(grid("p", ("project", "partner", "role"), *rows))
    assert records.table("seats").select("initiative", "carries").sort("initiative").rows() == [
        ("a", True),
        ("b", False),
    ]
    assert codes == ["mapping_seats_twice"]


def test_an_attendance_list_gives_people_gatherings_and_who_was_there() -> None:
    rows = (
        ("Ann Bos", "De Brink", "Overleg", "2024-01-01", "ja"),
        ("Bo Wit", "Gemeente", "Overleg", "2024-01-01", "nee"),
        ("Ann Bos", "De Brink", "Overleg", "2024-02-01", "ja"),
        ("Bo Wit", "Gemeente", "Overleg", "2024-02-01", "ja"),
    )
    records, _ = read(grid("a", ("Naam", "Organisatie", "Bijeenkomst", "Datum", "Aanwezig"), *rows))
    assert records.table("gatherings").height == 2
    assert records.table("people").select("name", "party").rows() == [("Ann Bos", "De Brink"), ("Bo Wit", "Gemeente")]
    assert records.table("attendance")["present"].to_list() == [True, False, True, True]


def test_an_agenda_gives_everybody_in_the_cell_and_whom_they_met() -> None:
    rows = (
        ("Gesprek met Platform 31", "Ann Bos, Bo de Wit", "2024-01-01"),
        ("Directeur De Wit spreekt op congres", None, "2024-01-02"),
    )
    records, codes = read(grid("agenda", ("activiteit", "deelnemers", "datum"), *rows))
    assert records.table("attendance")["person"].to_list() == ["Ann Bos", "Bo de Wit", "Bo de Wit"]
    assert records.table("contacts").select("outside", "person").rows() == [
        ("Platform 31", "Ann Bos"),
        ("Platform 31", "Bo de Wit"),
    ]
    assert codes == ["mapping_people_from_text"]


def test_ranks_are_asked_about_and_turned_round() -> None:
    rows = tuple((source, target, str(at)) for source in "abc" for at, target in enumerate("xyz", 1))
    ranked = grid("r", ("source", "target", "rank"), *rows)
    guessed = guess([ranked])
    assert [question.key for question in guessed.questions if question.is_open] == ["most"]
    records, _ = read(ranked, most="low")
    ties = records.table("ties")
    assert ties.filter(target="x")["strength"].to_list() == [3.0, 3.0, 3.0]
    assert ties.filter(target="z")["strength"].to_list() == [1.0, 1.0, 1.0]


def test_mails_that_come_back_are_counted() -> None:
    mails = grid("mail", ("sender", "receiver"), ("1", "2"), ("1", "2"), ("2", "1"), ("3", "3"))
    records, _ = read(mails)
    assert records.table("ties").select("source", "target", "strength").rows() == [("1", "2", 2.0), ("2", "1", 1.0)]
    assert records.table("people").height == 3


def test_proposals_give_decisions_and_the_adopted_ones_initiatives() -> None:
    rows = (
        ("1", "Fietspad", "10.0", "accepted", "citizen", "22/01/2016", "Mobiliteit"),
        ("2", "Park", "11", "rejected", "organization", "23/01/2016", "Groen"),
        ("3", "Plein", None, "accepted", "meeting", "24/01/2016", "Groen"),
    )
    header = ("id", "title", "author_id", "status", "source", "created_at", "category")
    records, _ = read(grid("proposals", header, *rows))
    decisions = records.table("decisions").select("name", "opener", "party", "outcome", "opened_on")
    assert decisions.rows() == [
        ("Fietspad", "10", None, "adopted", date(2016, 1, 22)),
        ("Park", None, "11", "rejected", date(2016, 1, 23)),
        ("Plein", None, None, "adopted", date(2016, 1, 24)),
    ]
    assert records.table("initiatives")["name"].to_list() == ["Fietspad", "Plein"]


def test_sheets_are_joined_by_what_they_share() -> None:
    who = grid("wie", ("pic", "name", "country"), ("1", "De Brink", "NL"), ("2", "Gemeente", "NL"))
    what = grid("thema", ("rcn", "programme_part"), ("7", "Zorg"), ("7", "Groen"))
    part = grid("deelname", ("rcn", "pic", "role"), ("7", "1", "coordinator"), ("7", "2", "participant"))
    records, _ = read(part, who, what)
    assert records.table("parties").select("id", "name", "region").rows() == [
        ("1", "De Brink", "NL"),
        ("2", "Gemeente", "NL"),
    ]
    assert records.table("initiatives")["themes"].to_list() == [["Zorg", "Groen"]]


def test_a_mapping_file_is_read_back_as_it_was_written() -> None:
    guessed = guess([PROJECTS])
    for language in ("nl", "en"):
        assert from_toml(to_toml(guessed, language)) == guessed.mapping
    odd = Mapping(
        tables=(TableMapping(sheet='a "b"\n#', form="ties", columns={"x = 1 # \\": "source", "é\x7f": KEEP}),),
        actors="people",
        most="low",
        networks=("één",),
    )
    assert from_toml(to_toml(odd)) == odd


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("oops", "mapping_no_toml"),
        ("", "mapping_no_tables"),
        ("tables = 3", "mapping_no_tables"),
        ("[[tables]]\nsheet = 'a'\nform = 'odd'", "mapping_table_incomplete"),
        ("colour = 1\n[[tables]]\nsheet = 'a'\nform = 'ties'", "mapping_unknown_entry"),
        ("most = 'up'\n[[tables]]\nsheet = 'a'\nform = 'ties'", "mapping_not_a_choice"),
        ("carries = 'x'\n[[tables]]\nsheet = 'a'\nform = 'ties'", "mapping_not_a_list"),
        ("[[tables]]\nsheet = 'a'\nform = 'ties'\n[tables.columns]\nx = 'sorce'", "mapping_meaning_unknown"),
    ],
)
def test_a_wrong_mapping_file_says_what_is_wrong(text: str, code: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        from_toml(text)
    assert code in [problem.code for problem in caught.value.problems]


def test_a_list_that_means_nothing_to_us_is_no_sure_guess() -> None:
    strange = grid("s", ("foo", "bar"), ("1", "2"))
    assert not guess([strange]).is_sure
    assert [problem.code for problem in apply(guess([strange]).mapping, [strange])[1]] == ["mapping_nothing"]


def test_a_mapping_of_another_file_says_which_sheet_is_missing() -> None:
    _, problems = apply(guess([PROJECTS]).mapping, [grid("anders", ("a",), ("1",))])
    assert [problem.code for problem in problems] == ["mapping_sheet_unknown", "mapping_nothing"]


def test_a_list_of_nothing_but_organisations_gives_parties() -> None:
    records, _ = read(
        grid("leden", ("Organisatie", "Sector", "Regio"), ("De Brink", "zorg", "Oost"), ("B", "wonen", "West"))
    )
    assert records.table("parties").select("name", "sector", "region").rows() == [
        ("De Brink", "zorg", "Oost"),
        ("B", "wonen", "West"),
    ]


def test_a_name_that_is_a_party_here_and_a_person_there_is_kept_apart() -> None:
    part = grid("p", ("project", "partner", "role"), ("x", "Ann Bos", "lead"), ("x", "De Brink", "partner"))
    friends = grid("vrienden", ("van", "naar"), ("Ann Bos", "Bo Wit"), ("Bo Wit", "Ann Bos"))
    records, _ = read(part, friends)
    assert records.table("people")["id"].to_list() == ["Ann Bos (person)", "Bo Wit"]
    assert records.table("ties")["source"].to_list() == ["Ann Bos (person)", "Bo Wit"]
    assert records.table("seats")["party"].to_list() == ["Ann Bos", "De Brink"]
