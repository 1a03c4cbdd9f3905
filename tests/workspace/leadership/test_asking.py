"""What asks for one person: of whom, when, in which order, and for nobody else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from factories import Cast, id_of
from leadership_circle import Circle, again, all_alike, answer, make_circle
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions.removal import remove
from vierspan.workspace.directory.models import Person
from vierspan.workspace.exchange.doubles.actions import merge
from vierspan.workspace.leadership.asking import actions, queries
from vierspan.workspace.leadership.dilemmas.models import Shown, Thought
from vierspan.workspace.leadership.growth.actions import pairing, seeing, trying, wishing
from vierspan.workspace.leadership.growth.actions.trying import Plan
from vierspan.workspace.leadership.growth.models import TryOut, Wish
from vierspan.workspace.leadership.models import PutOff, RoleHeld
from vierspan.workspace.leadership.profiles.models import Share
from vierspan.workspace.leadership.questions import closing, own
from vierspan.workspace.leadership.questions.actions import choosing
from vierspan.workspace.leadership.questions.items import ABOUT, NEED, SELF
from vierspan.workspace.leadership.questions.models import Round
from vierspan.workspace.leadership.roles.actions import giving, passing
from vierspan.workspace.leadership.roles.actions.giving import Wish as RoleWish

TODAY = clock.today()
TOMORROW, SOON, LONG_AGO = TODAY + timedelta(days=1), TODAY + timedelta(days=20), TODAY - timedelta(days=40)


def kinds(actor: Actor) -> list[str]:
    return [each.kind for each in queries.asks(actor)]


@pytest.fixture
def circle(db: None, settings: Settings) -> Circle:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}
    return make_circle()


def moved(row: Any, **given: Any) -> None:
    """As it would have been on another day."""
    type(row).objects.of(row.network_id).filter(pk=row.pk).update(**given)


def test_an_empty_network_asks_nothing(cast: Cast) -> None:
    for actor in (cast.alice, cast.bob, cast.carla, cast.gus, cast.dirk, replace(cast.bob, person_id=None)):
        assert queries.asks(actor) == []
        assert queries.put_off(actor) == []


def test_questions_wait_until_they_are_answered(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    (asked,) = queries.asks(circle.me)
    assert (asked.kind, asked.subject, asked.day, asked.what) == ("answer", of.pk, of.closes_on, NEED)
    assert asked.token and asked.token != queries.asks(circle.other)[0].token
    answer(of, circle.people[0], all_alike(NEED, 3))
    assert kinds(circle.me) == []
    assert kinds(circle.other) == ["answer"]


def test_who_chooses_along_is_asked_and_then_the_first_and_then_it_can_open(circle: Circle) -> None:
    assert circle.second.person_id is not None
    made = choosing.ask_about_me(circle.me, circle.shape(second=circle.second.person_id))
    choosing.choose_people(circle.me, made.pk, [person.pk for person in circle.people[2:10]])
    assert (kinds(circle.second), kinds(circle.me)) == (["choose"], [])
    choosing.agree(circle.second, made.pk)
    assert (kinds(circle.second), kinds(circle.me)) == ([], ["agree"])
    choosing.agree(circle.me, made.pk)
    assert (kinds(circle.second), kinds(circle.me)) == ([], ["open"])
    assert kinds(circle.lead) == kinds(circle.other) == kinds(circle.outsider) == []


def test_ones_own_round_asks_at_its_end_and_when_it_is_told(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    assert kinds(circle.me) == []
    moved(of, closes_on=TOMORROW)
    assert kinds(circle.me) == ["round_ends"]
    for person in circle.people[2:10]:
        answer(again(of), person, all_alike(ABOUT, 4))
    with transaction.atomic():
        closing.close(again(of))
    assert kinds(circle.me) == ["result"]
    assert kinds(circle.lead) == kinds(circle.second) == []
    moved(of, closed_on=LONG_AGO)
    assert kinds(circle.me) == []


def test_a_sheet_about_oneself_that_was_begun_waits(circle: Circle) -> None:
    own.keep(circle.me, dict(list(all_alike(SELF, 3).items())[:4]))
    assert kinds(circle.me) == ["begun"]
    own.hand_in(circle.me)
    assert kinds(circle.me) == []


def test_a_mirror_that_is_shown_is_there_to_look_at(circle: Circle) -> None:
    sharer = as_member(circle, circle.other)
    row = Share.objects.create(
        network=circle.network, person=sharer, recipient_id=circle.me.person_id, ends_on=SOON, parts=["own"]
    )
    (asked,) = queries.asks(circle.me)
    assert (asked.kind, asked.who, asked.group) == ("mirror", "Person 3", "look")
    moved(row, ended_on=TODAY)
    assert kinds(circle.me) == []


def test_a_thought_that_is_shown_is_there_to_look_at(cast: Cast) -> None:
    assert cast.bob.person_id and cast.alice.person_id
    thought = Thought.objects.create(network=cast.network, person_id=cast.bob.person_id, card="mandate", words="x")
    row = Shown.objects.create(
        network=cast.network, thought=thought, recipient_id=cast.alice.person_id, words="x", ends_on=SOON
    )
    assert (kinds(cast.alice), kinds(cast.bob), kinds(cast.carla)) == (["thought"], [], [])
    row.delete()
    assert kinds(cast.alice) == []


def as_member(circle: Circle, actor: Actor) -> Person:
    return Person.objects.of(circle.network.pk).get(pk=str(actor.person_id))


def planned(actor: Actor, **more: Any) -> TryOut:
    return trying.plan(actor, (23, "Signal slot"), Plan(plan="try it", **more))


def test_a_try_whose_day_is_over_waits_for_a_note(cast: Cast) -> None:
    made = planned(cast.bob, due_on=TOMORROW)
    assert kinds(cast.bob) == []
    moved(made, due_on=TODAY - timedelta(days=2))
    assert kinds(cast.bob) == ["note"]
    assert kinds(cast.alice) == []
    trying.drop(cast.bob, made.pk)
    assert kinds(cast.bob) == []


def test_a_wish_of_which_nothing_came_for_long_asks_for_a_next_step(cast: Cast) -> None:
    made = wishing.wish(cast.bob, "orientation", "explorer")
    assert kinds(cast.bob) == []
    Wish.objects.of(cast.network.pk).update(made_on=LONG_AGO)
    assert kinds(cast.bob) == ["wish"]
    assert kinds(cast.alice) == []
    trying.plan(cast.bob, (23, "Signal slot"), Plan(plan="x"), made.pk)
    assert kinds(cast.bob) == []


def test_others_who_practise_ask_what_one_saw_and_to_be_a_buddy(cast: Cast) -> None:
    made = planned(cast.bob)
    assert cast.alice.person_id is not None
    asked = seeing.ask(cast.bob, made.pk, cast.alice.person_id, "What did you see?")
    pair = pairing.ask(cast.bob, cast.alice.person_id)
    assert kinds(cast.alice) == ["saw", "buddy"]
    assert {each.who for each in queries.asks(cast.alice)} == {"Bob"}
    assert kinds(cast.bob) == []
    seeing.answer(asked, "You waited")
    pairing.accept(cast.alice, pair.pk)
    assert kinds(cast.alice) == []


@pytest.fixture
def bobs_role(cast: Cast) -> RoleHeld:
    assert cast.bob.person_id is not None
    return giving.give(cast.alice, RoleWish(person=cast.bob.person_id, orientation="explorer", until=SOON))


def test_a_role_that_ends_asks_its_holder_who_comes_next(cast: Cast, bobs_role: RoleHeld) -> None:
    (asked,) = queries.asks(cast.bob)
    assert (asked.kind, asked.day, asked.what) == ("next", SOON, "explorer")
    assert kinds(cast.alice) == []
    passing.extend(cast.bob, bobs_role.pk, until=TODAY + timedelta(days=200))
    assert kinds(cast.bob) == []


def test_a_role_that_passes_on_asks_for_the_sheet_and_of_who_comes_next_to_read_it(
    cast: Cast, bobs_role: RoleHeld
) -> None:
    assert cast.alice.person_id is not None
    passing.plan(cast.bob, bobs_role.pk, on=SOON, person=cast.alice.person_id)
    assert (kinds(cast.bob), kinds(cast.alice)) == (["words"], ["comes"])
    passing.write(cast.bob, bobs_role.pk, {"going": "The talks", "meet": "", "dos": "", "donts": ""}, seen="")
    assert (kinds(cast.bob), kinds(cast.alice)) == (["hand_over"], ["sheet"])
    RoleHeld.objects.of(cast.network.pk).filter(pk=bobs_role.pk).update(until=TODAY - timedelta(days=1))
    assert kinds(cast.bob) == ["hand_over"], "also once its day went by"
    passing.hand_over(cast.bob, bobs_role.pk, cast.alice.person_id, on=TODAY)
    assert (kinds(cast.bob), kinds(cast.alice)) == ([], ["sheet"])


def test_others_who_wait_come_first_and_within_a_sort_the_nearest_day(cast: Cast, bobs_role: RoleHeld) -> None:
    wishing.wish(cast.bob, "orientation", "developer")
    Wish.objects.of(cast.network.pk).update(made_on=LONG_AGO)
    moved(planned(cast.bob, due_on=TOMORROW), due_on=TODAY - timedelta(days=1))
    assert cast.bob.person_id is not None
    pairing.ask(cast.alice, cast.bob.person_id)
    assert kinds(cast.bob) == ["buddy", "next", "note", "wish"]


def test_what_is_put_off_comes_back_on_its_day(cast: Cast, bobs_role: RoleHeld) -> None:
    key = f"next:{bobs_role.pk}"
    with pytest.raises(Invalid, match="day_not_in_future"):
        actions.put_off(cast.bob, key, TODAY)
    actions.put_off(cast.bob, key, SOON)
    actions.put_off(cast.bob, key, TOMORROW)
    assert kinds(cast.bob) == []
    assert [(each.ask.key, each.until) for each in queries.put_off(cast.bob)] == [(key, TOMORROW)]
    PutOff.objects.of(cast.network.pk).update(until=TODAY)
    assert kinds(cast.bob) == ["next"]
    actions.put_off(cast.bob, key, TOMORROW)
    actions.take_up(cast.bob, key)
    assert (kinds(cast.bob), PutOff.objects.of(cast.network.pk).count()) == (["next"], 0)


def test_nobody_puts_off_what_asks_for_another(cast: Cast, bobs_role: RoleHeld) -> None:
    for actor in (cast.alice, cast.carla, cast.dirk):
        with pytest.raises(NotFound):
            actions.put_off(actor, f"next:{bobs_role.pk}", TOMORROW)
    with pytest.raises(NotAllowed):
        actions.put_off(cast.gus, f"next:{bobs_role.pk}", TOMORROW)


def test_closing_forgets_who_put_off_answering(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    actions.put_off(circle.me, f"answer:{of.pk}", SOON)
    assert kinds(circle.me) == []
    with transaction.atomic():
        closing.close(Round.objects.of(circle.network.pk).select_related("network").get(pk=of.pk))
    assert not PutOff.objects.of(circle.network.pk).exists()


def test_what_was_put_off_goes_with_its_person_and_along_to_whom_they_turn_out_to_be(
    cast: Cast, bobs_role: RoleHeld
) -> None:
    actions.put_off(cast.bob, f"next:{bobs_role.pk}", TOMORROW)
    assert cast.bob.person_id
    zoe = id_of(cast.alice, Person, name="Zoë")
    merge(cast.alice, "people", keep=zoe, gone=cast.bob.person_id)
    assert PutOff.objects.of(cast.network.pk).get().person_id == zoe
    remove(cast.alice, zoe)
    assert not PutOff.objects.of(cast.network.pk).exists()
