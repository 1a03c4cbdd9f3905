from datetime import date, timedelta

import pytest

from factories import Cast, id_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.meeting.actions import dates, plans
from vierspan.workspace.conditions.meeting.actions.plans import Wish
from vierspan.workspace.conditions.meeting.models import Guest, Plan
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.initiatives.models import Seat, Step
from vierspan.workspace.initiatives.planning import queries
from vierspan.workspace.initiatives.planning.actions import (
    availability,
    experiences,
    order,
    proposals,
    removing,
    seats,
    steps,
)
from vierspan.workspace.initiatives.planning.actions.steps import StepWish
from vierspan.workspace.initiatives.planning.models import Before, Experience, Hours
from vierspan.workspace.insight import planning, planning_missing, planning_proposal, planning_taken, runs
from vierspan.workspace.insight.planning_days import days_of
from vierspan.workspace.insight.planning_rows import board


def shop(actor: Actor) -> Initiative:
    return Initiative.objects.of(actor.network_id).get(name="Care shop")


def laid(actor: Actor, *names: str) -> list[Step]:
    return steps.lay(actor, shop(actor), [StepWish(name=name, days=5) for name in names])


def names(actor: Actor) -> list[str]:
    return [each.step.name for each in queries.plan_rows(actor, shop(actor).pk) if not each.plan._state.adding]


def test_steps_are_laid_in_their_order_each_after_the_one_before(cast: Cast) -> None:
    one, two, three = laid(cast.bob, "One", "Two", "Three")
    assert names(cast.gus) == ["One", "Two", "Three"]
    assert two.after == [str(one.pk)]
    assert three.after == [str(two.pk)]


def test_a_step_may_wait_for_others_than_the_one_before(cast: Cast) -> None:
    one, two, three = steps.lay(
        cast.bob,
        shop(cast.bob),
        [StepWish(name="A"), StepWish(name="B", after=()), StepWish(name="C", after=("A", "B"))],
    )
    assert two.after == []
    assert set(three.after) == {str(one.pk), str(two.pk)}


def test_a_step_is_moved_and_keeps_what_it_waits_for(cast: Cast) -> None:
    _one, two, three = laid(cast.bob, "One", "Two", "Three")
    steps.move(cast.bob, three.pk, 0)
    ahead = [name for name in names(cast.bob) if name in ("One", "Two", "Three")]
    assert ahead == ["Three", "One", "Two"]
    assert queries.step(cast.bob, three.pk).after == (str(two.pk),)


def test_who_saw_an_older_text_is_told(cast: Cast) -> None:
    (one,) = laid(cast.bob, "One")
    seen = version(one)
    steps.change(cast.bob, one.pk, {"name": "First"}, seen=seen)
    with pytest.raises(Changed):
        steps.change(cast.alice, one.pk, {"name": "Begin"}, seen=seen)


def test_days_must_be_in_order(cast: Cast) -> None:
    with pytest.raises(Invalid) as slip:
        steps.add(cast.bob, shop(cast.bob).pk, {"name": "X", "days": 3, "shortest": 5})
    assert slip.value.field == "days"


def test_setting_a_step_out_is_an_act_of_who_takes_care_of_it_and_counts_once(cast: Cast) -> None:
    (one,) = laid(cast.bob, "One")
    steps.convene(cast.bob, one.pk)
    steps.convene(cast.bob, one.pk)
    assert Act.objects.of(cast.network.pk).filter(kind="step.convened", subject=str(one.pk)).count() == 1
    run = runs.make(cast.network.pk)
    convened = run.acts_frame.filter(kind="step.convened") if hasattr(run, "acts_frame") else None
    assert convened is None or convened.height == 1


def test_a_step_that_is_taken_out_comes_back_whole(cast: Cast) -> None:
    one, two, three = laid(cast.bob, "One", "Two", "Three")
    brink = id_of(cast.bob, Party, external_id="P1")
    seats.set_level(cast.bob, shop(cast.bob).pk, two.pk, brink, layer="intensity", level=4)
    gone = removing.remove(cast.bob, two.pk)
    assert "Two" not in names(cast.bob)
    assert queries.step(cast.bob, three.pk).after == (str(one.pk),)
    back = removing.restore(cast.bob, gone.pk)
    assert back.pk == two.pk
    assert names(cast.bob)[-3:] == ["One", "Two", "Three"]
    assert str(two.pk) in queries.step(cast.bob, three.pk).after
    assert Seat.objects.of(cast.network.pk).get(step=two).intensity == 4
    with pytest.raises(NotFound):
        removing.restore(cast.bob, gone.pk)


def test_a_step_comes_back_also_when_its_owner_is_gone(cast: Cast) -> None:
    dan = id_of(cast.alice, Person, name="Dan")
    row = steps.add(cast.alice, shop(cast.alice).pk, {"name": "X", "owner_id": dan})
    gone = removing.remove(cast.alice, row.pk)
    removal.remove(cast.alice, dan)
    assert removing.restore(cast.alice, gone.pk).owner_id is None


def test_a_seat_is_offered_and_joined(cast: Cast) -> None:
    cafe = id_of(cast.bob, Party, external_id="P3")
    (one,) = laid(cast.bob, "One")
    seat = seats.offer(cast.bob, shop(cast.bob).pk, cafe, step_id=one.pk)
    assert (seat.state, seat.invited_by_id) == ("invited", cast.bob.person_id)
    seats.answer(cast.bob, seat.pk, "joined")
    kinds = set(Act.objects.of(cast.network.pk).filter(subject=str(one.pk)).values_list("kind", flat=True))
    assert kinds == {"seat.offered", "initiative.joined"}


def test_who_begins_to_carry_does_an_act(cast: Cast) -> None:
    seat = Seat.objects.of(cast.network.pk).get(initiative=shop(cast.bob), party__external_id="P2")
    seats.change(cast.bob, seat.pk, {"carries": True, "resource": 4.0, "stake": 4.0}, seen=version(seat))
    assert Act.objects.of(cast.network.pk).filter(kind="initiative.carried", person=seat.person_id).exists()
    found = planning.cell(queries.seat(cast.bob, seat.pk), None)
    assert found.reading.recommended is None  # blocking power was never asked
    seat.refresh_from_db()
    seats.change(cast.bob, seat.pk, {"blocking_power": 1.0}, seen=version(seat))
    assert planning.cell(queries.seat(cast.bob, seat.pk), None).reading.recommended == 5


def test_a_step_takes_over_what_is_known_of_the_whole(cast: Cast) -> None:
    (one,) = laid(cast.bob, "One")
    whole = Seat.objects.of(cast.network.pk).get(initiative=shop(cast.bob), party__external_id="P2")
    given = {"stake": 1.0, "blocking_power": 5.0, "resource": 1.0}
    seats.change(cast.bob, whole.pk, given, seen=version(whole))
    assert whole.person_id is not None
    row = seats.set_level(cast.bob, shop(cast.bob).pk, one.pk, whole.person_id, layer="intensity", level=2)
    found = planning.cell(queries.seat(cast.bob, row.pk), queries.seat(cast.bob, whole.pk))
    assert (found.reading.recommended, found.reading.fit) == (4, "risk")


def test_how_it_was_is_said_by_who_sits_there_or_by_a_link(cast: Cast) -> None:
    seat = Seat.objects.of(cast.network.pk).get(initiative=shop(cast.bob), person=cast.bob.person_id)
    experiences.say(cast.bob, seat.pk, 2)
    experiences.say(cast.bob, seat.pk, 3)
    assert queries.seat(cast.bob, seat.pk).level == 3
    with pytest.raises(Invalid):
        experiences.say(cast.alice, seat.pk, 5)
    token = experiences.ask(cast.alice, seat.pk).rstrip("/").rsplit("/", 1)[-1]
    experiences.say_by_link(keys.opened(token, experiences.PURPOSE), 1)
    assert queries.seat(cast.bob, seat.pk).level == 1
    assert queries.seat(cast.gus, seat.pk).level is None  # not for guests
    assert Experience.objects.of(cast.network.pk).count() == 1


def test_a_party_before_another_and_how_it_went(cast: Cast) -> None:
    brink, town = id_of(cast.bob, Party, external_id="P1"), id_of(cast.bob, Party, external_id="P2")
    initiative = shop(cast.bob)
    rows = Seat.objects.of(cast.network.pk).filter(initiative=initiative)
    rows.filter(party=brink).update(since=date(2026, 3, 9))
    rows.filter(party=town).update(since=date(2026, 3, 1))
    order.put_before(cast.bob, initiative.pk, brink, town, reason="blocking")
    found = planning.entry(cast.bob, initiative.pk, queries.sittings(cast.bob, initiative.pk))
    assert found.turns == ((str(brink),), (str(town),))
    assert found.inversions == ((str(brink), str(town)),)
    back = order.put_before(cast.bob, initiative.pk, town, brink, reason="")
    assert planning.entry(cast.bob, initiative.pk, []).cycle
    order.take_away(cast.bob, back.pk)
    assert len(queries.befores(cast.bob, initiative.pk)) == 1
    with pytest.raises(Invalid):
        order.put_before(cast.bob, initiative.pk, town, town, reason="")


def test_two_parties_that_turn_out_to_be_one_come_before_nobody(cast: Cast) -> None:
    brink, town = id_of(cast.alice, Party, external_id="P1"), id_of(cast.alice, Party, external_id="P2")
    order.put_before(cast.alice, shop(cast.alice).pk, brink, town, reason="")
    availability.say_hours(cast.alice, brink, 4.0)
    availability.say_hours(cast.alice, town, 6.0)
    doubles.merge(cast.alice, "parties", keep=brink, gone=town)
    assert queries.befores(cast.alice, shop(cast.alice).pk) == []
    assert queries.hours(cast.alice)[str(brink)].a_week in (4.0, 6.0)


def test_who_is_taken_out_leaves_no_hours_behind(cast: Cast) -> None:
    dan = id_of(cast.alice, Person, name="Dan")
    availability.say_hours(cast.alice, dan, 4.0)
    removal.remove(cast.alice, dan)
    assert not Hours.objects.of(cast.network.pk).exists()
    assert not Before.objects.of(cast.network.pk).exists()


def test_everybody_says_their_own_time_and_leaders_that_of_all(cast: Cast) -> None:
    assert cast.bob.person_id is not None
    assert cast.alice.person_id is not None
    availability.say_hours(cast.bob, cast.bob.person_id, 6.0)
    with pytest.raises(NotAllowed):
        availability.say_hours(cast.bob, cast.alice.person_id, 6.0)
    with pytest.raises(NotAllowed):
        availability.say_away(cast.bob, None, clock.today(), clock.today())
    with pytest.raises(NotAllowed):
        queries.hours(cast.gus)
    today = clock.today()
    closed = availability.say_away(cast.alice, None, today, today + timedelta(days=20), "Summer")
    assert days_of(cast.bob).first == today + timedelta(
        days=21 + (0, 0, 0, 0, 0, 2, 1)[(today + timedelta(days=21)).weekday()]
    )
    availability.not_away(cast.alice, closed.pk)
    availability.work_on(cast.alice, [1])
    assert {day.weekday() for day in days_of(cast.bob).days} == {1}


def test_who_is_asked_too_much_is_told_with_what_causes_it(cast: Cast) -> None:
    assert cast.bob.person_id is not None
    one, two = laid(cast.bob, "One", "Two")
    monday = clock.today() + timedelta(days=14 - clock.today().weekday())
    for row in (one, two):
        steps.place_on(cast.bob, row.pk, monday)
        seats.set_level(cast.bob, shop(cast.bob).pk, row.pk, cast.bob.person_id, layer="intensity", level=4)
    availability.say_hours(cast.bob, cast.bob.person_id, 10.0)
    load = planning.load(cast.bob, by_month=False, most=6)
    cells = next(cells for who, _name, cells in load.rows if who == str(cast.bob.person_id))
    (busy,) = [cell for cell in cells if cell]
    assert (busy.hours, busy.room, busy.is_over) == (16.0, 10.0, True)
    assert {item.name for item, _hours in busy.causes} == {"One", "Two"}


def test_better_days_are_proposed_taken_and_taken_back(cast: Cast) -> None:
    assert cast.bob.person_id is not None
    one, two = laid(cast.bob, "One", "Two")
    monday = clock.today() + timedelta(days=14 - clock.today().weekday())
    steps.place_on(cast.bob, one.pk, monday)
    steps.place_on(cast.bob, two.pk, monday)
    planning_proposal.ask(cast.bob)
    found = planning_proposal.shown(cast.bob)
    assert found is not None
    assert found.proof == "optimal"
    moved = {each.id: each for each in found.moves}
    assert moved[str(one.pk)].why == "before"  # sooner, so that the other can stay where it was agreed
    assert planning_taken.take(cast.bob, found.id, [str(one.pk)]).steps == 1
    assert queries.step(cast.bob, one.pk).plan.starts_on == moved[str(one.pk)].now
    assert proposals.undo(cast.bob, found.id) == 1
    assert queries.step(cast.bob, one.pk).plan.starts_on == monday
    with pytest.raises(Conflict):
        proposals.undo(cast.bob, found.id)


def met(actor: Actor, name: str = "Open evening") -> Gathering:
    return plans.make(actor, Wish(purpose="Know each other", name=name))


def proposed(actor: Actor) -> planning_proposal.Shown:
    planning_proposal.ask(actor)
    found = planning_proposal.shown(actor)
    assert found is not None
    return found


def test_a_gathering_gets_its_day_with_the_rest_and_gives_it_back(cast: Cast) -> None:
    laid(cast.bob, "One")
    row = met(cast.bob)
    found = proposed(cast.bob)
    move = next(each for each in found.moves if each.is_gathering)
    assert move.may_take
    taken = planning_taken.take(cast.bob, found.id, None)
    assert (taken.steps, taken.gatherings, taken.told) == (1, 1, 0)
    row.refresh_from_db()
    assert row.held_on == move.now
    shown = planning_proposal.shown(cast.bob)
    assert shown is not None
    assert (shown.taken, shown.gathered, shown.can_undo) == (1, 1, True)
    back = planning_taken.undo(cast.bob, found.id)
    assert (back.steps, back.gatherings) == (1, 1)
    row.refresh_from_db()
    assert row.held_on is None


def test_guests_who_were_invited_hear_of_the_day_and_of_taking_it_back(cast: Cast) -> None:
    row = met(cast.bob)
    person = id_of(cast.bob, Person, name="Dan")
    guest = Guest(network_id=cast.network.pk, gathering=row, person_id=person, invited_on=clock.today())
    guest.save()
    Person.objects.of(cast.network.pk).filter(pk=guest.person_id).update(email="dan@example.org")
    found = proposed(cast.bob)
    assert next(each for each in found.moves if each.is_gathering).told == 1
    assert planning_taken.take(cast.bob, found.id, None).told == 1
    assert Plan.objects.of(cast.network.pk).get(gathering=row).sequence == 1
    assert planning_taken.undo(cast.bob, found.id).told == 1
    assert Plan.objects.of(cast.network.pk).get(gathering=row).sequence == 2


def test_a_gathering_of_somebody_else_or_with_a_poll_is_only_told(cast: Cast) -> None:
    row = met(cast.alice)
    polled = met(cast.bob, "Choosing together")
    Plan.objects.of(cast.network.pk).filter(gathering=polled).update(poll_open=True)
    found = proposed(cast.bob)
    assert [each.may_take for each in found.moves if each.is_gathering] == [False, False]
    assert planning_taken.take(cast.bob, found.id, None).gatherings == 0
    for each in (row, polled):
        each.refresh_from_db()
        assert each.held_on is None


def test_a_gathering_that_was_put_on_another_day_since_keeps_it(cast: Cast) -> None:
    row = met(cast.bob)
    found = proposed(cast.bob)
    planning_taken.take(cast.bob, found.id, None)
    other = clock.today() + timedelta(days=100)
    dates.put_on(cast.bob, row.pk, other)
    assert planning_taken.undo(cast.bob, found.id).gatherings == 0
    row.refresh_from_db()
    assert row.held_on == other
    with pytest.raises(Invalid):
        dates.put_on(cast.bob, row.pk, clock.today() - timedelta(days=1))


def test_what_clashes_is_told_and_nothing_is_proposed(cast: Cast) -> None:
    one, two = laid(cast.bob, "One", "Two")
    day = clock.today() + timedelta(days=14)
    for row in (one, two):
        seen = version(row)
        given = {"name": row.name, "starts_on": day, "stands": True, "days": 5, "after": row.after}
        steps.change(cast.bob, row.pk, given, seen=seen)
    planning_proposal.ask(cast.bob)
    found = planning_proposal.shown(cast.bob)
    assert found is not None
    assert found.proof == "impossible"
    assert {kind for kind, _about in found.clash} == {"after", "fixed"}


def test_steps_that_wait_for_each_other_are_told_as_a_circle(cast: Cast) -> None:
    one, two = laid(cast.bob, "One", "Two")
    steps.change(cast.bob, one.pk, {"name": "One", "after": [str(two.pk)]}, seen=version(one))
    way = planning.way(cast.bob, queries.plan_rows(cast.bob, shop(cast.bob).pk))
    assert set(way.cycle) == {str(one.pk), str(two.pk)}
    planning_proposal.ask(cast.bob)
    found = planning_proposal.shown(cast.bob)
    assert found is not None
    assert set(found.cycle) == {"One", "Two"}


def test_a_deadline_that_can_not_be_made_shows_how_many_days_it_is_short(cast: Cast) -> None:
    (one,) = laid(cast.bob, "One")
    day = days_of(cast.bob).day(1)
    steps.change(cast.bob, one.pk, {"name": "One", "days": 5, "due_on": day}, seen=version(one))
    way = planning.way(cast.bob, [each for each in queries.plan_rows(cast.bob, shop(cast.bob).pk) if each.plan.days])
    assert way.slack[str(one.pk)] == -3


def test_who_is_missed_has_a_reason(cast: Cast) -> None:
    initiative = shop(cast.bob)
    cafe = Seat.objects.of(cast.network.pk).get(initiative=initiative, party__external_id="P3")
    seats.change(cast.bob, cafe.pk, {"blocking_power": 5.0}, seen=version(cafe))
    found = planning_missing.missing(cast.bob, initiative, queries.sittings(cast.bob, initiative.pk))
    assert [(each.name, each.state, each.reasons) for each in found if "theme" not in each.reasons] == [
        ("Café Samen", "declined", ("blocking",))
    ]


def test_another_network_is_not_there(cast: Cast) -> None:
    (one,) = laid(cast.bob, "One")
    seat = Seat.objects.of(cast.network.pk).filter(initiative=shop(cast.bob)).first()
    assert seat is not None
    for call in (
        lambda: queries.step(cast.dirk, one.pk),
        lambda: queries.seat(cast.dirk, seat.pk),
        lambda: steps.place_on(cast.dirk, one.pk, None),
        lambda: removing.remove(cast.dirk, one.pk),
        lambda: seats.answer(cast.dirk, seat.pk, "joined"),
        lambda: experiences.ask(cast.dirk, seat.pk),
    ):
        with pytest.raises(NotFound):
            call()
    assert queries.plan_rows(cast.dirk, shop(cast.bob).pk) == []
    assert all(each.initiative_name != "One" for each in board(cast.dirk).items.values())


def test_guests_and_observers_change_nothing(cast: Cast) -> None:
    for outsider in (cast.gus, cast.carla):
        with pytest.raises(NotAllowed):
            laid(outsider, "One")
