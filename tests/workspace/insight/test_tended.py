"""What asks for those who tend the network: handovers, talks and rounds; and nothing private."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from factories import Cast
from leadership_circle import Circle, again, all_alike, answer, make_circle
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock
from vierspan.workspace.insight import actions, queries, runs, tended
from vierspan.workspace.insight.handles import HandleView
from vierspan.workspace.leadership.growth.actions import trying, wishing
from vierspan.workspace.leadership.growth.actions.trying import Plan
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.questions.items import EVERYONE, NEED
from vierspan.workspace.leadership.roles.actions import giving, passing
from vierspan.workspace.leadership.roles.actions.giving import Wish
from vierspan.workspace.leadership.roles.models import Turn
from vierspan.workspace.leadership.team import actions as team
from vierspan.workspace.leadership.team.models import Line, Session

TODAY = clock.today()
SOON, AGO = TODAY + timedelta(days=20), TODAY - timedelta(days=20)


def handles(actor: Actor) -> list[HandleView]:
    return [each for each in queries.today(actor, queries.current_run(actor)).active if each.place]


def finders(actor: Actor) -> list[str]:
    return [each.finder for each in handles(actor)]


def asked(actor: Actor, finder: str) -> bool:
    return any(each.finder == finder for each in queries.today(actor, queries.current_run(actor)).active)


@pytest.fixture
def circle(db: None, settings: Settings) -> Circle:
    settings.TASKS = {"default": {"BACKEND": "task_now.Now"}}
    return make_circle()


@pytest.fixture
def talk(cast: Cast) -> Session:
    """Three weeks ago, with a note and two agreements."""
    made = team.start(cast.bob, "Team day", ["need"])
    team.write(cast.bob, made.pk, "need", "note", "We look outside too little")
    for words in ("Ten minutes each meeting", "Take one other along"):
        team.write(cast.bob, made.pk, "need", "agreed", words)
    Session.objects.of(cast.network.pk).update(held_on=AGO)
    return made


def test_a_quiet_network_has_none(cast: Cast) -> None:
    for actor in (cast.alice, cast.bob, cast.carla):
        assert finders(actor) == []


def test_agreements_of_a_talk_that_nobody_took_up(cast: Cast, talk: Session) -> None:
    (found,) = handles(cast.alice)
    assert found.headline == "2 agreements of ‘Team day’ are nobody's yet"
    assert found.advice
    assert found.place and found.place.id == str(talk.pk)
    assert finders(cast.bob) == ["leading.talk_left"]
    assert finders(cast.carla) == finders(cast.dirk) == []
    Line.objects.of(cast.network.pk).filter(kind="agreed").update(became="question")
    assert finders(cast.alice) == []


def test_a_talk_of_this_week_is_left_alone(cast: Cast, talk: Session) -> None:
    Session.objects.of(cast.network.pk).update(held_on=TODAY - timedelta(days=13))
    assert finders(cast.alice) == []


def test_it_can_be_put_off_and_stays_so_when_the_mirror_is_made_anew(cast: Cast, talk: Session) -> None:
    assert finders(cast.alice) == ["leading.talk_left"]
    actions.put_off(cast.alice, f"leading.talk_left:{talk.pk}", SOON)
    runs.make(cast.network.pk)
    assert finders(cast.alice) == []
    actions.reopen(cast.alice, f"leading.talk_left:{talk.pk}")
    assert finders(cast.alice) == ["leading.talk_left"]


@pytest.mark.parametrize(("days", "finder"), [(1, "leading.round_ends"), (-1, "leading.round_over")])
@pytest.mark.parametrize("kind", [EVERYONE, NEED])
def test_a_round_at_its_end_asks_who_may_close_it(circle: Circle, kind: str, days: int, finder: str) -> None:
    of = circle.opened_for_all(kind)
    assert finders(circle.lead) == []
    type(of).objects.of(circle.network.pk).update(closes_on=TODAY + timedelta(days=days))
    assert finders(circle.lead) == [finder]
    for other in (circle.me, circle.observer):
        assert finders(other) == []


def test_a_round_about_somebody_is_nobodys_to_tend(circle: Circle) -> None:
    of = circle.opened_about_me(circle.people[2:10])
    type(of).objects.of(circle.network.pk).update(closes_on=TODAY + timedelta(days=1))
    assert finders(circle.lead) == finders(circle.me) == []


def test_no_handle_tells_whether_anybody_answered(circle: Circle) -> None:
    of = circle.opened_for_all(NEED)
    type(of).objects.of(circle.network.pk).update(closes_on=TODAY + timedelta(days=1))
    before = handles(circle.lead)
    for person in circle.people:
        answer(again(of), person, all_alike(NEED, 3))
    assert handles(circle.lead) == before


def test_no_handle_tells_what_somebody_practises(cast: Cast) -> None:
    before = queries.today(cast.alice, queries.current_run(cast.alice))
    wishing.wish(cast.bob, "orientation", "explorer")
    trying.plan(cast.bob, (23, "Signal slot"), Plan(plan="x", due_on=SOON))
    runs.make(cast.network.pk)
    assert queries.today(cast.alice, queries.current_run(cast.alice)) == before


@pytest.fixture
def role(cast: Cast) -> RoleHeld:
    assert cast.bob.person_id
    return giving.give(cast.alice, Wish(person=cast.bob.person_id, orientation="explorer", until=SOON))


def test_a_role_of_which_the_next_is_known_does_not_ask_who_follows(cast: Cast, role: RoleHeld) -> None:
    ends = queries.current_run(cast.alice).end + timedelta(days=20)
    RoleHeld.objects.of(cast.network.pk).filter(pk=role.pk).update(until=ends)
    runs.make(cast.network.pk)
    assert asked(cast.alice, "horizon.role_ends")
    turn = Turn.objects.create(network=cast.network, role=role, next_id=cast.alice.person_id, on=ends)
    assert not asked(cast.alice, "horizon.role_ends")
    assert not asked(cast.carla, "horizon.role_ends")
    turn.next = None
    turn.save()
    assert asked(cast.alice, "horizon.role_ends")


def test_a_handover_past_its_day_asks_both(cast: Cast, role: RoleHeld) -> None:
    assert cast.alice.person_id
    passing.plan(cast.bob, role.pk, on=SOON, person=cast.alice.person_id)
    assert finders(cast.alice) == []
    late: dict[str, Any] = {"on": TODAY - timedelta(days=3)}
    Turn.objects.of(cast.network.pk).update(**late)
    RoleHeld.objects.of(cast.network.pk).filter(pk=role.pk).update(until=late["on"])
    (found,) = handles(cast.bob)
    assert (found.finder, found.orientation, found.is_for_me) == ("leading.turn_due", "explorer", True)
    assert found.headline == "The handover from Bob to Alice is past its day"
    assert {ref.name for ref in found.for_whom} == {"Alice", "Bob"}
    assert finders(cast.carla) == []
    passing.extend(cast.bob, role.pk, until=SOON)
    passing.hand_over(cast.bob, role.pk, cast.alice.person_id, on=TODAY)
    assert finders(cast.bob) == []


def test_its_page_opens_with_the_place_where_it_can_be_done(cast: Cast, talk: Session) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=cast.alice.user_id))
    today = client.get(f"/n/{cast.network.slug}/").content.decode()
    assert "Look at the talk" in today
    page = client.get(f"/n/{cast.network.slug}/handles/leading.talk_left:{talk.pk}/").content.decode()
    assert f"/n/{cast.network.slug}/leadership/ours/talks/{talk.pk}/" in page
    assert "facts under this" not in page
    client.force_login(User.objects.get(pk=cast.carla.user_id))
    assert client.get(f"/n/{cast.network.slug}/handles/leading.talk_left:{talk.pk}/").status_code == 404


@pytest.mark.parametrize("finder", tended.FINDERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_speaks_both_languages(cast: Cast, talk: Session, finder: str, language: str) -> None:
    from vierspan.analysis.phrases import has_phrase, phrase

    numbers: dict[str, Any] = {"title": "T", "count": 2, "day": TODAY, "name": "A", "next": "B"}
    for part in ("headline", "facts", "urgency"):
        assert has_phrase(f"handle.{finder}.{part}")
        assert phrase(f"handle.{finder}.{part}", language, **numbers)  # type: ignore[arg-type]
    assert handles(replace(cast.alice, language=language))[0].headline
