"""Seating the guests of a gathering: what is kept, who may, and what it says."""

from uuid import UUID

import pytest

from factories import Cast, id_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.models import Attendance, Exchange, Gathering, Need
from vierspan.workspace.conditions.seating import actions, queries
from vierspan.workspace.conditions.seating.models import Pairing, Place
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.exchange.doubles import actions as doubles
from vierspan.workspace.exchange.exports import shown_records
from vierspan.workspace.insight import seating

TABLES = {"way": "tables", "seats": 3, "rounds": 1}


@pytest.fixture
def kick_off(cast: Cast) -> UUID:
    return id_of(cast.alice, Gathering, name="Kick-off")


def person(cast: Cast, name: str) -> UUID:
    return id_of(cast.alice, Person, name=name)


def laid(actor: Actor, gathering: UUID) -> seating.Board:
    actions.divide(actor, gathering, TABLES)
    seating.propose(actor, gathering)
    return seating.board(actor, gathering)


def names(table: seating.Table) -> set[str]:
    return {guest.name for guest in table.guests}


def test_everybody_who_comes_has_one_place(cast: Cast, kick_off: UUID) -> None:
    board = laid(cast.alice, kick_off)
    assert sorted(len(table.guests) for table in board.rounds[0]) == [2, 3]
    assert set.union(*(names(table) for table in board.rounds[0])) == {"Alice", "Bob", "Zoë", "Dan", "Gerda"}
    assert board.found["is_proven"]
    assert board.score == pytest.approx(board.found["score"])
    assert board.score >= board.found["best"] - 1e-6
    assert not board.unseated


def test_an_offer_and_a_need_bring_two_together_and_that_is_said(cast: Cast, kick_off: UUID) -> None:
    alice = Person.objects.of(cast.network.pk).select_related("party").get(name="Alice")
    other = Person.objects.of(cast.network.pk).exclude(party=alice.party).filter(name__in=["Bob", "Zoë", "Dan"]).first()
    assert other is not None
    assert other.party_id is not None
    Exchange(network=cast.network, giver=alice.party, kind="Van", what="a van", state="offered").save()
    Need(network=cast.network, party_id=other.party_id, kind="van", what="something to drive").save()
    board = laid(cast.alice, kick_off)
    told = [reason for table in board.rounds[0] for reason in table.reasons if reason.kind == "match"]
    assert told
    assert told[0].what == "van"
    assert board.matches


def test_who_must_not_sit_together_does_not(cast: Cast, kick_off: UUID) -> None:
    for one, other in (("Alice", "Bob"), ("Alice", "Dan")):
        actions.pair(cast.alice, kick_off, person(cast, one), person(cast, other), "apart")
    board = laid(cast.alice, kick_off)
    assert not any({"Alice", other} <= names(table) for table in board.rounds[0] for other in ("Bob", "Dan"))
    assert not any(table.apart for table in board.rounds[0])


def test_it_says_who_clashes(cast: Cast, kick_off: UUID) -> None:
    trio = ("Alice", "Bob", "Dan")
    for one, other in ((0, 1), (1, 2), (0, 2)):
        actions.pair(cast.alice, kick_off, person(cast, trio[one]), person(cast, trio[other]), "apart")
    actions.divide(cast.alice, kick_off, TABLES)
    with pytest.raises(seating.CannotBeSeated) as caught:
        seating.propose(cast.alice, kick_off)
    assert caught.value.reason == "clash"
    assert {name for pair in caught.value.pairs for name in pair} == set(trio)


def test_who_is_moved_is_rated_at_once_and_who_is_held_stays(cast: Cast, kick_off: UUID) -> None:
    board = laid(cast.alice, kick_off)
    first, second = board.rounds[0]
    guest = first.guests[0]
    actions.move(cast.alice, kick_off, guest.id, at=0, to=second.number)
    moved = seating.board(cast.alice, kick_off)
    assert guest.name in names(moved.rounds[0][1])
    assert moved.found["score"] == board.found["score"]
    actions.swap(cast.alice, kick_off, guest.id, first.guests[1].id, at=0)
    assert guest.name in names(seating.board(cast.alice, kick_off).rounds[0][0])
    actions.swap(cast.alice, kick_off, guest.id, first.guests[1].id, at=0)
    actions.hold(cast.alice, kick_off, guest.id, at=0)
    seating.propose(cast.alice, kick_off)
    again = seating.board(cast.alice, kick_off)
    assert next(each for each in again.rounds[0][1].guests if each.id == guest.id).is_held


def test_over_two_rounds_in_pairs_nobody_meets_again(cast: Cast, kick_off: UUID) -> None:
    actions.divide(cast.alice, kick_off, {"way": "pairs", "rounds": 2})
    seating.propose(cast.alice, kick_off)
    board = seating.board(cast.alice, kick_off)
    assert [sorted(len(table.guests) for table in tables) for tables in board.rounds] == [[2, 3]] * 2
    assert board.repeats <= 1


def test_who_says_yes_later_has_no_place_yet_and_can_be_seated(cast: Cast, kick_off: UUID) -> None:
    laid(cast.alice, kick_off)
    Attendance.objects.of(cast.network.pk).filter(person__name="Finn").update(present=None)
    board = seating.board(cast.alice, kick_off)
    assert [each.name for each in board.unseated] == ["Finn"]
    actions.move(cast.alice, kick_off, person(cast, "Finn"), at=0, to=0)
    assert "Finn" in names(seating.board(cast.alice, kick_off).rounds[0][0])


def test_whoever_takes_part_reads_the_plan_once_it_is_kept_and_nothing_else(cast: Cast, kick_off: UUID) -> None:
    laid(cast.alice, kick_off)
    assert queries.kept_places(cast.bob, kick_off) == []
    actions.keep(cast.alice, kick_off)
    assert len(queries.kept_places(cast.bob, kick_off)) == 5
    for ask in (
        lambda: queries.places(cast.bob, kick_off),
        lambda: queries.pairings(cast.bob, kick_off, "apart"),
        lambda: queries.pairings(cast.bob, kick_off, "with"),
        lambda: seating.board(cast.bob, kick_off),
        lambda: seating.propose(cast.bob, kick_off),
        lambda: actions.keep(cast.bob, kick_off),
        lambda: actions.pair(cast.bob, kick_off, person(cast, "Bob"), person(cast, "Dan"), "with"),
        lambda: queries.kept_places(cast.carla, kick_off),
        lambda: queries.guests(cast.gus, kick_off),
    ):
        with pytest.raises(NotAllowed):
            ask()
    with pytest.raises(NotFound):
        seating.board(cast.dirk, kick_off)


def test_the_organiser_may_without_being_a_leader(cast: Cast, kick_off: UUID) -> None:
    Gathering.objects.of(cast.network.pk).filter(pk=kick_off).update(organiser=cast.bob.person_id)
    assert laid(cast.bob, kick_off).is_laid


def test_who_must_not_sit_together_stands_in_no_export(cast: Cast, kick_off: UUID) -> None:
    actions.pair(cast.alice, kick_off, person(cast, "Alice"), person(cast, "Bob"), "apart")
    assert not {"pairings", "seating", "places"} & set(shown_records(cast.alice).present)


def test_wishes_can_be_taken_away_and_turn_round(cast: Cast, kick_off: UUID) -> None:
    one, other = person(cast, "Alice"), person(cast, "Bob")
    actions.pair(cast.alice, kick_off, one, other, "apart")
    made = actions.pair(cast.alice, kick_off, other, one, "with")
    assert queries.pairings(cast.alice, kick_off, "apart") == []
    actions.unpair(cast.alice, kick_off, made.pk)
    assert not Pairing.objects.of(cast.network.pk).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"way": "rows", "rounds": 1}, "way"),
        ({"way": "pairs", "rounds": 9}, "rounds"),
        ({"way": "tables", "rounds": 1, "seats": 1}, "seats"),
        ({"way": "own", "rounds": 1, "sizes": [3, 3]}, "sizes"),
        ({"way": "own", "rounds": 1, "sizes": []}, "sizes"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, kick_off: UUID, given: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        actions.divide(cast.alice, kick_off, given)
    assert caught.value.field == field


def test_bad_pairs_are_refused(cast: Cast, kick_off: UUID) -> None:
    alice = person(cast, "Alice")
    for one, other, kind in ((alice, alice, "with"), (alice, person(cast, "Finn"), "with"), (alice, alice, "near")):
        with pytest.raises(Invalid):
            actions.pair(cast.alice, kick_off, one, other, kind)
    with pytest.raises(Invalid):
        actions.keep(cast.alice, kick_off)


def test_two_who_turn_out_to_be_one_have_one_place(cast: Cast, kick_off: UUID) -> None:
    laid(cast.alice, kick_off)
    actions.pair(cast.alice, kick_off, person(cast, "Dan"), person(cast, "Gerda"), "with")
    doubles.merge(cast.alice, "people", keep=person(cast, "Dan"), gone=person(cast, "Gerda"))
    board = seating.board(cast.alice, kick_off)
    assert sum(guest.name == "Dan" for table in board.rounds[0] for guest in table.guests) == 1
    assert queries.pairings(cast.alice, kick_off, "with") == []


def test_somebody_taken_out_of_the_network_has_no_place_any_more(cast: Cast, kick_off: UUID) -> None:
    laid(cast.alice, kick_off)
    Person.objects.of(cast.network.pk).filter(name="Gerda").delete()
    assert Place.objects.of(cast.network.pk).count() == 4
    assert Party.objects.of(cast.network.pk).count() == 3
