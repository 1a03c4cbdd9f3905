"""Every finder can say what it found, in both languages."""

import string

import pytest

from vierspan.analysis.handles import FINDERS
from vierspan.analysis.phrases import phrasebook

PARTS = ("headline", "facts", "urgency", "question")


@pytest.mark.parametrize("finder", [finder.key for finder in FINDERS])
def test_every_finder_has_all_its_sentences(finder: str) -> None:
    for part in PARTS:
        entry = phrasebook()[f"handle.{finder}.{part}"]
        assert entry["nl"]
        assert entry["en"]


@pytest.mark.parametrize("finder", [finder.key for finder in FINDERS])
def test_both_languages_speak_of_the_same_figures(finder: str) -> None:
    for part in PARTS:
        entry = phrasebook()[f"handle.{finder}.{part}"]
        assert placeholders(entry["nl"]) == placeholders(entry["en"])
        assert ("nl_one" in entry) == ("en_one" in entry)


@pytest.mark.parametrize("finder", [finder.key for finder in FINDERS])
def test_the_question_asks(finder: str) -> None:
    entry = phrasebook()[f"handle.{finder}.question"]
    assert entry["nl"].endswith("?")
    assert entry["en"].endswith("?")


def test_no_sentence_is_left_without_a_finder() -> None:
    known = {f"handle.{finder.key}.{part}" for finder in FINDERS for part in PARTS}
    assert {key for key in phrasebook() if key.startswith(("handle.course.", "handle.horizon."))} <= known
    assert {key for key in phrasebook() if key.startswith(("handle.conditions.", "handle.initiatives."))} <= known


def placeholders(sentence: str) -> set[tuple[str, str | None]]:
    return {(name, kind) for _, name, kind, _ in string.Formatter().parse(sentence) if name}
