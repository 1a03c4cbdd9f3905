"""Spellings of one organisation are suggested, and joined on request only."""

import polars as pl
import pytest

from vierspan.analysis.formats.spellings import merge, suggest
from vierspan.analysis.records import Records


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Thuiszorg De Brink B.V.", "thuiszorg de brink", "legal_form"),
        ("Stichting Zorg Noord", "Zorg Noord", "legal_form"),
        ("Energikontor Syd AB", "Energikontor Syd", "legal_form"),
        ("Coöperatie Élan", "Cooperatie Elan", "same_words"),
        ("Ĳsselland Ziekenhuis", "IJsselland ziekenhuis", "same_words"),
        ("Gemeente Oosterdal", "Oosterdal, gemeente", "word_order"),
        ("Luleå Tekniska Universitet", "LTU", "abbreviation"),
        ("Västerviks kommun", "Västervik kommun", "typing_slip"),
    ],
)
def test_two_spellings_are_put_together_with_the_reason(first: str, second: str, reason: str) -> None:
    (group,) = suggest([first, second])
    assert {group.keep, *group.others} == {first, second}
    assert group.reason == reason
    assert 0 < group.confidence < 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Regio Noord", "Regio Zuid"),
        ("Basisschool 12", "Basisschool 13"),
        ("GGD", "GGZ"),
        ("Zorg Oost", "Welzijn Oost"),
    ],
)
def test_different_organisations_stay_apart(first: str, second: str) -> None:
    assert suggest([first, second]) == []


def test_the_name_given_most_often_is_kept() -> None:
    (group,) = suggest(["De Brink", "De Brink", "Stichting De Brink"])
    assert (group.keep, group.others) == ("De Brink", ("Stichting De Brink",))


def test_ten_thousand_names_are_compared_in_blocks() -> None:
    names = [
        f"{kind} {chr(97 + at % 26)}{chr(97 + at // 26 % 26)}{chr(97 + at // 676)}berg"
        for at in range(5_000)
        for kind in ("Zorg", "Welzijn")
    ]
    assert len(suggest([*names, "Stichting Zorg aaaberg"])) < len(names)


def test_merging_moves_references_and_fills_gaps() -> None:
    tables = {
        "parties": pl.DataFrame(
            {"id": ["a", "b", "c"], "name": ["De Brink", "Brink BV", "C"], "sector": [None, "zorg", None]}
        ),
        "people": pl.DataFrame({"id": ["p"], "name": ["Ann Bos"], "party": ["b"]}),
        "ties": pl.DataFrame({"source": ["b", "a"], "target": ["c", "b"]}),
        "activities": pl.DataFrame({"name": ["x"], "parties": [["a", "b"]]}),
    }
    records = Records.of(merge(tables, {"b": "a"}))
    assert records.table("parties").select("id", "name", "sector").rows() == [
        ("a", "De Brink", "zorg"),
        ("c", "C", None),
    ]
    assert records.table("people")["party"].to_list() == ["a"]
    assert records.table("ties").select("source", "target").rows() == [("a", "c")]
    assert records.table("activities")["parties"].to_list() == [["a"]]


def test_nothing_is_merged_without_a_choice() -> None:
    tables = {"parties": pl.DataFrame({"id": ["a", "b"], "name": ["Brink", "Brink BV"]})}
    assert merge(tables, {})["parties"].equals(tables["parties"])
    assert merge(tables, {"a": "nowhere", "x": "a"})["parties"].equals(tables["parties"])
