"""What a closed survey tells, and what it never tells."""

import json
from collections.abc import Callable

import pytest

from survey_circle import Circle, drawn
from vierspan.workspace.directory.models import Person, Tie
from vierspan.workspace.directory.surveys import answering, queries
from vierspan.workspace.directory.surveys.actions import drafts, running
from vierspan.workspace.directory.surveys.models import Release, Survey
from vierspan.workspace.directory.surveys.queries import Results

TokenOf = Callable[[Survey, Person], str]


@pytest.fixture
def answered(circle: Circle, token_of: TokenOf) -> Callable[..., Survey]:
    """A survey that these people answered, each in their own way."""

    def of(people: list[Person], *, willing: tuple[int, ...] = (), **more: object) -> Survey:
        survey = circle.opened(**more)
        for n, person in enumerate(people):
            token = token_of(survey, person)
            is_willing = circle.people.index(person) in willing
            answering.hand_in(token, drawn(survey, token, n), opted_in=is_willing)
        return survey

    return of


def told(circle: Circle, survey: Survey) -> Results:
    running.close(circle.lead, survey.pk)
    results = queries.results(circle.lead, survey.pk)
    assert results is not None
    return results


def test_before_closing_nothing_is_told(circle: Circle, answered: Callable[..., Survey]) -> None:
    survey = answered(circle.people)
    assert queries.results(circle.lead, survey.pk) is None


def test_with_enough_parties_each_question_has_a_figure_per_party(
    circle: Circle, answered: Callable[..., Survey]
) -> None:
    results = told(circle, answered(circle.people))
    assert (results.invited, results.answered) == (16, 16)
    for question in results.questions:
        cells = [results.cell(question.key, party.pk) for party in circle.parties]
        assert all(cell.is_shown and cell.count == "5-9" for cell in cells), "seven parties answered about each"
        assert results.averages[question.key].names == 8


def test_one_party_has_one_voice_however_many_people_answer(circle: Circle, answered: Callable[..., Survey]) -> None:
    results = told(circle, answered(circle.people[:8]))  # eight people of four parties
    assert not any(results.cell("trust_open", party.pk).is_shown for party in circle.parties)


def test_where_no_party_can_be_told_of_one_figure_over_all_may(circle: Circle, answered: Callable[..., Survey]) -> None:
    results = told(circle, answered(circle.people[:10:2]))  # one person of each of five parties
    shown = [party for party in circle.parties if results.cell("trust_open", party.pk).is_shown]
    assert shown == circle.parties[5:], "five sides answered about these"
    few = told(circle, answered(circle.people[:8:2], title="Again"))
    assert few.averages["trust_open"].value is None, "four sides are too few for anything"


def test_who_is_in_touch_with_whom_is_no_figure_per_party(circle: Circle, answered: Callable[..., Survey]) -> None:
    survey = answered(circle.people)
    told(circle, survey)
    kept = Release.objects.of(survey.network_id).get(survey=survey).snapshot
    assert not any(cell["place"][0].startswith("knows") for cell in kept["per_name"]["cells"])


def test_the_snapshot_names_no_respondent(circle: Circle, answered: Callable[..., Survey]) -> None:
    survey = answered(circle.people)
    told(circle, survey)
    kept = json.dumps(Release.objects.of(survey.network_id).get(survey=survey).snapshot)
    assert not any(str(person.pk) in kept for person in circle.people)


def test_figures_stay_when_answers_would_go(circle: Circle, answered: Callable[..., Survey]) -> None:
    survey = answered(circle.people)
    before = told(circle, survey)
    circle.people[0].delete()
    assert queries.results(circle.lead, survey.pk) == before


def test_ties_are_written_only_where_everybody_of_both_sides_agreed(
    circle: Circle, answered: Callable[..., Survey]
) -> None:
    # Of parties 0 and 1 both people agreed, of party 2 only one.
    survey = answered(circle.people, willing=(0, 1, 2, 3, 4))
    told(circle, survey)
    ties = Tie.objects.of(survey.network_id).filter(basis="survey")
    willing = {circle.parties[0].pk, circle.parties[1].pk}
    assert all({tie.source, tie.target} == willing and tie.directed for tie in ties)
    assert all(tie.strength is not None and tie.strength >= 2 for tie in ties)
    if len(ties) == 2:
        assert all(tie.confirmed for tie in ties)


def test_the_strength_of_a_tie_is_the_mean_of_the_voices(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.opened()
    one, other = str(circle.parties[0].pk), str(circle.parties[1].pk)
    said = [{other: {"knows": 4}}, {other: {"knows": 3}}, {one: {"knows": 2}}, {one: {"knows": 1}}]
    for person, answers in zip(circle.people, said, strict=False):
        answering.hand_in(token_of(survey, person), answers, opted_in=True)
    told(circle, survey)
    ties = Tie.objects.of(survey.network_id).filter(basis="survey")
    assert [(tie.source, tie.target, tie.strength) for tie in ties] == [
        (circle.parties[0].pk, circle.parties[1].pk, 3.5)
    ]
    assert ties[0].confirmed is None, "the other side knows the name only"


def test_a_later_wave_ends_the_ties_of_the_one_before(circle: Circle, token_of: TokenOf) -> None:
    first = circle.opened()
    other = str(circle.parties[1].pk)
    for person in circle.people[:4]:
        mine = {other: {"knows": 4}} if person.party == circle.parties[0] else {}
        answering.hand_in(token_of(first, person), mine, opted_in=True)
    told(circle, first)
    second = circle.dated(drafts.follow(circle.lead, first.pk))
    running.open_to_voices(circle.lead, second.pk)
    told(circle, second)
    tie = Tie.objects.of(first.network_id).get(basis="survey")
    second.refresh_from_db()
    assert tie.until == second.closed_on


def test_a_survey_about_people_tells_others_only_of_all_together(
    circle: Circle, answered: Callable[..., Survey], token_of: TokenOf
) -> None:
    survey = answered(circle.people, about="people")
    token = token_of(survey, circle.people[0])
    results = told(circle, survey)
    assert results.names == ()
    assert results.cells == {}
    assert results.averages["trust_open"].names == 16
    own = answering.own_page(token).results
    assert own is not None
    assert [entry.name for entry in own.names] == ["Person 0"]
    assert own.cell("trust_open", circle.people[0].pk).is_shown
    assert not own.cell("trust_open", circle.people[1].pk).is_shown


def test_an_evergreen_wave_never_lets_one_changed_answer_be_read_off(circle: Circle, token_of: TokenOf) -> None:
    """Between two waves one side changes its answers; the gate must know that the rest are the very same ones."""
    first = circle.opened(is_evergreen=True)
    for n, person in enumerate(circle.people[::2]):
        token = token_of(first, person)
        answering.hand_in(token, drawn(first, token, n), opted_in=False)
    told(circle, first)
    second = circle.dated(drafts.follow(circle.lead, first.pk))
    running.open_to_voices(circle.lead, second.pk)
    for n, person in enumerate(circle.people[::2]):
        token = token_of(second, person)
        changed = drawn(second, token, 99) if n == 0 else {}
        answering.hand_in(token, changed, opted_in=False)
    results = told(circle, second)
    others = circle.parties[1:]
    assert not any(results.cell("trust_open", party.pk).is_shown for party in others)
