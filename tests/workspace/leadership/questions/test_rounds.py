"""A round of questions about leading, from draft to what is told."""

from datetime import timedelta

import pytest
from django.core import mail

from leadership_circle import Circle, again, all_alike, answer, make_circle, token
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import DomainError, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.models import Attendance, Gathering
from vierspan.workspace.conditions.reflection.errors import AlreadyOpen, RoundClosed
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.leadership.questions import answering, items, jobs, own, own_file, queries
from vierspan.workspace.leadership.questions.actions import choosing, running
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round, SelfAnswers, Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle() -> Circle:
    return make_circle()


def test_what_others_see_in_somebody_comes_to_that_person_and_to_nobody_else(circle: Circle) -> None:
    raters = circle.people[2:10]
    of = circle.opened_about_me(raters)
    for person in raters:
        answer(of, person, all_alike(ABOUT, 4))
    running.close(circle.me, of.pk)
    [told] = queries.released_about(circle.me)
    assert (told.snapshot.cell("S").mean, told.snapshot.cell("S").count) == (4.0, "5-9")
    assert told.snapshot.cell("fd_hi").mean == 4.0
    assert told.snapshot.cell("p3").mean == 4.0
    assert (told.invited, told.answered) == (8, 8)
    for reader in (circle.lead, circle.second, circle.other, circle.observer, circle.outsider):
        assert queries.released_about(reader) == []
        with pytest.raises(DomainError):
            queries.round_(reader, of.pk)
    assert [row.pk for row in queries.rounds(circle.lead)] == []


def test_one_round_that_is_open_is_seen_by_the_two_who_chose_and_nobody_else(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    assert [row.pk for row in queries.rounds(circle.second)] == [of.pk] == [row.pk for row in queries.rounds(circle.me)]
    for reader in (circle.lead, circle.other, circle.observer):
        assert queries.rounds(reader) == []
        for ask in (queries.round_, queries.asked, queries.progress, queries.results):
            with pytest.raises(NotFound):
                ask(reader, of.pk)
        for act in (running.close, running.remind, running.open_round, running.throw_away):
            with pytest.raises(DomainError):
                act(reader, of.pk)
    assert not Act.objects.of(circle.network.pk).filter(subject=str(of.pk)).exists(), "it is theirs to tell"


def test_it_opens_only_when_both_have_agreed_on_the_same_people(circle: Circle) -> None:
    of = circle.drafted_about_me(circle.people[2:10])
    assert queries.missing(circle.me, of.pk) == []
    choosing.choose_people(circle.second, of.pk, [person.pk for person in circle.people[3:10]])
    assert queries.missing(circle.me, of.pk) == ["not_agreed"]
    with pytest.raises(Invalid, match="not_agreed"):
        running.open_round(circle.me, of.pk)
    choosing.agree(circle.second, of.pk)
    assert queries.missing(circle.me, of.pk) == ["not_agreed"]
    choosing.agree(circle.me, of.pk)
    running.open_round(circle.me, of.pk)
    with pytest.raises(AlreadyOpen):
        choosing.choose_people(circle.me, of.pk, [])
    with pytest.raises(NotFound):
        running.close(circle.second, of.pk)


@pytest.mark.parametrize(
    ("first", "last", "reason"), [(2, 5, "too_few_asked"), (2, 2, "too_few_asked")], ids=["three", "none"]
)
def test_with_too_few_it_does_not_open(circle: Circle, first: int, last: int, reason: str) -> None:
    made = choosing.ask_about_me(circle.me, circle.shape(second=circle.second.person_id))
    choosing.choose_people(circle.me, made.pk, [person.pk for person in circle.people[first:last]])
    with pytest.raises(Invalid, match=reason):
        choosing.agree(circle.me, made.pk)
    assert reason in queries.missing(circle.me, made.pk)


def test_four_is_the_floor_about_one_person_and_five_elsewhere(circle: Circle) -> None:
    choosing.ask_about_me(circle.me, circle.shape(second=circle.second.person_id, k=4))
    with pytest.raises(Invalid, match="k_out_of_range"):
        choosing.ask_about_me(circle.me, circle.shape(second=circle.second.person_id, k=3))
    with pytest.raises(Invalid, match="k_out_of_range"):
        choosing.ask_all(circle.lead, NEED, circle.shape(k=4))


def test_who_asks_chooses_somebody_else_with_an_account_to_look_along(circle: Circle) -> None:
    for second, reason in (
        (None, "second_missing"),
        (circle.me.person_id, "second_is_first"),
        (circle.people[8].pk, "cannot_read_it"),
    ):
        with pytest.raises(Invalid, match=reason):
            choosing.ask_about_me(circle.me, circle.shape(second=second))
    with pytest.raises(NotAllowed):
        choosing.ask_about_me(circle.observer, circle.shape(second=circle.second.person_id))
    with pytest.raises(NotAllowed):
        choosing.ask_all(circle.me, NEED, circle.shape())


def test_who_worked_along_for_less_than_four_months_cannot_be_asked(circle: Circle) -> None:
    new, met_lately, *known = circle.people[2:10]
    new.joined_on = clock.today() - timedelta(days=60)
    new.save()
    held_on = clock.today() - timedelta(days=30)
    gathering = Gathering.objects.create(network=circle.network, name="Lately", held_on=held_on)
    for person in (circle.people[0], met_lately):
        Attendance.objects.create(network=circle.network, gathering=gathering, person=person, present=True)
    of = choosing.ask_about_me(circle.me, circle.shape(second=circle.second.person_id))
    hindered = {each.person.pk: each.hindrance for each in queries.candidates(circle.me, of.pk) if each.hindrance}
    assert hindered == {new.pk: "too_short_together", met_lately.pk: "too_short_together"}
    for person in (new, met_lately):
        with pytest.raises(Invalid, match="too_short_together"):
            choosing.choose_people(circle.me, of.pk, [person.pk])
    with pytest.raises(Invalid, match="asked_of_oneself"):
        choosing.choose_people(circle.me, of.pk, [circle.people[0].pk])
    assert choosing.choose_people(circle.me, of.pk, [person.pk for person in known]) == len(known)


def test_a_letter_goes_to_each_with_a_link_of_their_own_and_a_reminder_only_to_who_waits(circle: Circle) -> None:
    raters = circle.people[2:8]
    of = circle.opened_about_me(raters)
    answer(of, raters[0], all_alike(ABOUT, 3))
    asked = [each for each in mail.outbox if "How do you see Person 1 lead" in each.subject]
    assert {each.to[0] for each in asked} == {person.email for person in raters}
    assert all(token(of, person) in next(m.body for m in asked if m.to == [person.email]) for person in raters)
    mail.outbox.clear()
    running.remind(circle.me, of.pk)
    running.remind(circle.me, of.pk)
    assert {each.to[0] for each in mail.outbox} == {person.email for person in raters[1:]}
    assert len(mail.outbox) == 5, "once a day"


def test_answers_can_be_changed_until_closing_and_not_after(circle: Circle) -> None:
    raters = circle.people[2:10]
    of = circle.opened_about_me(raters)
    for person in raters:
        answer(of, person, all_alike(ABOUT, 2))
    link = token(of, raters[0])
    answering.keep(link, all_alike(ABOUT, 5))
    assert answering.opened(link).answers["s1"] == 5
    assert answering.opened(link).is_handed_in
    running.close(circle.me, of.pk)
    with pytest.raises(RoundClosed):
        answering.keep(link, {"s1": 1})
    sheet = answering.opened(link)
    assert (sheet.is_closed, sheet.answers, sheet.voice, sheet.about) == (True, {}, "", None)


@pytest.mark.parametrize(("answers", "reason"), [({"x1": 3}, "unknown_question"), ({"s1": 6}, "outside_the_scale")])
def test_what_is_no_answer_is_refused(circle: Circle, answers: dict[str, int], reason: str) -> None:
    raters = circle.people[2:10]
    link = token(circle.opened_about_me(raters), raters[0])
    with pytest.raises(Invalid, match=reason):
        answering.keep(link, answers)
    with pytest.raises(Invalid, match="nothing_answered"):
        answering.hand_in(link)


def test_what_is_not_handed_in_does_not_count(circle: Circle) -> None:
    raters = circle.people[2:10]
    of = circle.opened_about_me(raters)
    for person in raters[:4]:
        answer(of, person, all_alike(ABOUT, 4))
    answering.keep(token(of, raters[4]), all_alike(ABOUT, 4))
    running.close(circle.me, of.pk)
    [told] = queries.released_about(circle.me)
    assert not any(cell.is_shown for cell in told.snapshot.cells.values())
    assert told.answered is None, "of too few not even how few"
    assert queries.progress(circle.me, of.pk).whole.answered is None


def test_who_is_taken_out_while_it_runs_counts_no_more(circle: Circle) -> None:
    raters = circle.people[2:8]
    of = circle.opened_about_me(raters)
    for person in raters:
        answer(of, person, all_alike(ABOUT, 4))
    for person in raters[:2]:
        person.delete()
    running.close(circle.me, of.pk)
    [told] = queries.released_about(circle.me)
    assert told.answered is None
    assert Response.objects.of(circle.network.pk).filter(round=of).count() == 4


def test_under_four_of_six_judged_no_score_comes_of_a_sheet(circle: Circle) -> None:
    raters = circle.people[2:8]
    of = circle.opened_about_me(raters)
    for at, person in enumerate(raters):
        unsure = dict.fromkeys(("s4", "s5", "s6"), 0) if at < 2 else {}
        answer(of, person, {**all_alike(ABOUT, 4), **unsure})
    running.close(circle.me, of.pk)
    [told] = queries.released_about(circle.me)
    assert not told.snapshot.cell("S").is_shown, "four left, where five must be"
    assert told.snapshot.cell("D").is_shown
    assert not told.snapshot.cell("s1").is_shown, "beside the score it would tell of those two"
    assert told.snapshot.cell("d1").is_shown


def test_a_second_round_about_somebody_waits_three_months_also_when_the_first_is_thrown_away(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    running.close(circle.me, of.pk)
    running.throw_away(circle.me, of.pk)
    assert queries.rounds(circle.me) == [] == queries.released_about(circle.me)
    assert not Invitation.objects.of(circle.network.pk).filter(round=of).exists()
    made = circle.drafted_about_me(circle.people[2:10])
    assert queries.missing(circle.me, made.pk) == ["asked_before"]
    Round.objects.of(circle.network.pk).filter(pk=of.pk).update(closed_on=clock.today() - timedelta(days=91))
    assert queries.missing(circle.me, made.pk) == []


def test_what_the_network_needs_is_asked_again_after_three_months_or_when_nothing_came_of_it(circle: Circle) -> None:
    """Else who chooses whom to ask could ask one more the next day, and take the two from each other."""
    first = circle.opened_for_all(NEED)
    running.close(circle.lead, first.pk)
    of = circle.opened_for_all(NEED)
    for person in circle.people[:5]:
        answer(of, person, all_alike(NEED, 2))
    running.close(circle.lead, of.pk)
    made = choosing.ask_all(circle.lead, NEED, circle.shape())
    assert queries.missing(circle.lead, made.pk) == ["asked_before"]
    running.throw_away(circle.lead, of.pk)
    assert queries.missing(circle.lead, made.pk) == ["asked_before"], "the figures were seen"
    Round.objects.of(circle.network.pk).filter(pk=of.pk).update(closed_on=clock.today() - timedelta(days=91))
    assert queries.missing(circle.lead, made.pk) == []


def test_the_network_says_what_it_needs(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    for at, person in enumerate(circle.people):
        answer(of, person, {**all_alike(NEED, 2), "need_e": 4 if at else -1})
    assert queries.needs_said(circle.me) is None
    running.close(circle.lead, of.pk)
    told = queries.needs_said(circle.observer)
    assert told is not None
    assert (told.snapshot.cell("need_s").mean, told.snapshot.cell("need_s").count) == (2.0, "12")
    assert (told.snapshot.cell("need_e").edge, told.snapshot.cell("need_e").count) == ("at_least", "11")
    assert Act.objects.of(circle.network.pk).filter(kind="reflection.opened", subject=str(of.pk)).count() == 1


def test_who_takes_the_lead_is_told_to_each_of_themself_and_to_all_together(circle: Circle) -> None:
    of = circle.opened_for_all(EVERYONE)
    links = {person.pk: token(of, person) for person in circle.people}
    for person in circle.people[:10]:
        answering.agree(links[person.pk], agrees=True)
    answering.agree(links[circle.people[10].pk], agrees=False)
    assert circle.people[10].pk not in {each.pk for each in answering.opened(links[circle.people[0].pk]).roster}
    assert circle.people[0].pk not in {each.pk for each in answering.opened(links[circle.people[0].pk]).roster}
    for person in circle.people:
        roster = answering.opened(links[person.pk]).roster
        about = {
            f"{each.key}:{other.pk}": 3 if other.pk == circle.people[0].pk else 1
            for each in items.leads("nl")
            for other in roster
        }
        answer(of, person, {**about, "own1": 4, "own2": 2})
    running.close(circle.lead, of.pk)
    mine, other = queries.shared_lead(circle.me), queries.shared_lead(circle.lead)
    assert mine is not None and other is not None
    assert mine.snapshot.cell("lead_s").mean == 3.0
    assert not other.snapshot.cell("lead_s").is_shown, "a leader who is nobody on the list has none"
    assert mine.leads["lead_s"].people == 10
    assert mine.leads["lead_s"].often == 1
    assert not mine.snapshot.cell("own1").is_shown, "four parties are four voices"
    assert Told.objects.of(circle.network.pk).filter(round=of).count() == 10


def test_a_round_closes_by_itself_the_night_after_its_last_day(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    Round.objects.of(circle.network.pk).filter(pk=of.pk).update(closes_on=clock.today() - timedelta(days=1))
    jobs.close_round_when_due.call(str(of.network_id), str(of.pk))
    assert again(of).state == "closed"


def test_what_was_said_of_somebody_goes_after_two_years(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    running.close(circle.me, of.pk)
    jobs.forget_when_old.call(str(of.network_id), str(of.pk))
    assert Round.objects.of(circle.network.pk).filter(pk=of.pk).exists()
    Round.objects.of(circle.network.pk).filter(pk=of.pk).update(closed_on=clock.today() - timedelta(days=730))
    jobs.forget_when_old.call(str(of.network_id), str(of.pk))
    assert not Round.objects.of(circle.network.pk).filter(pk=of.pk).exists()


def test_one_takes_along_what_is_ones_own_and_nothing_of_others(circle: Circle) -> None:
    raters = circle.people[2:10]
    of = circle.opened_about_me(raters)
    for person in raters:
        answer(of, person, all_alike(ABOUT, 4))
    mine, raters_own = own_file.all_of_mine(circle.me), own_file.all_of_mine(circle.other)
    assert mine["told_by_others"] == [] == mine["asked_of_me"]
    assert raters_own["asked_of_me"][0]["answers"]["s1"] == 4
    own.keep(circle.me, {"s1": 5})
    own.hand_in(circle.me)
    running.close(circle.me, of.pk)
    mine = own_file.all_of_mine(circle.me)
    assert mine["about_myself"][0]["answers"] == {"s1": 5}
    assert len(mine["told_by_others"]) == 1
    assert own_file.all_of_mine(circle.other)["asked_of_me"] == []
    assert own_file.all_of_mine(circle.lead) == {}


def test_who_is_taken_out_takes_along_what_was_said_of_them(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    running.close(circle.me, of.pk)
    own.keep(circle.me, {"s1": 5})
    everyone = circle.opened_for_all(EVERYONE)
    answering.agree(token(everyone, circle.people[0]), agrees=True)
    running.close(circle.lead, everyone.pk)
    assert circle.me.person_id is not None
    removal.remove(circle.lead, circle.me.person_id)
    for model in (SelfAnswers, Told):
        assert not model.objects.of(circle.network.pk).exists()
    assert list(Round.objects.of(circle.network.pk).values_list("kind", flat=True)) == [EVERYONE]


def test_two_who_are_one_cannot_both_have_been_asked(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    assert Invitation.objects.of(circle.network.pk).filter(round=of).count() == 8
    with pytest.raises(Invalid, match="both_asked"):
        doubles.merge(circle.lead, "people", keep=circle.people[2].pk, gone=circle.people[3].pk)
