"""Dilemma cards: facts about oneself, thoughts that stay one's own, and what is shown to somebody."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from django.db.models import QuerySet

from factories import Cast, actor_of, as_person
from vierspan.analysis.dilemmas import cards
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.accounts.models import Letter, User
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions import removal
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.directory.rows import Row
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.own_file import taken
from vierspan.workspace.exchange.own_file.gathered import Of
from vierspan.workspace.initiatives.models import Commitment, Decision
from vierspan.workspace.insight import dilemmas
from vierspan.workspace.leadership.dilemmas import actions, jobs, queries
from vierspan.workspace.leadership.dilemmas.models import Shown, Thought
from vierspan.workspace.networks import actions as networks

R = TypeVar("R", bound=Row)
CANARY = "canary-77aa-doubts"


def kept(cast: Cast, model: type[R], **values: object) -> R:
    made = model(network=cast.network, **values)
    made.save()
    return made


def lines(actor: Actor, key: str) -> list[str]:
    return [each.text for each in dilemmas.card(actor, key).lines]


def shown_rows(cast: Cast) -> "QuerySet[Shown]":
    return Shown.objects.of(cast.network.pk)


def test_a_network_without_records_has_every_card_and_no_figure(cast: Cast) -> None:
    user = User.objects.get(pk=cast.alice.user_id)
    empty = networks.create(user, name="New", language="en")
    Person(network=empty, name="Alice").save()
    found = dilemmas.dealt(as_person(actor_of(user, empty, Role.LEAD), "Alice"))
    assert [each.card.key for each in found] == list(cards())
    assert not any(each.is_near or each.is_known for each in found)


def test_what_is_past_its_day_is_told_apart_for_oneself(cast: Cast) -> None:
    before = clock.today() - timedelta(days=3)
    for person in (cast.alice.person_id, cast.bob.person_id, cast.bob.person_id):
        kept(cast, Commitment, name="hours", person_id=person, due_on=before, state="open")
    kept(cast, Decision, name="which way", opened_on=before, due_on=before)
    kept(cast, Decision, name="still a draft", due_on=before)
    assert lines(cast.alice, "firmness")[:3] == [
        "Of what you promised, past its day: 1.",
        "Commitments past their day, in the whole network: 4.",  # one came with the records
        "Decisions past the day on which they were to be taken: 1.",
    ]
    assert "Of what you promised, past its day: 2." in lines(cast.bob, "firmness")
    assert "firmness" in {each.card.key for each in dilemmas.dealt(cast.alice) if each.is_near}


def test_an_initiative_counts_for_who_began_it(cast: Cast) -> None:
    for mandate, who in (("whole", cast.alice), ("part", cast.bob), ("", cast.bob)):
        kept(cast, Initiative, name=mandate or "open", state="active", mandate=mandate, initiator_id=who.person_id)
    kept(cast, Initiative, name="over", state="finished", initiator_id=cast.bob.person_id)
    assert lines(cast.bob, "mandate") == [
        "Initiatives that you carry: 2; on whose behalf is still open for 1.",
        "Running initiatives: 3. For the whole network 1, for a part 1, still open 1.",
        "There are no estimates of parties yet.",
    ]
    assert dilemmas.card(cast.bob, "mandate").is_near
    assert not dilemmas.card(cast.alice, "mandate").is_near


def test_cards_are_for_who_takes_part_and_is_somebody(cast: Cast) -> None:
    for actor in (cast.gus, cast.carla):
        with pytest.raises(NotAllowed):
            dilemmas.dealt(actor)
    nobody = replace(cast.bob, person_id=None)
    with pytest.raises(NotFound):
        dilemmas.dealt(nobody)
    with pytest.raises(NotFound):
        dilemmas.card(cast.alice, "unknown")


def test_a_thought_is_read_by_its_author_alone(cast: Cast) -> None:
    made = dilemmas.write(cast.bob, "core", f"  {CANARY} ")
    assert [each.words for each in queries.thoughts(cast.bob)] == [CANARY]
    assert queries.thoughts(cast.bob, "ownership") == []
    assert queries.thoughts(cast.alice) == []
    for attempt in (queries.thought, actions.delete):
        with pytest.raises(NotFound):
            attempt(cast.alice, made.pk)
    with pytest.raises(NotFound):
        actions.change(cast.alice, made.pk, "mine now", version(made))
    with pytest.raises(NotFound):
        dilemmas.write(cast.bob, "unknown", "words")
    with pytest.raises(Invalid):
        dilemmas.write(cast.bob, "core", "   ")


def test_who_saves_second_sees_both(cast: Cast) -> None:
    made = dilemmas.write(cast.bob, "core", "first")
    seen = version(queries.thought(cast.bob, made.pk))
    actions.change(cast.bob, made.pk, "second", seen)
    with pytest.raises(Changed):
        actions.change(cast.bob, made.pk, "third", seen)
    assert queries.thought(cast.bob, made.pk).words == "second"


def test_what_is_shown_is_a_copy_for_one_recipient(cast: Cast) -> None:
    made = dilemmas.write(cast.bob, "firmness", CANARY)
    told = dilemmas.show(cast.bob, made.pk, cast.alice.person_id, with_facts=True)
    actions.change(cast.bob, made.pk, "changed my mind", version(queries.thought(cast.bob, made.pk)))
    (read,) = queries.shown_to_me(cast.alice)
    assert (read.words, read.facts) == (CANARY, lines(cast.bob, "firmness"))
    assert queries.shown_one(cast.bob, told.pk).recipient_id == cast.alice.person_id
    letter = Letter.objects.latest("pk")
    assert f"/dilemmas/shown/{told.pk}/" in letter.body
    assert CANARY not in letter.subject + letter.body


def test_shown_anew_takes_the_place_of_the_old_and_can_be_taken_back(cast: Cast) -> None:
    made = dilemmas.write(cast.bob, "core", "one")
    first = dilemmas.show(cast.bob, made.pk, cast.alice.person_id, with_facts=False)
    second = dilemmas.show(cast.bob, made.pk, cast.alice.person_id, with_facts=False)
    with pytest.raises(NotFound):
        queries.shown_one(cast.alice, first.pk)
    with pytest.raises(NotFound):
        actions.take_back(cast.alice, second.pk)
    actions.take_back(cast.bob, second.pk)
    assert queries.shown_to_me(cast.alice) == []
    assert not shown_rows(cast).exists()


def test_it_is_shown_only_to_who_can_sign_in_here(cast: Cast) -> None:
    made = dilemmas.write(cast.bob, "core", "one")
    for person in (kept(cast, Person, name="Without an account").pk, cast.bob.person_id, None):
        with pytest.raises(Invalid):
            dilemmas.show(cast.bob, made.pk, person, with_facts=False)


def test_it_ends_by_itself_and_with_the_thought(cast: Cast) -> None:
    made = dilemmas.write(cast.bob, "core", "one")
    told = dilemmas.show(cast.bob, made.pk, cast.alice.person_id, with_facts=False)
    shown_rows(cast).filter(pk=told.pk).update(ends_on=clock.today() - timedelta(days=1))
    assert queries.shown_to_me(cast.alice) == []
    jobs.end.func(str(cast.network.pk), str(told.pk))
    assert not shown_rows(cast).exists()
    dilemmas.show(cast.bob, made.pk, cast.alice.person_id, with_facts=False)
    actions.delete(cast.bob, made.pk)
    assert not shown_rows(cast).exists()


def taken_by(actor: Actor) -> Of:
    return taken(User.objects.get(pk=actor.user_id)).networks[0]


def test_one_takes_along_what_is_ones_own(cast: Cast) -> None:
    made = dilemmas.write(cast.bob, "core", CANARY)
    dilemmas.show(cast.bob, made.pk, cast.alice.person_id, with_facts=False)
    found = {part.table: part.rows for part in taken_by(cast.bob).parts}
    assert [row["words"] for row in found["dilemmas.Thought"]] == [CANARY]
    assert [(row["recipient"], row["words"]) for row in found["dilemmas.Shown"]] == [("Alice", CANARY)]
    assert CANARY not in str(taken_by(cast.alice))


def test_who_is_taken_out_leaves_no_thought(cast: Cast) -> None:
    made = dilemmas.write(cast.bob, "core", CANARY)
    dilemmas.show(cast.bob, made.pk, cast.alice.person_id, with_facts=False)
    assert Thought.objects.of(cast.network.pk).filter(words=CANARY).exists()
    assert cast.bob.person_id is not None
    removal.remove(cast.alice, cast.bob.person_id)
    assert not Thought.objects.of(cast.network.pk).exists()
    assert not shown_rows(cast).exists()
