"""Sentences: complete in both languages, and written as the language writes."""

import string
from datetime import date

import pytest

from vierspan.analysis.phrases import phrase, phrasebook, written


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", phrasebook())
def test_a_phrase_exists_in_both_languages_with_the_same_facts(key: str) -> None:
    entry = phrasebook()[key]
    assert entry["nl"].strip() and entry["en"].strip()
    assert placeholders(entry["nl"]) == placeholders(entry["en"])
    assert ("nl_one" in entry) == ("en_one" in entry)


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    assert written(1234.5, "number", "nl") == "1.234,5"
    assert written(1234.5, "number", "en") == "1,234.5"
    assert written(5.0, "number", "nl") == "5"
    assert written(0.743, "percent", "nl") == "74 procent"
    assert written(0.743, "percent", "en") == "74 per cent"
    assert written(date(2026, 3, 9), "date", "nl") == "9 maart 2026"
    assert written(None, "number", "en") == "–"


def test_an_unknown_phrase_or_a_missing_fact_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("no.such.phrase", "nl")
