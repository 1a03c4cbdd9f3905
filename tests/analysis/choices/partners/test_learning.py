"""Weights: learnt from the past, never below nothing, and near the shipped ones where there is little to learn from."""

from datetime import timedelta

import numpy as np
from hypothesis import given, settings

from made_teams import FIRST, LATER, Team, history_of, many_teams
from vierspan.analysis.choices.partners import Query, learn
from vierspan.analysis.choices.partners.evidence import COLUMNS
from vierspan.analysis.choices.partners.examples import lessons
from vierspan.analysis.choices.partners.learning import weights_from
from vierspan.analysis.choices.partners.weights import SORTS, Weights, shipped


def loyal() -> list[Team]:
    """Three years in which the same three always work together, whatever the theme, while others come and go."""
    circles = [("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"), ("j", "k", "l")]
    return [
        Team(
            name=f"t{number:03}",
            members=tuple(np.roll(circles[number % 4], number // 4).tolist()),
            themes=(("care", "water", "energy")[number % 3],),
            day=FIRST + timedelta(days=9 * number),
        )
        for number in range(120)
    ]


def test_a_history_of_loyal_circles_teaches_loyalty() -> None:
    told = learn(history_of(loyal())).rank(Query(initiator="d", themes=("care",), day=LATER))
    assert {each.member for each in told[:2]} == {"e", "f"}
    assert told[1].score > told[2].score


def test_learning_makes_the_true_partners_more_likely() -> None:
    taught = lessons(history_of(loyal()))
    nothing = Weights(**{sort: np.zeros(len(COLUMNS)) for sort in SORTS})
    learnt = weights_from(taught, nothing)

    def missed(weights: Weights) -> float:
        total = 0.0
        for lesson in taught:
            powers = np.exp(weights.scores(lesson.evidence, ~lesson.is_new if lesson.met else None))
            total -= float(np.log(powers[lesson.joined] / powers.sum()).mean())
        return total

    assert missed(learnt) < missed(nothing)


@settings(max_examples=20, deadline=None)
@given(many_teams())
def test_no_weight_is_below_nothing(teams: list[Team]) -> None:
    weights = learn(history_of(teams)).weights
    assert (weights.known >= 0).all()
    assert (weights.new >= 0).all()
    assert (weights.unknown >= 0).all()


def test_without_lessons_the_shipped_weights_hold() -> None:
    assert learn(history_of([])).weights.known.tolist() == shipped().known.tolist()
    undated = [Team(name=str(n), members=("a", "b"), day=None) for n in range(5)]
    assert lessons(history_of(undated)) == []


def test_few_lessons_move_the_shipped_weights_but_little() -> None:
    taught = [lesson for lesson in lessons(history_of(loyal())) if lesson.met]

    def moved(count: int) -> float:
        return float(np.abs(weights_from(taught[:count], shipped()).known - shipped().known).sum())

    assert 0 < moved(1) < moved(8) < moved(len(taught))


def test_lessons_know_nothing_of_the_year_they_ask_about() -> None:
    teams = loyal()
    begin = teams[-1].day
    assert begin is not None
    for lesson in lessons(history_of(teams)):
        assert lesson.joined.any()
        assert 0 < lesson.reach <= 1
    newcomers = Team(name="x", members=("new", "a"), day=begin - timedelta(days=10))
    again = Team(name="y", members=("new", "a"), day=begin)
    told = lessons(history_of([*teams, newcomers, again]))
    assert [lesson.met for lesson in told].count(False) == 2


def test_who_never_worked_with_the_initiator_is_asked_about_apart() -> None:
    taught = [lesson for lesson in lessons(history_of(loyal())) if lesson.met]
    assert all(lesson.of_new() is None for lesson in taught)
    newcomer = Team(name="t119", members=("d", "a"), themes=("care",), day=FIRST + timedelta(days=9 * 119))
    lesson = next(each for each in lessons(history_of([*loyal()[:-1], newcomer])) if each.of_new())
    alone = lesson.of_new()
    assert alone is not None
    assert alone.joined.sum() == 1
    assert alone.reach == 1
    assert alone.is_new.all()


def test_new_ones_share_out_their_own_places_and_past_partners_keep_theirs() -> None:
    known, new = np.zeros(len(COLUMNS)), np.zeros(len(COLUMNS))
    known[0], new[1] = 1.0, 1.0
    found = np.zeros((5, len(COLUMNS)))
    found[:, 0], found[:, 1] = [5, 4, 3, 2, 1], [0, 1, 9, 2, 2]
    past = np.array([False, True, False, False, False])
    weights = Weights(known=known, new=new, unknown=known)
    assert weights.scores(found, past).tolist() == [1, 4, 5, 3, 2]
    assert weights.scores(found, None).tolist() == [5, 4, 3, 2, 1]


def test_every_sort_of_evidence_has_a_shipped_weight() -> None:
    assert shipped().known.shape == (len(COLUMNS),)
    assert shipped().known.sum() > 0
    assert shipped().new[: COLUMNS.index("circle")].sum() == 0 < shipped().new.sum()
    assert shipped().unknown[: COLUMNS.index("theme")].sum() == 0
