"""The message of the page."""

from collections.abc import Mapping, Sequence

import pytest

from analysis.measures.scenes import PARTIES, Act, records_of
from vierspan.analysis.mirror import look
from vierspan.analysis.mirror.message import message
from vierspan.analysis.phrases import has_phrase
from vierspan.analysis.schema import Language

Columns = Mapping[str, Sequence[object]]

NEED: Columns = {"name": ["N"], "purpose": [["learning"]]}
TALK: Act = ("theme.proposed", "An", None, 0)
RULE: Act = ("rule.proposed", "Bo", None, 0)
SIGNAL: Act = ("signal.spotted", "Cy", None, 0)
STEP: Act = ("step.convened", "Di", None, 0)


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


@pytest.mark.parametrize(
    ("acts", "tables", "expected"),
    [
        ([TALK] * 40 + [RULE], {"network": NEED}, "one_strong_one_short"),
        ([RULE] * 10, {"network": {"name": ["N"], "purpose": [["innovation"]]}}, "one_short"),
        ([TALK, RULE, SIGNAL, STEP] * 3, {"network": {"name": ["N"], "purpose": [["innovation"]]}}, "all_short"),
        ([TALK] * 10, {}, "hangs_on_one"),
        ([TALK, ("theme.proposed", "Bo", None, 0)] * 5, {}, "only_one_room"),
        ([TALK, RULE, SIGNAL], {}, "mostly"),
        ([TALK, RULE, SIGNAL, STEP], {}, "most_and_least"),
        ([], {"gatherings": {"name": ["G"]}, "attendance": {"gathering": ["G"], "person": ["An"]}}, "met"),
        ([], {}, "nothing_yet"),
    ],
)
def test_the_message_is_what_matters_most(acts: list[Act], tables: dict[str, Columns], expected: str) -> None:
    key = look(records_of(*acts, **tables)).picture.key
    assert has_phrase(key["phrase"])
    assert key["phrase"] == f"mirror.message.{expected}"


@pytest.mark.parametrize("declared", [0.0, 2.0])
def test_needs_that_are_met_are_said_too(declared: float) -> None:
    network = {"name": ["N"]} | {
        f"need_{orientation}": [declared] for orientation in ("strategist", "explorer", "developer", "process_manager")
    }
    kinds = ("theme.proposed", "rule.proposed", "signal.spotted", "step.convened")
    acts: list[Act] = [(kind, person, None, 0) for kind in kinds for person in ("An", "Bo") for _ in range(12)]
    key = look(records_of(*acts, network=network)).picture.key
    assert key["phrase"] == f"mirror.message.{'all_fit' if declared else 'one_crowded'}"


def test_a_clear_core_is_said_where_there_are_no_deeds() -> None:
    friends = [(one, other) for one in PARTIES[:3] for other in PARTIES[:3] if one < other]
    ties: Columns = {"source": [one for one, _ in friends], "target": [other for _, other in friends]}
    assert look(records_of(ties=ties)).picture.key["phrase"] in {
        "mirror.message.clear_core",
        "mirror.message.no_clear_core",
    }
