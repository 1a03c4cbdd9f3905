"""The moments that people know, and choosing from more than the library."""

from vierspan.analysis.interventions import Situation, choose, library, moments, moments_of
from vierspan.analysis.orientations import Orientation


def test_every_finder_that_an_intervention_answers_belongs_to_one_moment_only() -> None:
    named = [finder for each in moments().values() for finder in each.finders]
    assert len(named) == len(set(named))
    assert {finder for one in library().values() for finder in one.triggers} == set(named)


def test_every_moment_has_three_to_choose_from_and_words_in_both_languages() -> None:
    for key, each in moments().items():
        assert len([one for one in library().values() if key in moments_of(one)]) >= 3, key
        assert each.words("nl") != each.words("en")


def test_every_intervention_is_made_for_a_moment() -> None:
    assert all(moments_of(one) for one in library().values())


def test_what_is_not_among_them_is_not_chosen() -> None:
    few = {number: library()[number] for number in (1, 12, 30)}
    situation = Situation(orientation=None, wanted={"FD": -1.0}, avoid=frozenset({30}))
    assert {one.intervention for one in choose(situation, few)} == {1, 12}
    assert choose(situation, {}) == ()


def test_without_an_orientation_all_of_them_compete() -> None:
    gaps = {Orientation.DEVELOPER: 0.9}
    found = choose(Situation(orientation=None, gaps=gaps))
    assert {library()[one.intervention].orientation for one in found} == {Orientation.DEVELOPER}


def test_the_stretch_comes_from_those_among_which_is_chosen() -> None:
    directive = {number: one for number, one in library().items() if one.polarity.get("FD", 0) > 0}
    found = choose(Situation(orientation=None, comfort={"FD": 1.0}), directive)
    assert {one.intervention for one in found} <= set(directive)
