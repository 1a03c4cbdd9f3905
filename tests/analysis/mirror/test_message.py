"""The message of the page."""

import pytest

from vierspan.analysis.mirror.message import message
from vierspan.analysis.schema import Language


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "De koers is in goede handen, het werk aan de voorwaarden niet"),
        ("en", "The course is in good hands, the work on conditions is not"),
    ],
)
def test_rooms_are_named_in_the_language_of_the_reader(language: Language, sentence: str) -> None:
    key = {"phrase": "mirror.message.one_strong_one_short", "strong": "strategist", "short": "developer"}
    assert message(key, language) == sentence


def test_a_sentence_begins_with_a_capital() -> None:
    key = {"phrase": "mirror.message.hangs_on_one", "orientation": "developer", "actor": "An"}
    assert message(key, "en").startswith("More than half of the work on conditions")
