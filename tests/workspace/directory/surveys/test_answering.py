"""What somebody does with a personal link."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from survey_circle import Circle, drawn
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.surveys import answering
from vierspan.workspace.directory.surveys.actions import drafts, running
from vierspan.workspace.directory.surveys.errors import SurveyClosed
from vierspan.workspace.directory.surveys.models import Answer, Key, Survey, Voice

TokenOf = Callable[[Survey, Person], str]


def test_a_link_opens_the_questions_about_everybody_but_ones_own_party(circle: Circle, token_of: TokenOf) -> None:
    sheet = answering.opened(token_of(circle.opened(), circle.people[0]))
    assert (sheet.network, sheet.voice, sheet.is_closed, sheet.is_done) == ("The circle", "Person 0", False, False)
    assert [entry.name for entry in sheet.roster] == [f"Party {n}" for n in range(1, 8)]
    assert len(sheet.questions) == 12
    assert sheet.questions[0].about("Party 1") == "How often are you in touch with Party 1?"
    assert answering.opened(token_of(circle.opened(), circle.people[0]), "nl").questions[0].text.startswith("Hoe vaak")


def test_reading_changes_nothing(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.opened()
    token = token_of(survey, circle.people[0])
    before = list(Voice.objects.of(survey.network_id).order_by("pk").values())
    answering.opened(token)
    answering.own_page(token)
    assert list(Voice.objects.of(survey.network_id).order_by("pk").values()) == before


def test_only_the_hash_of_a_link_is_kept(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.opened()
    token = token_of(survey, circle.people[0])
    assert token not in str(list(Key.objects.of(survey.network_id).values()))


def test_a_link_that_is_not_one_opens_nothing(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.opened()
    token = token_of(survey, circle.people[0])
    voice = Voice.objects.of(survey.network_id).get(person=circle.people[0])
    running.withdraw_voice(circle.lead, survey.pk, voice.pk)
    for wrong in ("", "nothing", token + "x", token):
        with pytest.raises(NotFound):
            answering.opened(wrong)


def test_a_draft_opens_to_nobody(circle: Circle, token_of: TokenOf) -> None:
    with pytest.raises(NotFound):
        answering.opened(token_of(circle.draft(), circle.people[0]))


def test_an_older_draft_that_comes_late_changes_nothing(circle: Circle, token_of: TokenOf) -> None:
    token = token_of(circle.opened(), circle.people[0])
    answering.keep(token, {"version": 2, "at": "page 2"})
    answering.keep(token, {"version": 1, "at": "page 1"})
    answering.keep(token, {"version": 2, "at": "again"})
    assert answering.opened(token).draft == {"version": 2, "at": "page 2"}


@pytest.mark.parametrize("draft", [{}, {"version": "1"}, {"version": 0}, {"version": 1, "words": "x" * 500_000}])
def test_a_draft_without_a_number_or_without_end_is_refused(
    circle: Circle, token_of: TokenOf, draft: dict[str, object]
) -> None:
    token = token_of(circle.opened(), circle.people[0])
    with pytest.raises(Invalid):
        answering.keep(token, draft)


def test_answers_are_handed_in_and_may_be_changed_until_closing(circle: Circle, token_of: TokenOf) -> None:
    survey = circle.opened()
    token = token_of(survey, circle.people[0])
    about = str(circle.parties[1].pk)
    answering.keep(token, {"version": 5})
    answering.hand_in(token, {about: {"knows": 3, "trust_open": 2}}, opted_in=True)
    answering.hand_in(token, {about: {"knows": 4}}, opted_in=False)
    sheet = answering.opened(token)
    assert sheet.given == {about: {"knows": 4}}
    assert (sheet.is_done, sheet.opted_in, sheet.draft, sheet.draft_version) == (True, False, {}, 5)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"knows": 9}, "outside_the_scale"),
        ({"knows": True}, "outside_the_scale"),
        ({"shoe_size": 4}, "unknown_question"),
    ],
)
def test_what_was_not_asked_is_not_kept(circle: Circle, token_of: TokenOf, values: dict[str, int], reason: str) -> None:
    survey = circle.opened()
    token = token_of(survey, circle.people[0])
    with pytest.raises(Invalid) as slip:
        answering.hand_in(token, {str(circle.parties[1].pk): values}, opted_in=True)
    assert slip.value.reason == reason
    with pytest.raises(Invalid):
        answering.hand_in(token, {str(circle.parties[0].pk): {"knows": 1}}, opted_in=True)  # their own party
    assert not Answer.objects.of(survey.network_id).exists()
    assert not answering.opened(token).is_done


def test_no_answer_says_when_it_was_given() -> None:
    kinds = {field.get_internal_type() for model in (Answer, Voice) for field in model._meta.get_fields()}
    assert "DateTimeField" not in kinds
    assert "DateField" not in {field.get_internal_type() for field in Answer._meta.get_fields()}


def test_after_the_last_day_no_answer_is_taken(
    circle: Circle, token_of: TokenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = circle.opened()
    token = token_of(survey, circle.people[0])
    later = clock.today() + timedelta(days=15)
    monkeypatch.setattr(clock, "today", lambda: later)
    assert answering.opened(token).is_closed
    with pytest.raises(SurveyClosed):
        answering.hand_in(token, {}, opted_in=True)
    with pytest.raises(SurveyClosed):
        answering.keep(token, {"version": 1})


def test_an_evergreen_wave_asks_only_what_is_new_or_changed(circle: Circle, token_of: TokenOf) -> None:
    first = circle.opened(is_evergreen=True)
    person, token = circle.people[0], token_of(first, circle.people[0])
    said = drawn(first, token, 1)
    answering.hand_in(token, said, opted_in=True)
    running.close(circle.lead, first.pk)
    Party(network_id=first.network_id, name="Newcomer", ring="core").save()
    moved = circle.parties[3]
    moved.sector = "welfare"
    moved.save()
    second = circle.dated(drafts.follow(circle.lead, first.pk))
    running.open_to_voices(circle.lead, second.pk)
    token = token_of(second, person)
    sheet = answering.opened(token)
    assert [entry.name for entry in sheet.roster if entry.is_asked] == ["Newcomer", "Party 3"]
    assert [entry.name for entry in sheet.roster if entry.is_new] == ["Newcomer"]
    assert sheet.earlier == said
    answering.hand_in(token, {str(moved.pk): {"knows": 1}}, opted_in=True)
    kept = answering.opened(token).given
    assert kept == said | {str(moved.pk): {"knows": 1}}
    rows = Answer.objects.of(second.network_id).filter(voice__survey=second)
    assert {row.given_in_id for row in rows} == {first.pk, None}


def test_what_is_over_a_year_old_is_asked_again(
    circle: Circle, token_of: TokenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = circle.opened(is_evergreen=True)
    token = token_of(first, circle.people[0])
    answering.hand_in(token, drawn(first, token, 1), opted_in=True)
    running.close(circle.lead, first.pk)
    Survey.objects.of(first.network_id).filter(pk=first.pk).update(closed_on=clock.today() - timedelta(days=366))
    second = circle.dated(drafts.follow(circle.lead, first.pk))
    running.open_to_voices(circle.lead, second.pk)
    assert all(entry.is_old for entry in answering.opened(token_of(second, circle.people[0])).roster)
