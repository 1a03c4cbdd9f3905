"""A round of the pulse: what is asked, what is told, and what nobody can find back."""

import json
from datetime import timedelta

import pytest
from django.core import mail

from reflection_circle import ITEMS, Circle, token
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.models import PulseResult
from vierspan.workspace.conditions.reflection import answering, jobs
from vierspan.workspace.conditions.reflection.actions import rounds
from vierspan.workspace.conditions.reflection.actions.rounds import Asked, Shape
from vierspan.workspace.conditions.reflection.answering import Said
from vierspan.workspace.conditions.reflection.errors import AlreadyOpen, RoundClosed
from vierspan.workspace.conditions.reflection.models import Invitation, Response, Round
from vierspan.workspace.conditions.reflection.queries import rounds as queries
from vierspan.workspace.conditions.reflection.queries import trends
from vierspan.workspace.directory.models import Person


def responses(circle: Circle) -> list[Response]:
    return list(Response.objects.of(circle.network.pk))


def test_everybody_with_an_address_gets_a_link_of_their_own(circle: Circle) -> None:
    of = circle.opened()
    assert len(mail.outbox) == 16
    links = {line for letter in mail.outbox for line in letter.body.splitlines() if "/pulse/" in line}
    assert len(links) == 16
    assert any(link.endswith(f"/{token(of, circle.people[3])}/") for link in links)


def test_with_fewer_people_than_a_figure_rests_on_a_round_does_not_start(circle: Circle) -> None:
    made = rounds.create(circle.lead, circle.shape())
    rounds.choose_people(circle.lead, made.pk, [person.pk for person in circle.people[:4]])
    with pytest.raises(Invalid, match="too_few_asked"):
        rounds.open_round(circle.lead, made.pk)
    assert mail.outbox == []


def test_once_it_is_open_nothing_of_it_can_be_changed(circle: Circle) -> None:
    of = circle.opened()
    with pytest.raises(AlreadyOpen):
        rounds.change(circle.lead, of.pk, circle.shape(k=6), seen=of.changed_at.isoformat())
    with pytest.raises(AlreadyOpen):
        rounds.choose_people(circle.lead, of.pk, [])


def test_answers_can_be_changed_until_closing(circle: Circle) -> None:
    of, person = circle.opened(), circle.people[5]
    circle.answer(of, [person], 2)
    circle.answer(of, [person], 5)
    assert [each.answers["trust"] for each in responses(circle)] == [5]
    assert answering.opened(token(of, person)).said.answers["trust"] == 5


def test_what_is_filled_in_is_kept_and_does_not_count_yet(circle: Circle) -> None:
    of, person = circle.opened(), circle.people[5]
    answering.keep(token(of, person), Said(answers={"trust": 3}))
    sheet = answering.opened(token(of, person))
    assert (sheet.said.answers, sheet.is_done) == ({"trust": 3}, False)
    circle.answer(of, circle.people[6:12])
    rounds.close(circle.lead, of.pk)
    assert len(responses(circle)) == 6, "a draft goes at closing"


def test_opening_the_link_changes_nothing(circle: Circle) -> None:
    of = circle.opened()
    answering.opened(token(of, circle.people[0]))
    assert responses(circle) == []


@pytest.mark.parametrize("answers", [{"trust": 6}, {"trust": -1}, {"trust": True}, {"other": 3}])
def test_only_what_is_asked_can_be_answered(circle: Circle, answers: dict[str, int]) -> None:
    of = circle.opened()
    with pytest.raises(Invalid):
        answering.hand_in(token(of, circle.people[0]), Said(answers=answers))


def test_a_token_of_nobody_leads_nowhere(circle: Circle) -> None:
    of = circle.opened()
    found = token(of, circle.people[0])
    for wrong in ("", "x", found[:-4] + "AAAA", "A" * len(found), "é" * 10):
        with pytest.raises(NotFound):
            answering.opened(wrong)


def test_nothing_is_told_before_closing(circle: Circle) -> None:
    of = circle.opened()
    circle.answer(of, circle.people)
    assert queries.results(circle.lead, of.pk) is None
    assert not PulseResult.objects.of(circle.network.pk).exists()
    turnout = queries.progress(circle.lead, of.pk).whole
    assert (turnout.from_percent, turnout.answered) == (75, None)


def test_closing_tells_blunt_figures_to_everybody_alike(circle: Circle) -> None:
    of = circle.opened(breakdown="sector")
    circle.answer(of, circle.people[:8], 4)
    circle.answer(of, circle.people[8:], 3)
    rounds.close(circle.lead, of.pk)
    for reader in (circle.lead, circle.member, circle.observer):
        found = queries.results(reader, of.pk)
        assert found is not None
        assert (found.cell("trust").mean, found.cell("trust").count) == (3.5, "16")
        assert (found.cell("trust", "care").mean, found.cell("trust", "care").count) == (3.5, "5-9")


def test_too_few_answers_show_nothing_and_reach_no_mirror(circle: Circle) -> None:
    of = circle.opened()
    circle.answer(of, circle.people[:4])
    rounds.close(circle.lead, of.pk)
    found = queries.results(circle.lead, of.pk)
    assert found is not None and not any(found.cell(item).is_shown for item in ITEMS)
    assert not PulseResult.objects.of(circle.network.pk).exists()


def test_who_cannot_judge_does_not_count_for_that_question(circle: Circle) -> None:
    of = circle.opened()
    for n, person in enumerate(circle.people[:6]):
        answering.hand_in(token(of, person), Said(answers={"trust": 4, "process": 0 if n < 2 else 4}))
    rounds.close(circle.lead, of.pk)
    found = queries.results(circle.lead, of.pk)
    assert found is not None
    assert found.cell("trust").is_shown and not found.cell("process").is_shown


def test_the_mirror_gets_the_figures_as_they_were_released(circle: Circle) -> None:
    of = circle.opened()
    circle.answer(of, circle.people[:7], 4)
    rounds.close(circle.lead, of.pk)
    row = PulseResult.objects.of(circle.network.pk).get(item="developer_granted")
    assert (row.score, row.answers, row.invited, row.party_id) == (4, 5, 16, None)
    wave = trends.latest(circle.member, "developer_granted")
    assert wave is not None and (wave.score, wave.count) == (4, "5-9")
    assert len(trends.series(circle.observer, "developer_granted")) == 1


def test_closing_a_second_time_changes_nothing(circle: Circle) -> None:
    of = circle.opened()
    circle.answer(of, circle.people)
    rounds.close(circle.lead, of.pk)
    before = Round.objects.of(circle.network.pk).get(pk=of.pk).snapshot
    letters = len(mail.outbox)
    with pytest.raises(RoundClosed):
        rounds.close(circle.lead, of.pk)
    jobs.close_round_when_due.call(str(circle.network.pk), str(of.pk))
    assert Round.objects.of(circle.network.pk).get(pk=of.pk).snapshot == before
    assert len(mail.outbox) == letters
    assert PulseResult.objects.of(circle.network.pk).count() == len(ITEMS)


def test_the_night_after_its_last_day_a_round_closes_by_itself(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    of = circle.opened()
    circle.answer(of, circle.people)
    jobs.close_round_when_due.call(str(circle.network.pk), str(of.pk))
    assert Round.objects.of(circle.network.pk).get().state == "open", "its last day has yet to come"
    later = clock.today() + timedelta(days=8)
    monkeypatch.setattr(clock, "today", lambda: later)
    with pytest.raises(RoundClosed):
        circle.answer(of, circle.people[:1])
    jobs.close_round_when_due.call(str(circle.network.pk), str(of.pk))
    assert Round.objects.of(circle.network.pk).get().state == "closed"


def test_after_closing_the_link_takes_nothing_and_knows_nobody(circle: Circle) -> None:
    of, person = circle.opened(), circle.people[2]
    circle.answer(of, circle.people)
    link = token(of, person)
    rounds.close(circle.lead, of.pk)
    sheet = answering.opened(link)
    assert sheet.is_closed and not sheet.is_done and not sheet.said.answers
    with pytest.raises(RoundClosed):
        answering.hand_in(link, Said(answers={"trust": 1}))


def test_a_reminder_goes_to_who_did_not_answer_and_once_a_day(circle: Circle) -> None:
    of = circle.opened()
    circle.answer(of, circle.people[:10])
    mail.outbox.clear()
    rounds.remind(circle.lead, of.pk)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(p.email for p in circle.people[10:])
    assert any(token(of, circle.people[12]) in letter.body for letter in mail.outbox), "the same link as before"
    rounds.remind(circle.lead, of.pk)
    assert len(mail.outbox) == 6


def test_two_days_before_the_end_a_reminder_goes_by_itself(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    of, today = circle.opened(), clock.today()
    circle.answer(of, circle.people[:10])
    mail.outbox.clear()
    for days, letters in ((4, 0), (5, 6), (5, 6), (6, 6)):
        monkeypatch.setattr(clock, "today", lambda days=days: today + timedelta(days=days))
        jobs.remind_when_due.call(str(circle.network.pk), str(of.pk))
        assert len(mail.outbox) == letters


def test_who_was_asked_hears_what_came_of_it(circle: Circle) -> None:
    of = circle.opened()
    circle.answer(of, circle.people)
    mail.outbox.clear()
    rounds.close(circle.lead, of.pk)
    assert len(mail.outbox) == 16
    assert "4.0" in mail.outbox[0].body and "/pulse/" not in mail.outbox[0].body


def test_opening_is_an_act_and_answering_leaves_none(circle: Circle) -> None:
    of = circle.opened()
    circle.answer(of, circle.people)
    rounds.close(circle.lead, of.pk)
    acts = Act.objects.of(circle.network.pk)
    assert [(act.kind, act.subject) for act in acts] == [("reflection.opened", str(of.pk))]


def test_words_are_shown_from_five_on_and_only_when_they_may(circle: Circle) -> None:
    of = circle.opened(open_en="What would help?")
    for n, person in enumerate(circle.people[:6]):
        answering.hand_in(token(of, person), Said(answers={"trust": 4}, words=f"w{n}", may_show_words=n > 0))
    rounds.close(circle.lead, of.pk)
    found = queries.results(circle.lead, of.pk)
    assert found is not None and sorted(found.texts) == ["w1", "w2", "w3", "w4", "w5"]
    assert all(each.words == "" for each in responses(circle))


def test_own_questions_keep_their_key_over_waves(circle: Circle) -> None:
    own = Asked(en="We laugh enough.")
    of = circle.opened(questions=[Asked(key="trust"), own])
    circle.answer(of, circle.people)
    rounds.close(circle.lead, of.pk)
    then = rounds.follow(circle.lead, of.pk)
    assert then.questions == of.questions
    assert len(queries.asked(circle.lead, then.pk)) == 16
    seen = then.changed_at.isoformat()
    asked = [Asked(key=each["key"], nl=each["nl"], en=each["en"]) for each in then.questions]
    changed = rounds.change(circle.lead, then.pk, circle.shape(questions=asked), seen=seen)
    assert [each["key"] for each in changed.questions] == [each["key"] for each in of.questions]


def test_only_leaders_run_rounds_and_outsiders_see_nothing(circle: Circle) -> None:
    of = circle.opened()
    with pytest.raises(NotAllowed):
        rounds.create(circle.member, circle.shape())
    with pytest.raises(NotAllowed):
        queries.progress(circle.member, of.pk)
    for call in (queries.round_of, queries.results, rounds.close, rounds.remind):
        with pytest.raises(NotFound):
            call(circle.outsider, of.pk)


def test_my_own_link_is_mine_alone(circle: Circle) -> None:
    of = circle.opened()
    assert queries.own_link(circle.member, of.pk) == token(of, circle.people[1])
    assert queries.own_link(circle.other, of.pk) == token(of, circle.people[2])
    assert queries.own_link(circle.observer, of.pk) == ""
    circle.answer(of, [circle.people[1]])
    assert queries.has_answered(circle.member, of.pk) and not queries.has_answered(circle.other, of.pk)


def test_who_is_taken_out_is_no_longer_asked_and_the_rest_stays(circle: Circle) -> None:
    from vierspan.workspace.directory.actions.removal import remove

    of = circle.opened()
    circle.answer(of, circle.people)
    remove(circle.lead, circle.people[7].pk)
    assert Invitation.objects.of(circle.network.pk).count() == 15
    assert len(responses(circle)) == 16, "whose answers these are is not to be known"


def test_an_empty_title_or_too_many_own_questions_are_refused(circle: Circle) -> None:
    with pytest.raises(Invalid, match="needs_a_name"):
        rounds.create(circle.lead, circle.shape(title=" "))
    with pytest.raises(Invalid, match="too_many_own"):
        rounds.create(circle.lead, circle.shape(questions=[Asked(en=f"Q{n}") for n in range(9)]))
    with pytest.raises(Invalid, match="k_out_of_range"):
        rounds.create(circle.lead, Shape(title="x", k=4))
    with pytest.raises(Invalid, match="day_past"):
        rounds.create(circle.lead, circle.shape(closes_on=clock.today() - timedelta(days=1)))


def test_no_snapshot_holds_a_name_or_an_id_of_somebody(circle: Circle) -> None:
    of = circle.opened(breakdown="ring")
    circle.answer(of, circle.people)
    rounds.close(circle.lead, of.pk)
    kept = json.dumps(Round.objects.of(circle.network.pk).get().snapshot)
    people = Person.objects.of(circle.network.pk)
    assert not [each.name for each in people if each.name in kept or each.pk.hex in kept or str(each.pk) in kept]
