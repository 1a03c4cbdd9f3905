"""A score beside its questions tells nothing that these do not tell."""

from fractions import Fraction
from random import Random

import pytest

from vierspan.workspace.access.release import HIDDEN, Cell, Plan, from_its_questions, release
from vierspan.workspace.access.release.blunt import blunt_mean

SCALE = (1, 5)
QUESTIONS = [f"q{n}" for n in range(6)]


def told(answers: dict[str, list[int]]) -> tuple[Cell, list[Cell]]:
    """The score of a scale as it would stand alone, and its questions."""
    sheets = range(len(next(iter(answers.values()))))
    given = {key: {str(at): float(values[at]) for at in sheets} for key, values in answers.items()}
    given["score"] = {str(at): sum(values[at] for values in answers.values()) / len(answers) for at in sheets}
    snapshot = release(given, Plan(k=4, is_about_one_person=True))
    return snapshot.cell("score"), [snapshot.cell(key) for key in QUESTIONS]


def made(chance: Random) -> dict[str, list[int]]:
    """Four to fourteen who answer, all alike on some questions."""
    people = chance.choice((4, 5, 8, 10, 11, 14))
    ends = [chance.choice(((1, 1), (1, 2), (2, 4), (4, 5), (5, 5), (1, 5))) for _ in QUESTIONS]
    return {key: [chance.randint(*end) for _ in range(people)] for key, end in zip(QUESTIONS, ends, strict=True)}


def sums(cell: Cell, people: int, width: int) -> tuple[int, int]:
    """Between which whole numbers the sum behind a cell must lie."""
    able = [
        total
        for total in range(people * width, 5 * people * width + 1)
        if blunt_mean(Fraction(total, people * width), SCALE, is_large=people >= 10) == (cell.mean, cell.edge)
    ]
    return able[0], able[-1]


def is_pinned(score: Cell, questions: list[Cell], people: int) -> bool:
    """Whether the seven numbers together tell of some question that everybody said 1, or everybody 5."""
    bounds, (low, high) = [sums(each, people, 1) for each in questions], sums(score, people, len(questions))
    for at, (least, most) in enumerate(bounds):
        others = [each for place, each in enumerate(bounds) if place != at]
        if min(most, high - sum(each[0] for each in others)) <= people:
            return True
        if max(least, low - sum(each[1] for each in others)) >= 5 * people:
            return True
    return False


def test_a_score_of_its_own_would_tell_that_all_said_the_same() -> None:
    found = 0
    for seed in range(600):
        answers = made(Random(seed))  # noqa: S311 - made-up answers
        score, questions = told(answers)
        found += is_pinned(score, questions, len(answers["q0"]))
    assert found > 0, "so the score may not stand beside its questions as it is"


def test_worked_out_from_its_questions_it_depends_on_nothing_else() -> None:
    """Other answers with the same questions told give the same score: who reads it learns nothing more."""
    seen: dict[tuple[Cell, ...], tuple[float | None, str]] = {}
    for seed in range(2000):
        score, questions = told(made(Random(seed)))  # noqa: S311 - made-up answers
        shown = from_its_questions(score, questions, SCALE)
        assert seen.setdefault(tuple(questions), (shown.mean, shown.edge)) == (shown.mean, shown.edge)
        assert (shown.count, shown.is_shown) == (score.count, True)
        assert abs((shown.mean or 0) - (score.mean or 0)) <= 0.5


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_where_all_say_the_same_of_all_it_is_what_it_would_be(value: int) -> None:
    for people in (4, 9, 10, 20):
        score, questions = told({key: [value] * people for key in QUESTIONS})
        assert from_its_questions(score, questions, SCALE) == score


def test_where_a_question_is_hidden_or_the_score_it_stands_as_it_is() -> None:
    score, questions = told({key: [3, 4, 5, 2, 1] for key in QUESTIONS})
    assert from_its_questions(score, [*questions[1:], HIDDEN], SCALE) == score
    assert from_its_questions(HIDDEN, questions, SCALE) == HIDDEN
    assert from_its_questions(score, [], SCALE) == score
