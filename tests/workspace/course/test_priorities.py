"""Hours, limits, rounds and the choice: who may, what is refused, and what it leaves in the ledger."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from factories import Cast, id_of
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.course.actions import capacity
from vierspan.workspace.course.models import Activity, Capacity
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.actions import choosing, limits, rounds
from vierspan.workspace.course.priorities.actions.choosing import Chosen
from vierspan.workspace.course.priorities.actions.rounds import Plan
from vierspan.workspace.course.priorities.models import Asked, Bond, Choice, Kept, Picked, Round, Vote
from vierspan.workspace.course.priorities.quarters import last_day, next_quarter, quarter_of
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Party, Theme
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.harvest.actions.portfolio import decide_portfolio, take_back_portfolio
from vierspan.workspace.initiatives.models import Decision
from vierspan.workspace.insight import portfolio, runs

NOW = quarter_of(date(2026, 3, 2))


@pytest.fixture
def brink(cast: Cast) -> UUID:
    return id_of(cast.alice, Party, name="Thuiszorg De Brink")


@pytest.fixture
def oosterdal(cast: Cast) -> UUID:
    return id_of(cast.alice, Party, name="Gemeente Oosterdal")


@pytest.fixture
def pilot(cast: Cast) -> UUID:
    return id_of(cast.alice, Activity, name="Pilot")


@pytest.fixture
def loose(cast: Cast) -> UUID:
    return id_of(cast.alice, Activity, name="Loose end")


@pytest.fixture
def held(cast: Cast) -> Round:
    return rounds.open_round(cast.alice, Plan(title="What first?", way="dots", themes=theme_ids(cast), dots=3))


def theme_ids(cast: Cast) -> tuple[str, ...]:
    return tuple(str(each.pk) for each in Theme.objects.of(cast.network.pk).order_by("name"))


def test_quarters_begin_and_end_where_they_should() -> None:
    assert quarter_of(date(2026, 12, 31)) == date(2026, 10, 1)
    assert next_quarter(date(2026, 10, 1)) == date(2027, 1, 1)
    assert last_day(date(2026, 1, 1)) == date(2026, 3, 31)


def test_a_party_states_its_hours_and_what_it_said_of_that_quarter_makes_place(cast: Cast, oosterdal: UUID) -> None:
    first = capacity.state(cast.bob, oosterdal, NOW, hours=40, energy=3)
    capacity.state(cast.bob, oosterdal, NOW, hours=30, seen=version(first))
    held = queries.capacity_at(cast.bob, NOW)[str(oosterdal)]
    assert (held.hours, held.energy) == (30, None)
    assert Capacity.objects.of(cast.network.pk).filter(party=oosterdal, since=NOW).count() == 1


def test_two_who_state_the_same_quarter_see_both(cast: Cast, oosterdal: UUID) -> None:
    capacity.state(cast.bob, oosterdal, NOW, hours=40)
    with pytest.raises(Changed):
        capacity.state(cast.alice, oosterdal, NOW, hours=10, seen="")


def test_nobody_states_the_hours_of_a_party_of_others(cast: Cast, brink: UUID) -> None:
    with pytest.raises(NotAllowed):
        capacity.state(cast.bob, brink, NOW, hours=4)
    capacity.state(cast.alice, brink, NOW, hours=4)
    for who in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            capacity.state(who, brink, NOW, hours=4)
    with pytest.raises(NotFound):
        capacity.state(cast.dirk, brink, NOW, hours=4)


@pytest.mark.parametrize(
    ("hours", "energy", "field"),
    [(-1, None, "hours"), (float("nan"), None, "hours"), (1e9, None, "hours"), (1, 9, "energy")],
)
def test_hours_that_cannot_be_are_refused(
    cast: Cast, oosterdal: UUID, hours: float, energy: float | None, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        capacity.state(cast.bob, oosterdal, NOW, hours=hours, energy=energy)
    assert refused.value.field == field


def test_what_a_later_quarter_has_counts_only_from_then(cast: Cast, oosterdal: UUID) -> None:
    capacity.state(cast.bob, oosterdal, NOW, hours=40)
    capacity.state(cast.bob, oosterdal, next_quarter(NOW), hours=8)
    assert queries.capacity_at(cast.bob, NOW)[str(oosterdal)].hours == 40
    assert queries.capacity_at(cast.bob, next_quarter(NOW))[str(oosterdal)].hours == 8
    capacity.take_back(cast.bob, oosterdal, next_quarter(NOW))
    assert queries.capacity_at(cast.bob, next_quarter(NOW))[str(oosterdal)].hours == 40


def test_an_activity_asks_a_fourth_of_its_hours_shared_equally_unless_told(
    cast: Cast, pilot: UUID, brink: UUID, oosterdal: UUID
) -> None:
    Activity.objects.of(cast.network.pk).filter(pk=pilot).update(hours=80)
    limits.ask(cast.bob, pilot, {str(brink): 25.0})
    rows = queries.candidates(cast.bob)
    share = queries.shares(cast.bob, rows)[pilot]
    assert (share[str(brink)].hours, share[str(oosterdal)].hours) == (25, 10)
    limits.ask(cast.bob, pilot, {str(brink): None})
    assert queries.shares(cast.bob, rows)[pilot][str(brink)].hours == 10


def test_hours_are_asked_only_of_a_party_of_the_activity(cast: Cast, pilot: UUID) -> None:
    stranger = id_of(cast.alice, Party, name="Café Samen")
    with pytest.raises(Invalid):
        limits.ask(cast.bob, pilot, {str(stranger): 4.0})
    with pytest.raises(NotFound):
        limits.ask(cast.dirk, pilot, {})


def test_what_goes_together_is_said_once(cast: Cast, pilot: UUID, loose: UUID) -> None:
    limits.bind(cast.bob, "excludes", pilot, loose, reason="one hall")
    with pytest.raises(Invalid) as twice:
        limits.bind(cast.bob, "excludes", loose, pilot)
    assert twice.value.reason == "said_already"
    with pytest.raises(Invalid):
        limits.bind(cast.bob, "needs", pilot, pilot)
    with pytest.raises(Invalid):
        limits.bind(cast.bob, "needs", pilot, None)
    with pytest.raises(Invalid):
        limits.bind(cast.bob, "whatever", pilot)
    with pytest.raises(NotFound):
        limits.bind(cast.dirk, "must", pilot)
    with pytest.raises(NotAllowed):
        limits.bind(cast.carla, "must", pilot)


def test_terms_that_somebody_changed_meanwhile_are_not_overwritten(cast: Cast) -> None:
    key = theme_ids(cast)[0]
    first = limits.set_terms(cast.bob, weights={key: 4.0}, must_themes=[], is_for_everybody=False, seen="")
    seen = version(first)
    limits.set_terms(cast.alice, weights={key: 2.0}, must_themes=[key], is_for_everybody=True, seen=seen)
    with pytest.raises(Changed):
        limits.set_terms(cast.bob, weights={key: 9.0}, must_themes=[], is_for_everybody=False, seen=seen)
    with pytest.raises(NotFound):
        limits.set_terms(cast.bob, weights={str(uuid4()): 1.0}, must_themes=[], is_for_everybody=False, seen="")


def test_a_party_has_one_voice_and_may_change_it_while_the_round_is_open(
    cast: Cast, held: Round, oosterdal: UUID
) -> None:
    one, other = theme_ids(cast)
    rounds.vote(cast.bob, held.pk, oosterdal, {one: 3})
    rounds.vote(cast.bob, held.pk, oosterdal, {one: 1, other: 2})
    vote = Vote.objects.of(cast.network.pk).get(round=held)
    assert vote.given == {one: 1, other: 2}
    rounds.close_round(cast.alice, held.pk)
    with pytest.raises(Conflict):
        rounds.vote(cast.bob, held.pk, oosterdal, {one: 3})
    rounds.reopen_round(cast.alice, held.pk)
    rounds.vote(cast.bob, held.pk, oosterdal, {one: 3})


@pytest.mark.parametrize(
    ("given", "reason"),
    [((4, 0), "too_many_dots"), ((-1, 1), "below_zero"), ((0, 0), "give_something")],
)
def test_dots_that_do_not_add_up_are_refused(
    cast: Cast, held: Round, oosterdal: UUID, given: tuple[int, int], reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        rounds.vote(cast.bob, held.pk, oosterdal, dict(zip(theme_ids(cast), given, strict=True)))
    assert refused.value.reason == reason


def test_places_are_given_once_each_from_one_on(cast: Cast, oosterdal: UUID) -> None:
    one, other = theme_ids(cast)
    held = rounds.open_round(cast.bob, Plan(title="In order", way="ranking", themes=(one, other)))
    for wrong in ({one: 2}, {one: 1, other: 1}):
        with pytest.raises(Invalid):
            rounds.vote(cast.bob, held.pk, oosterdal, wrong)
    rounds.vote(cast.bob, held.pk, oosterdal, {other: 1, one: 2})
    agreed = portfolio.agreement(cast.bob, held)
    assert [each.thing for each in agreed.stands] == [other, one]


def test_a_round_is_for_who_opened_it_or_a_leader_to_close(cast: Cast, held: Round, brink: UUID) -> None:
    with pytest.raises(NotAllowed):
        rounds.close_round(cast.bob, held.pk)
    with pytest.raises(NotAllowed):
        rounds.vote(cast.bob, held.pk, brink, {theme_ids(cast)[0]: 1})
    with pytest.raises(NotFound):
        rounds.close_round(cast.dirk, held.pk)
    for who in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            rounds.open_round(who, Plan(title="x", way="dots", themes=theme_ids(cast)))
    rounds.remove_round(cast.alice, held.pk)
    assert not Vote.objects.of(cast.network.pk).exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"way": "darts"}, "way"),
        ({"dots": 0}, "dots"),
        ({"themes": ()}, "themes"),
        ({"closes_on": date(2020, 1, 1)}, "closes_on"),
    ],
)
def test_a_round_that_cannot_be_is_not_opened(cast: Cast, changed: dict[str, object], field: str) -> None:
    plan = {"title": "What first?", "way": "dots", "themes": theme_ids(cast), **changed}
    with pytest.raises(Invalid) as refused:
        rounds.open_round(cast.alice, Plan(**plan))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_what_the_parties_gave_becomes_what_the_themes_weigh(cast: Cast, held: Round) -> None:
    one, other = theme_ids(cast)
    rounds.take_over(cast.bob, held.pk, {one: 7.0, other: 1.0})
    themes = Theme.objects.of(cast.network.pk)
    assert queries.weights(cast.bob, themes) == {one: 7.0, other: 1.0}


def chosen(*activities: UUID, **more: object) -> Chosen:
    given = {"quarter": NOW, "activities": frozenset(activities), "reason": "It fits", **more}
    return Chosen(**given)  # type: ignore[arg-type]


def test_a_choice_stands_on_record_as_a_decision_and_in_the_ledger(cast: Cast, pilot: UUID, loose: UUID) -> None:
    later = clock.today() + timedelta(days=60)
    made = decide_portfolio(cast.bob, chosen(pilot, revisit_on=later, reasons={loose: "full"}), name="This quarter")
    assert made.decision is not None
    decision = Decision.objects.of(cast.network.pk).get(pk=made.decision)
    assert (decision.name, decision.outcome, decision.closer_id) == ("This quarter", "adopted", cast.bob.person_id)
    rows = {row.name: row for row in Picked.objects.of(cast.network.pk).filter(of=made)}
    assert (rows["Pilot"].verdict, rows["Loose end"].verdict) == ("now", "not_now")
    assert (rows["Loose end"].revisit_on, rows["Loose end"].reason) == (later, "full")
    kinds = set(Act.objects.of(cast.network.pk).filter(person=cast.bob.person_id).values_list("kind", flat=True))
    assert {"priority.set", "decision.closed"} <= kinds


def test_the_mirror_counts_the_choice_once(cast: Cast, pilot: UUID) -> None:
    made = decide_portfolio(cast.bob, chosen(pilot), name="This quarter")
    acts = runs.unpacked(runs.make(cast.network.pk).acts)
    mine = acts.filter(acts["subject"].is_in([str(made.pk), str(made.decision)]))
    assert sorted(mine["kind"].to_list()) == ["decision.closed", "priority.set"]


def test_a_choice_that_is_taken_back_takes_its_decision_along(cast: Cast, pilot: UUID) -> None:
    made = decide_portfolio(cast.bob, chosen(pilot), name="This quarter")
    assert made.decision is not None
    take_back_portfolio(cast.bob, made.pk)
    assert not Choice.objects.of(cast.network.pk).exists()
    assert not Decision.objects.of(cast.network.pk).filter(pk=made.decision).exists()


@pytest.mark.parametrize(
    ("more", "field"), [({"reason": " "}, "reason"), ({"revisit_on": date(2020, 1, 1)}, "revisit_on")]
)
def test_a_choice_without_a_reason_or_with_a_day_gone_by_is_refused(
    cast: Cast, pilot: UUID, more: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        decide_portfolio(cast.bob, chosen(pilot, **more), name="x")
    assert refused.value.field == field
    assert not Decision.objects.of(cast.network.pk).filter(name="x").exists()


def test_only_who_may_choose_chooses(cast: Cast, pilot: UUID) -> None:
    for who in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            decide_portfolio(who, chosen(pilot), name="x")
    with pytest.raises(Invalid):
        decide_portfolio(cast.dirk, chosen(pilot), name="x")
    made = decide_portfolio(cast.alice, chosen(pilot), name="x")
    with pytest.raises(NotAllowed):
        take_back_portfolio(cast.bob, made.pk)
    with pytest.raises(NotFound):
        take_back_portfolio(cast.dirk, made.pk)


def test_what_waits_is_looked_at_again(cast: Cast, pilot: UUID, loose: UUID) -> None:
    decide_portfolio(cast.alice, chosen(pilot), name="x")
    (row,) = queries.not_now(cast.bob)
    later = clock.today() + timedelta(days=30)
    choosing.look_again(cast.bob, row.pk, until=later)
    assert queries.not_now(cast.bob)[0].revisit_on == later
    choosing.look_again(cast.bob, row.pk)
    assert queries.not_now(cast.bob) == []
    with pytest.raises(Conflict):
        choosing.look_again(cast.bob, row.pk)


def test_the_answer_is_kept_until_what_it_follows_from_changes(
    cast: Cast, pilot: UUID, brink: UUID, oosterdal: UUID
) -> None:
    Activity.objects.of(cast.network.pk).filter(pk=pilot).update(hours=80)
    first = portfolio.answer(cast.bob, NOW, portfolio.question_of(cast.bob, NOW))
    assert first is not None
    assert first.chosen == (str(pilot),)
    again = portfolio.answer(cast.bob, NOW, portfolio.question_of(cast.bob, NOW))
    assert again is not None
    assert again.made_at == first.made_at
    capacity.state(cast.bob, oosterdal, NOW, hours=4)
    tight = portfolio.answer(cast.bob, NOW, portfolio.question_of(cast.bob, NOW))
    assert tight is not None
    assert (tight.chosen, tight.proof) == ((), "optimal")
    assert [(each.party, each.hours, each.comes_in) for each in tight.more] == [(str(oosterdal), 6.0, (str(pilot),))]


def test_with_many_activities_a_job_works_it_out_and_says_how_far_it_is(
    cast: Cast, pilot: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolio, "AT_ONCE", 0)
    question = portfolio.question_of(cast.bob, NOW)
    assert portfolio.answer(cast.bob, NOW, question) is None
    assert portfolio.progress(cast.bob, NOW) == 0
    from vierspan.workspace.insight.jobs_portfolio import work_out

    work_out.func(str(cast.network.pk), NOW.isoformat(), portfolio.key_of(question))
    answer = portfolio.answer(cast.bob, NOW, question)
    assert answer is not None
    assert answer.is_current
    assert portfolio.progress(cast.bob, NOW) is None
    limits.bind(cast.bob, "must", pilot)
    old = portfolio.answer(cast.bob, NOW, portfolio.question_of(cast.bob, NOW))
    assert old is not None
    assert (old.is_current, old.progress) == (False, 0)


def test_one_network_never_sees_anothers_rounds_or_choices(cast: Cast, held: Round, pilot: UUID) -> None:
    made = decide_portfolio(cast.alice, chosen(pilot), name="x")
    assert (queries.rounds(cast.dirk), queries.choices(cast.dirk), queries.not_now(cast.dirk)) == ([], [], [])
    with pytest.raises(NotFound):
        queries.choice(cast.dirk, made.pk)
    with pytest.raises(NotFound):
        queries.round_(cast.dirk, held.pk)


def test_a_party_that_is_taken_out_takes_its_voice_and_its_hours_along(
    cast: Cast, held: Round, pilot: UUID, oosterdal: UUID
) -> None:
    rounds.vote(cast.bob, held.pk, oosterdal, {theme_ids(cast)[0]: 1})
    limits.ask(cast.bob, pilot, {str(oosterdal): 5.0})
    removal.remove(cast.alice, oosterdal)
    assert not Vote.objects.of(cast.network.pk).exists()
    assert not Asked.objects.of(cast.network.pk).exists()


def test_who_recorded_a_choice_may_be_taken_out_and_the_choice_stays(cast: Cast, pilot: UUID) -> None:
    made = decide_portfolio(cast.bob, chosen(pilot), name="x")
    assert cast.bob.person_id
    removal.remove(cast.alice, cast.bob.person_id)
    assert queries.choice(cast.alice, made.pk).by is None


def test_an_activity_that_goes_takes_what_was_bound_to_it_and_stays_in_the_record(cast: Cast, pilot: UUID) -> None:
    limits.bind(cast.bob, "must", pilot)
    made = decide_portfolio(cast.bob, chosen(pilot), name="x")
    Activity.objects.of(cast.network.pk).filter(pk=pilot).delete()
    assert not Bond.objects.of(cast.network.pk).exists()
    assert [row.name for row in queries.picked(cast.bob, made.pk) if row.verdict == "now"] == ["Pilot"]


def test_the_kept_answer_is_one_for_each_quarter(cast: Cast) -> None:
    for quarter in (NOW, next_quarter(NOW), NOW):
        portfolio.answer(cast.bob, quarter, portfolio.question_of(cast.bob, quarter))
    assert Kept.objects.of(cast.network.pk).count() == 2
