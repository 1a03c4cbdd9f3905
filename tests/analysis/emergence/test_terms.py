"""Words out of Dutch and English texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.measures.emergence.terms import (
    merged,
    singulars,
    stop_words,
    surface,
    terms_of,
    without_parts,
    words_of,
)


def test_small_words_end_a_run_and_pairs_stand_side_by_side() -> None:
    assert terms_of("Een tekort aan thuiszorg in de wijk") == {"tekort", "thuiszorg", "wijk"}
    assert "night care" in terms_of("More night care at home")
    assert "care home" not in terms_of("night care, home alone")


def test_accents_capitals_and_possessives_fall_away() -> None:
    assert words_of("Oekraïne's crèche") == [["oekraine", "creche"]]
    assert terms_of("AI en EU") == {"ai", "eu"}
    assert terms_of("de 24 uur van 2026") == set()


def test_a_plural_counts_with_its_singular_where_both_occur() -> None:
    words = [
        "wachtlijst",
        "wachtlijsten",
        "mantelzorger",
        "mantelzorgers",
        "huis",
        "huizen",
        "jaartal",
        "brief",
        "brieven",
    ]
    found = singulars(words)
    assert found["wachtlijsten"] == "wachtlijst"
    assert found["mantelzorgers"] == "mantelzorger"
    assert (found["huizen"], found["brieven"]) == ("huis", "brief")


@pytest.mark.parametrize(
    ("plural", "single"),
    [("wetten", "wet"), ("scholen", "school"), ("raden", "raad"), ("zorgen", "zorg"), ("parties", "party"),
     ("auto's", "auto"), ("services", "service"), ("boxes", "box"), ("ziektes", "ziekte"), ("ziekten", "ziekte")],
)  # fmt: skip
def test_plurals_of_both_languages(plural: str, single: str) -> None:
    texts = merged([terms_of(plural), terms_of(single)])
    assert texts == [{single}, {single}]


def test_nothing_is_cut_off_where_the_singular_is_nowhere() -> None:
    assert singulars(["pensioenen", "kans", "les", "lessen"]) == {"lessen": "les"}


def test_a_compound_stays_a_word_of_its_own() -> None:
    assert merged([terms_of("nachtzorg"), terms_of("nachtzorgen"), terms_of("zorg")])[0] == {"nachtzorg"}


def test_a_word_that_mostly_stands_in_one_pair_is_shown_as_that_pair() -> None:
    assert without_parts({"night care": 9, "night": 10, "care": 30}) == {"care"} | {"night care"}
    assert without_parts({"night care": 2, "night": 10, "care": 30}) == {"night", "care"}


def test_a_term_is_shown_as_it_is_written() -> None:
    assert surface("oekraine", ["Steun aan Oekraïne", "Oekraïne en wij"]) == "Oekraïne"
    assert surface("night care", ["Night care costs", "the night care"]) in ("Night care", "night care")
    assert surface("elders", ["niets"]) == "elders"


def test_both_lists_of_small_words_are_there() -> None:
    assert {"het", "omdat", "whereas", "vrijdag", "friday"} <= stop_words()


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for term in terms_of(text):
        assert term == term.casefold() or not term.isascii()
        assert 1 <= len(term.split()) <= 2
