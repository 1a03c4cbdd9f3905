from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from factories import Cast, as_person, id_of, join
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.acts import queries as acts
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.conflicts import jobs, queries
from vierspan.workspace.conditions.conflicts.actions import cases, settling, steps
from vierspan.workspace.conditions.conflicts.models import Case, Lesson
from vierspan.workspace.conditions.conflicts.steps import Step
from vierspan.workspace.conditions.models import Rule
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.exports import export

pytestmark = pytest.mark.django_db

CANARY = "qz-0417-kept-in-confidence"


@pytest.fixture
def bob(cast: Cast) -> Actor:
    return cast.bob


@pytest.fixture
def dan(cast: Cast) -> Actor:
    user = User.objects.create_user("dan@example.org", "Dan", "nl")
    return as_person(join(user, cast.network, Role.MEMBER), "Dan")


@pytest.fixture
def zoe(cast: Cast) -> Actor:
    user = User.objects.create_user("zoe@example.org", "Zoë", "en")
    return as_person(join(user, cast.network, Role.MEMBER), "Zoë")


@pytest.fixture
def case(bob: Actor, dan: Actor) -> Case:
    return cases.raise_conflict(bob, f"Keys {CANARY}", f"They were not given back. {CANARY}", {_id(dan)})


def _id(actor: Actor) -> UUID:
    assert actor.person_id
    return actor.person_id


def test_only_those_named_can_read_it_and_leading_the_network_opens_nothing(
    cast: Cast, bob: Actor, dan: Actor, zoe: Actor, case: Case
) -> None:
    assert queries.case(bob, case.pk).case.pk == case.pk
    assert [each.pk for each in queries.cases(dan)] == [case.pk]
    for stranger in (cast.alice, zoe):
        assert queries.cases(stranger) == []
        with pytest.raises(NotFound):
            queries.case(stranger, case.pk)
    with pytest.raises(NotAllowed):
        queries.cases(cast.carla)
    with pytest.raises(NotFound):
        queries.case(replace(cast.dirk, person_id=_id(bob)), case.pk)


def test_the_letter_says_that_something_waits_and_not_what_or_with_whom(case: Case) -> None:
    letter = Letter.objects.get()
    assert letter.address == "dan@example.org"
    assert "vertrouwelijk" in letter.body
    assert str(case.pk) in letter.body
    assert CANARY not in letter.subject + letter.body
    assert "Bob" not in letter.subject + letter.body


def test_that_there_was_a_conflict_counts_and_stands_in_no_list(cast: Cast, bob: Actor, case: Case) -> None:
    act = Act.objects.of(cast.network.pk).get(kind="conflict.raised")
    assert (act.person, act.subject, act.touched, act.note) == (bob.person_id, "", [], "")
    assert all(each.kind != "conflict.raised" for each in acts.feed(cast.alice).rows)
    for form in ("xlsx", "csv", "json", "graphml", "kumu"):
        content = export(cast.alice, form).content
        assert CANARY.encode() not in content
        assert b"conflict.raised" not in content


def test_a_conflict_is_with_somebody_who_can_read_it(cast: Cast, bob: Actor) -> None:
    with pytest.raises(Invalid, match="conflict_needs_somebody"):
        cases.raise_conflict(bob, "Keys", "About keys", {_id(bob)})
    with pytest.raises(Invalid, match="cannot_read_it"):
        cases.raise_conflict(bob, "Keys", "About keys", {id_of(bob, Person, name="Gerda")})
    with pytest.raises(Invalid, match="text_empty"):
        cases.raise_conflict(bob, " ", "About keys", {_id(cast.alice)})
    with pytest.raises(NotAllowed, match="needs_person"):
        cases.raise_conflict(replace(bob, person_id=None), "Keys", "About keys", {_id(cast.alice)})
    assert not Case.objects.of(cast.network.pk).exists()


def test_a_helper_reads_nothing_until_every_side_agreed(bob: Actor, dan: Actor, zoe: Actor, case: Case) -> None:
    named = cases.propose_helper(bob, case.pk, _id(zoe))
    with pytest.raises(NotFound):
        queries.case(zoe, case.pk)
    cases.agree_to_helper(dan, case.pk, named.pk)
    assert queries.case(zoe, case.pk).me.part == "helper"
    with pytest.raises(NotAllowed, match="needs_side"):
        settling.end(zoe, case.pk)
    cases.refuse_helper(dan, case.pk, named.pk)
    with pytest.raises(NotFound):
        queries.case(zoe, case.pk)


def test_two_who_take_a_step_at_once_go_one_step_and_not_two(bob: Actor, dan: Actor, case: Case) -> None:
    cases.go_to_step(bob, case.pk, 1, seen=0)
    with pytest.raises(Conflict):
        cases.go_to_step(dan, case.pk, 1, seen=0)
    assert queries.case(dan, case.pk).case.step == 1
    cases.go_to_step(dan, case.pk, 0, seen=1)
    with pytest.raises(Invalid):
        cases.go_to_step(dan, case.pk, -1, seen=0)


def test_it_is_settled_when_every_side_takes_the_outcome_and_the_lesson_bears_no_trace(
    cast: Cast, bob: Actor, dan: Actor, case: Case
) -> None:
    rule = id_of(bob, Rule)
    proposed = settling.propose_outcome(
        bob, case.pk, "Dan gives them back.", lesson="Say where keys are.", rule=rule, seen=version(case)
    )
    assert proposed.state == "open"
    with pytest.raises(Conflict):
        settling.take_outcome(dan, case.pk, seen="Something else")
    settled = settling.take_outcome(dan, case.pk, seen="Dan gives them back.")
    assert (settled.state, settled.closed_on) == ("settled", clock.today())
    lesson = Lesson.objects.of(cast.network.pk).get()
    assert (lesson.text, lesson.rule_id) == ("Say where keys are.", rule)
    assert lesson.learned_in == date(clock.today().year, (clock.today().month - 1) // 3 * 3 + 1, 1)
    assert [each.text for each in queries.lessons(cast.alice)] == ["Say where keys are."]
    assert Act.objects.of(cast.network.pk).filter(kind="conflict.settled").count() == 1
    with pytest.raises(Conflict):
        cases.say(bob, case.pk, "One thing more")


def test_two_who_propose_an_outcome_at_once_both_see_both(bob: Actor, dan: Actor, case: Case) -> None:
    seen = version(case)
    settling.propose_outcome(bob, case.pk, "Bob gives way.", seen=seen)
    with pytest.raises(Changed) as changed:
        settling.propose_outcome(dan, case.pk, "Dan gives way.", seen=seen)
    assert [(each.theirs, each.yours) for each in changed.value.differences] == [("Bob gives way.", "Dan gives way.")]


def test_one_side_may_stop_and_nothing_is_learned_aloud(cast: Cast, dan: Actor, case: Case) -> None:
    settling.end(dan, case.pk)
    assert queries.case(dan, case.pk).case.state == "ended"
    assert not Lesson.objects.of(cast.network.pk).exists()


def test_who_is_named_is_reminded_when_the_time_of_a_step_is_over(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    Letter.objects.all().delete()
    _remind(case)
    assert not Letter.objects.exists()
    due = clock.today() + timedelta(days=14)
    monkeypatch.setattr(clock, "today", lambda: due)
    _remind(case)
    assert {letter.address for letter in Letter.objects.all()} == {"bob@example.org", "dan@example.org"}


def test_a_year_after_closing_nothing_is_left(cast: Cast, dan: Actor, case: Case, monkeypatch: Any) -> None:
    settling.end(dan, case.pk)
    _delete(case)
    assert Case.objects.of(cast.network.pk).exists()
    over = clock.today() + timedelta(days=365)
    monkeypatch.setattr(clock, "today", lambda: over)
    _delete(case)
    assert not Case.objects.of(cast.network.pk).exists()


def test_the_network_agrees_on_its_own_steps_and_running_conflicts_keep_theirs(
    cast: Cast, bob: Actor, dan: Actor, case: Case
) -> None:
    usual = queries.agreed_steps(cast.alice)
    own = [Step("Walk", "Walk together.", 7)]
    with pytest.raises(NotAllowed):
        steps.agree(bob, own, seen=usual)
    steps.agree(cast.alice, own, seen=usual)
    assert queries.agreed_steps(bob) == tuple(own)
    assert len(queries.case(bob, case.pk).steps) == 3
    with pytest.raises(Conflict):
        steps.agree(cast.alice, own, seen=usual)
    with pytest.raises(Invalid, match="steps_empty"):
        steps.agree(cast.alice, [Step(" ", "", 7)], seen=own)
    with pytest.raises(Invalid, match="days_out_of_range"):
        steps.agree(cast.alice, [Step("Walk", "", 0)], seen=own)


def test_who_leaves_the_network_reads_it_no_longer(cast: Cast, dan: Actor, case: Case) -> None:
    with pytest.raises(NotAllowed):
        queries.case(replace(dan, role=Role.GUEST), case.pk)


def _remind(case: Case) -> None:
    jobs.remind_when_due.func(str(case.network_id), str(case.pk))


def _delete(case: Case) -> None:
    jobs.delete_when_over.func(str(case.network_id), str(case.pk))
