"""Records: checked on entry, complete in shape."""

import polars as pl
import pytest

from vierspan.analysis.problems import UnreadableInput
from vierspan.analysis.records import Records


def codes(error: pytest.ExceptionInfo[UnreadableInput]) -> set[str]:
    return {problem.code for problem in error.value.problems}


def test_a_network_needs_parties_or_people() -> None:
    with pytest.raises(UnreadableInput) as error:
        Records.of({})
    assert codes(error) == {"no_actors"}


def test_a_missing_table_is_an_empty_one_of_the_right_shape() -> None:
    records = Records.of({"people": pl.DataFrame({"name": ["Ana"]})})
    assert records.present == ("people",)
    assert records.table("ties").height == 0
    assert records.table("ties").schema["strength"] == pl.Float64


def test_rows_get_their_name_as_id_and_a_number_where_the_name_is_taken() -> None:
    people = Records.of({"people": pl.DataFrame({"name": ["Ana", "Bo", "Ana"]})}).table("people")
    assert people["id"].to_list() == ["Ana", "Bo", "people-3"]


def test_extra_columns_are_kept_after_our_own() -> None:
    people = Records.of({"people": pl.DataFrame({"Shoe size": [41], "name": ["Ana"]})}).table("people")
    assert people.columns[-1] == "Shoe size"
    assert people["Shoe size"].to_list() == [41]


def test_all_problems_come_at_once() -> None:
    with pytest.raises(UnreadableInput) as error:
        Records.of(
            {
                "people": pl.DataFrame({"id": ["a", "a"], "name": ["Ana", None]}),
                "parties": pl.DataFrame({"id": ["a"], "name": ["Aha"]}),
                "ties": pl.DataFrame({"source": ["a"], "target": ["z"], "basis": ["gossip"], "strength": [-1.0]}),
                "weather": pl.DataFrame({"sun": [1]}),
            }
        )
    assert codes(error) == {
        "id_twice",
        "required",
        "id_of_both",
        "reference_to_nothing",
        "not_a_choice",
        "out_of_range",
        "unknown_table",
    }


def test_references_in_lists_are_checked_too() -> None:
    with pytest.raises(UnreadableInput) as error:
        Records.of(
            {
                "parties": pl.DataFrame({"name": ["Aha"]}),
                "activities": pl.DataFrame({"name": ["Run"], "parties": [["Aha", "Oho"]]}),
            }
        )
    assert [problem.found for problem in error.value.problems] == ["Oho"]


def test_a_column_of_the_wrong_type_is_named() -> None:
    with pytest.raises(UnreadableInput) as error:
        Records.of({"people": pl.DataFrame({"name": ["Ana"], "joined_on": ["soon"]})})
    assert [(problem.code, problem.column) for problem in error.value.problems] == [("wrong_type", "joined_on")]
