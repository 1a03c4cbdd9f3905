"""Who judges which activity against which theme: one word a judge a square, and where they disagree."""

from datetime import timedelta
from uuid import UUID

import pytest

from factories import Cast, id_of, nobody
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.course import coherence
from vierspan.workspace.course.actions import judging, themes
from vierspan.workspace.course.actions.judging import Said
from vierspan.workspace.course.models import Activity, Contribution
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.insight.coherence import sense

Square = coherence.Square


@pytest.fixture
def square(cast: Cast) -> Square:
    return id_of(cast.bob, Activity, name="Pilot"), id_of(cast.bob, Theme, name="Night care")


def own(cast: Cast) -> UUID:
    """Bob's party."""
    return id_of(cast.bob, Party, external_id="P2")


def judged(cast: Cast) -> list[Act]:
    return list(Act.objects.of(cast.network.pk).filter(kind="contribution.judged"))


def test_a_party_has_one_word_on_a_square_and_may_change_it(cast: Cast, square: Square) -> None:
    for score in (1, 3):
        judging.judge(cast.bob, square, Said(judge=own(cast), score=score, reason=" because "))
    row = Contribution.objects.of(cast.network.pk).get(activity=square[0], theme=square[1])
    assert (row.score, row.reason, row.judged_on) == (3, "because", clock.today())
    assert [(act.person, act.party, act.subject) for act in judged(cast)] == [
        (cast.bob.person_id, own(cast), str(square[1]))
    ]


def test_another_day_is_another_act_on_the_same_row(cast: Cast, square: Square) -> None:
    judging.judge(cast.bob, square, Said(judge=own(cast), score=1))
    Contribution.objects.of(cast.network.pk).filter(judged_by=own(cast)).update(
        judged_on=clock.today() - timedelta(days=9)
    )
    judging.judge(cast.bob, square, Said(judge=own(cast), score=1))
    assert len(judged(cast)) == 2


def test_the_mean_and_the_disagreement_are_both_there(cast: Cast, square: Square) -> None:
    judging.judge(cast.bob, square, Said(judge=own(cast), score=3))
    judging.judge(cast.alice, square, Said(judge=cast.alice.person_id, score=0, reason="never at night"))
    cell = coherence.judged_squares(cast.gus)[square]
    assert (cell.mean, cell.low, cell.high, cell.is_disputed, cell.level) == (1.5, 0, 3, True, 2)
    assert cell.by(coherence.own_judges(cast.bob)) == 3
    assert [each.reason for each in coherence.judgements(cast.gus, *square)] == ["", "never at night"]


def test_an_older_word_of_the_same_judge_does_not_count(cast: Cast, square: Square) -> None:
    judging.judge(cast.bob, square, Said(judge=own(cast), score=3))
    old = Contribution(network_id=cast.network.pk, activity_id=square[0], theme_id=square[1], judged_by=own(cast))
    old.score, old.judged_on = 0, clock.today() - timedelta(days=400)
    old.save()
    assert coherence.judged_squares(cast.bob)[square].scores == ((own(cast), 3),)
    found = sense(cast.bob)
    assert found is not None
    assert {each.name: each.is_blank for each in found.coherence.themes}["Night care"] is False


@pytest.mark.parametrize("score", [-1, 4])
def test_a_score_is_0_to_3(cast: Cast, square: Square, score: int) -> None:
    with pytest.raises(Invalid):
        judging.judge(cast.bob, square, Said(judge=own(cast), score=score))


def test_nobody_speaks_for_another(cast: Cast, square: Square) -> None:
    elsewhere = id_of(cast.bob, Party, external_id="P1")
    for judge in (elsewhere, cast.alice.person_id, nobody(), None):
        with pytest.raises(NotAllowed):
            judging.judge(cast.bob, square, Said(judge=judge, score=2))
    judging.judge(cast.alice, square, Said(judge=own(cast), score=2))  # a leader writes down what a party says
    for somebody in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            judging.judge(somebody, square, Said(judge=None, score=2))


def test_squares_of_another_network_or_of_a_theme_let_go_are_not_there(cast: Cast, square: Square) -> None:
    theirs = id_of(cast.dirk, Theme, name="Housing")
    with pytest.raises(NotFound):
        judging.judge(cast.bob, (square[0], theirs), Said(judge=own(cast), score=2))
    themes.let_go(cast.alice, square[1])
    with pytest.raises(NotFound):
        judging.judge(cast.bob, square, Said(judge=own(cast), score=2))


def test_what_is_taken_back_is_gone_and_the_others_stay(cast: Cast, square: Square) -> None:
    judging.judge(cast.bob, square, Said(judge=own(cast), score=3))
    judging.judge(cast.alice, square, Said(judge=cast.alice.person_id, score=1))
    assert judging.take_back(cast.bob, square, own(cast)) == 1
    assert judging.take_back(cast.bob, square, own(cast)) == 0
    assert coherence.judged_squares(cast.bob)[square].mean == 1


def test_one_square_after_another_until_nothing_waits(cast: Cast) -> None:
    judge = own(cast)
    first = coherence.waiting(cast.bob, judge)
    assert (first.done, first.total) == (0, 4)
    assert first.next is not None
    assert Activity.objects.of(cast.network.pk).get(pk=first.next[0]).name == "Pilot"  # what Bob's party does is first
    for _turn in range(4):
        found = coherence.waiting(cast.bob, judge)
        assert found.next is not None
        judging.judge(cast.bob, found.next, Said(judge=judge, score=1))
    assert coherence.waiting(cast.bob, judge).next is None


def test_skipping_goes_on_and_comes_round(cast: Cast) -> None:
    order = coherence.not_judged(cast.bob, own(cast))
    assert coherence.waiting(cast.bob, own(cast), order[0]).next == order[1]
    assert coherence.waiting(cast.bob, own(cast), order[-1]).next == order[0]


def test_a_judge_who_is_taken_out_leaves_a_nameless_score(cast: Cast, square: Square) -> None:
    judging.judge(cast.bob, square, Said(judge=own(cast), score=2))
    removal.remove(cast.alice, own(cast))
    assert coherence.judged_squares(cast.alice)[square].scores == ((None, 2),)


def test_who_stands_for_nobody_judges_as_nobody_in_particular(cast: Cast) -> None:
    """As who has just made a network, before there is anybody in it."""
    Person.objects.of(cast.other.pk).delete()
    assert coherence.judges(cast.dirk)[0].id is None


def test_gaps_loose_ends_and_effort_are_those_of_methods(cast: Cast, square: Square) -> None:
    found = sense(cast.gus)
    assert found is not None
    by_name = {each.name: each for each in found.coherence.themes}
    assert by_name["Night care"].is_blank
    assert by_name["Housing"].coverage == pytest.approx(0.4)
    assert {each.name: each.why_loose for each in found.coherence.activities} == {
        "Loose end": "no_theme",
        "Pilot": None,
    }
    assert found.elsewhere == pytest.approx(0.5)  # no hours: both activities count the same
    themes.let_go(cast.alice, square[1])
    again = sense(cast.gus)
    assert again is not None
    assert [each.name for each in again.coherence.themes] == ["Housing"]
