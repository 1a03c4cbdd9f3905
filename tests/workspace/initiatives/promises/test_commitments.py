"""A promise from the day it is made to the day it is done, moved or called off."""

from datetime import timedelta

import pytest

from factories import Cast, as_person, id_of, join
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import Letter
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives.actions.commitments import Promise, promise
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.initiatives.promises import jobs, queries
from vierspan.workspace.initiatives.promises.actions import opening, turns
from vierspan.workspace.initiatives.promises.models import Turn
from vierspan.workspace.insight import promises as kept_promises

pytestmark = pytest.mark.django_db
SOON = timedelta(days=10)


@pytest.fixture
def bob(cast: Cast) -> Actor:
    return as_person(cast.bob, "Bob")


@pytest.fixture
def plan(cast: Cast, bob: Actor) -> Commitment:
    dan, asker = (id_of(bob, Person, name=name) for name in ("Dan", "Bob"))
    return promise(bob, Promise(what="Write the plan", person=dan, due_on=clock.today() + SOON, asked_by=asker))


def kinds(cast: Cast, row: Commitment) -> set[tuple[str, str]]:
    rows = Act.objects.of(cast.network.pk).filter(subject=str(row.pk))
    names = dict(Person.objects.of(cast.network.pk).values_list("pk", "name"))
    return {(act.kind, names.get(act.person, "") if act.person else "") for act in rows}


def test_promising_is_an_act_of_who_promises_and_asking_of_who_asks(cast: Cast, plan: Commitment) -> None:
    assert kinds(cast, plan) == {("commitment.made", "Dan"), ("commitment.asked", "Bob")}


def test_done_is_an_act_of_who_promised_it_whoever_writes_it_down(cast: Cast, bob: Actor, plan: Commitment) -> None:
    turns.deliver(bob, plan.pk)
    assert ("commitment.delivered", "Dan") in kinds(cast, plan)
    turns.reopen(bob, plan.pk)
    assert ("commitment.delivered", "Dan") not in kinds(cast, plan)


def test_a_day_that_moves_leaves_the_day_there_was(bob: Actor, plan: Commitment) -> None:
    was, later = plan.due_on, clock.today() + 2 * SOON
    turns.move(bob, plan.pk, due_on=later, why="the holidays")
    (turn,) = queries.standing(bob, plan.pk).turns
    assert (turn.was_due, turn.became_due, turn.in_time, turn.why) == (was, later, True, "the holidays")
    assert queries.commitment(bob, plan.pk).due_on == later


def test_moved_after_the_day_is_not_in_time(bob: Actor, plan: Commitment) -> None:
    Commitment.objects.of(bob.network_id).filter(pk=plan.pk).update(due_on=clock.today() - SOON)
    turns.move(bob, plan.pk, due_on=clock.today() + SOON, why="ill")
    assert not Turn.objects.of(bob.network_id).get(commitment=plan.pk).in_time


def test_a_new_day_needs_a_reason_and_lies_ahead(bob: Actor, plan: Commitment) -> None:
    with pytest.raises(Invalid, match="reason_missing"):
        turns.move(bob, plan.pk, due_on=clock.today() + SOON, why=" ")
    with pytest.raises(Invalid, match="day_in_past"):
        turns.move(bob, plan.pk, due_on=clock.today() - SOON, why="x")
    with pytest.raises(Invalid, match="reason_missing"):
        turns.withdraw(bob, plan.pk, why="")
    assert not Turn.objects.of(bob.network_id).exists()


def test_what_is_done_is_not_done_twice(bob: Actor, plan: Commitment) -> None:
    turns.deliver(bob, plan.pk)
    with pytest.raises(Conflict):
        turns.deliver(bob, plan.pk)


def test_others_neither_change_it_nor_ask_how_it_stands(cast: Cast, plan: Commitment) -> None:
    finn = as_person(join(cast.eve, cast.network, Role.MEMBER), "Finn")
    with pytest.raises(NotAllowed):
        turns.deliver(finn, plan.pk)
    with pytest.raises(NotAllowed):
        turns.call_to_account(finn, plan.pk, "Well?")
    with pytest.raises(NotFound):
        turns.deliver(as_person(cast.dirk, "Dan"), plan.pk)
    with pytest.raises(NotAllowed):
        turns.deliver(cast.gus, plan.pk)


def test_who_saves_second_sees_the_text_that_stands(bob: Actor, plan: Commitment) -> None:
    seen, dan = version(plan), plan.person_id
    turns.change(bob, plan.pk, Promise(what="Write the whole plan", person=dan), seen=seen)
    with pytest.raises(Changed):
        turns.change(bob, plan.pk, Promise(what="Write half the plan", person=dan), seen=seen)


def test_asking_how_it_stands_is_a_letter_in_ones_name_and_an_act(cast: Cast, bob: Actor, plan: Commitment) -> None:
    turns.call_to_account(bob, plan.pk, "The others wait for it.")
    letter = Letter.objects.get()
    assert letter.subject == "Bob asks how it stands"
    assert "The others wait for it." in letter.body
    assert ("party.called_to_account", "Bob") in kinds(cast, plan)
    with pytest.raises(Invalid, match="asked_today"):
        turns.call_to_account(bob, plan.pk, "Well?")


def test_a_reminder_goes_out_only_while_it_is_open_for_that_day(bob: Actor, plan: Commitment) -> None:
    due = plan.due_on
    assert due
    jobs.remind.call(str(bob.network_id), str(plan.pk), due.isoformat())
    assert Letter.objects.count() == 1
    turns.move(bob, plan.pk, due_on=due + SOON, why="later")
    jobs.remind.call(str(bob.network_id), str(plan.pk), due.isoformat())
    turns.deliver(bob, plan.pk)
    jobs.remind.call(str(bob.network_id), str(plan.pk), (due + SOON).isoformat())
    assert Letter.objects.count() == 1


def test_who_wants_no_letters_gets_none(bob: Actor, plan: Commitment) -> None:
    wish = Promise(what=plan.name, person=plan.person_id, due_on=plan.due_on, reminds=False)
    turns.change(bob, plan.pk, wish, seen=version(plan))
    assert plan.due_on
    jobs.remind.call(str(bob.network_id), str(plan.pk), plan.due_on.isoformat())
    assert not Letter.objects.exists()


def test_how_a_party_keeps_its_promises_is_its_own_until_it_opens_it(cast: Cast) -> None:
    dan, bob = as_person(cast.alice, "Dan"), as_person(cast.bob, "Bob")
    own = id_of(dan, Party, external_id="P1")
    assert kept_promises.of_party(dan, own).overdue == 1
    with pytest.raises(NotFound):
        kept_promises.of_party(bob, own)
    opening.show(dan, own)
    assert kept_promises.of_party(bob, own).overdue == 1
    with pytest.raises(NotAllowed):
        opening.hide(bob, own)
    opening.hide(dan, own)
    with pytest.raises(NotFound):
        kept_promises.of_party(bob, own)


def test_an_initiative_of_another_network_is_no_choice(cast: Cast, bob: Actor) -> None:
    foreign = id_of(cast.dirk, Initiative, name="Care shop")
    with pytest.raises(Invalid, match="unknown_choice"):
        promise(bob, Promise(what="x", person=id_of(bob, Person, name="Dan"), initiative=foreign))
