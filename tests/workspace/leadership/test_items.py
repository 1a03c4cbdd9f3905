"""The item bank: how many questions, of what, in both languages, short enough for a phone."""

import re
from collections import Counter

import pytest

from vierspan.workspace.leadership.questions import items

LANGUAGES = ("nl", "en")
LONGEST_QUESTION, LONGEST_WORD = 75, 14
FOREIGN = re.compile(r"stakeholder|KPI|actor|proactie|commitment(?!s)", re.IGNORECASE)


@pytest.mark.parametrize("kind", [items.ABOUT, items.SELF])
def test_the_long_form_asks_six_of_each_orientation_and_four_of_each_scale(kind: str) -> None:
    groups = Counter(each.group for each in items.items(kind, "nl"))
    assert groups == dict.fromkeys(items.ORIENTATIONS, 6) | dict.fromkeys(items.AXES, 4)


def test_each_pole_is_asked_twice_and_by_turns() -> None:
    for axis in items.AXES:
        keys = [each.key for each in items.items(items.ABOUT, "nl") if each.group == axis]
        assert keys == [f"{axis}_lo1", f"{axis}_hi1", f"{axis}_lo2", f"{axis}_hi2"]


def test_the_short_form_has_a_question_per_orientation_and_two_on_ownership() -> None:
    assert items.keys(items.EVERYONE) == ("lead_s", "lead_e", "lead_d", "lead_p", "own1", "own2")
    assert items.keys(items.NEED) == ("need_s", "need_e", "need_d", "need_p")


@pytest.mark.parametrize("kind", [items.ABOUT, items.SELF, items.EVERYONE, items.NEED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_one_short_sentence_of_its_own(kind: str, language: str) -> None:
    texts = [each.text for each in items.items(kind, language)]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert len(text) <= LONGEST_QUESTION, text
        assert text[0].isupper() and text.count(".") <= 1, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_oneself_one_says_i(language: str) -> None:
    i = {"nl": "Ik ", "en": "I "}[language]
    assert all(each.text.startswith(i) for each in items.items(items.SELF, language))
    assert not any(each.text.startswith(i) for each in items.items(items.ABOUT, language))


@pytest.mark.parametrize("name", ["often", "lead", "need", "agree"])
def test_scales_have_five_short_words_in_both_languages(name: str) -> None:
    for language in LANGUAGES:
        found = items.scale(name, language)
        assert len(set(found.words)) == 5
        assert all(len(word) <= LONGEST_WORD for word in found.words), found.words
        assert found.cannot_judge < found.low
        assert found.options[-1] == (found.cannot_judge, found.dont_know)


def test_frequency_runs_from_one_and_the_short_forms_from_nought() -> None:
    assert (items.scale("often", "nl").low, items.scale("often", "nl").high) == (1, 5)
    assert (items.scale("lead", "nl").low, items.scale("need", "nl").high) == (0, 4)


@pytest.mark.parametrize(
    ("kind", "key", "value", "is_answer"),
    [
        (items.ABOUT, "s1", 5, True),
        (items.ABOUT, "s1", 0, True),
        (items.ABOUT, "s1", 6, False),
        (items.ABOUT, "s1", True, False),
        (items.ABOUT, "s1", "5", False),
        (items.ABOUT, "s7", 3, False),
        (items.ABOUT, "need_s", 3, False),
        (items.EVERYONE, "lead_s:0b1c", 0, True),
        (items.EVERYONE, "lead_s:0b1c", -1, True),
        (items.EVERYONE, "own1", 0, True),
        (items.NEED, "need_p", 4, True),
        (items.NEED, "need_p", 5, False),
    ],
)
def test_only_answers_on_the_scale_of_a_question_of_that_kind_count(
    kind: str, key: str, value: object, is_answer: bool
) -> None:
    assert items.allows(kind, key, value) is is_answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_in_plain_words(language: str) -> None:
    for kind in (items.ABOUT, items.SELF, items.EVERYONE, items.NEED):
        for each in items.items(kind, language):
            assert not FOREIGN.search(f"{each.text} {each.about}"), each.text
