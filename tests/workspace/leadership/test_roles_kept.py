"""Giving roles, standing behind them, passing them on."""

from datetime import timedelta
from uuid import UUID

import pytest

from factories import Cast, id_of, nobody
from vierspan.workspace.accounts.models import Letter
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory.actions.removal import remove
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.exchange.doubles.actions import merge
from vierspan.workspace.exchange.handover import file_of, of_role
from vierspan.workspace.leadership import queries as leadership
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles import jobs, queries
from vierspan.workspace.leadership.roles.actions import backing, giving, passing
from vierspan.workspace.leadership.roles.actions.giving import Wish
from vierspan.workspace.leadership.roles.models import About, Backing, Turn, Words

TODAY = clock.today()
SOON, LATER = TODAY + timedelta(days=20), TODAY + timedelta(days=90)


def person(cast: Cast, name: str) -> UUID:
    return id_of(cast.alice, Person, name=name)


def party(cast: Cast, name: str = "Thuiszorg De Brink") -> UUID:
    return id_of(cast.alice, Party, name=name)


@pytest.fixture
def role(cast: Cast) -> RoleHeld:
    """Zoë explores, written down by Bob."""
    return giving.give(cast.bob, Wish(person=person(cast, "Zoë"), orientation="explorer", task="Look outside"))


def test_a_role_is_given_for_the_network_or_for_one_initiative(cast: Cast, role: RoleHeld) -> None:
    shop = id_of(cast.alice, Initiative, name="Care shop")
    giving.give(cast.alice, Wish(person=person(cast, "Dan"), orientation="explorer", initiative=shop, until=LATER))
    held = [(each.row.person.name, each.row.orientation, each.row.initiative) for each in queries.held(cast.carla)]
    assert [(name, orientation, bool(where)) for name, orientation, where in held] == [
        ("Alice", "strategist", False),
        ("Zoë", "explorer", False),
        ("Dan", "explorer", True),
    ]
    assert queries.one(cast.carla, role.pk).about.task == "Look outside"
    assert role.since == TODAY


def test_nobody_holds_the_same_role_twice_and_it_does_not_end_before_it_begins(cast: Cast, role: RoleHeld) -> None:
    zoe = person(cast, "Zoë")
    with pytest.raises(Invalid, match="holds_it_already"):
        giving.give(cast.alice, Wish(person=zoe, orientation="explorer"))
    with pytest.raises(Invalid, match="ends_before_it_begins"):
        giving.give(cast.alice, Wish(person=zoe, orientation="developer", until=TODAY - timedelta(days=1)))
    with pytest.raises(Invalid, match="unknown_orientation"):
        giving.give(cast.alice, Wish(person=zoe, orientation="boss"))
    with pytest.raises(Invalid, match="nobody_by_that_name"):
        giving.give(cast.alice, Wish(person=nobody(), orientation="developer"))
    with pytest.raises(Invalid, match="nobody_by_that_name"):
        giving.give(cast.alice, Wish(person=id_of(cast.dirk, Person, name="Zoë"), orientation="developer"))


def test_parties_grant_it_said_by_who_works_there(cast: Cast, role: RoleHeld) -> None:
    assert cast.bob.person_id
    own = Person.objects.of(cast.network.pk).get(pk=cast.bob.person_id).party_id
    assert own
    other = Party.objects.of(cast.network.pk).exclude(pk=own).first()
    assert other
    backing.grant(cast.bob, role.pk, own)
    backing.grant(cast.bob, role.pk, own)
    backing.grant(cast.alice, role.pk, other.pk)
    assert {each.pk for each in queries.one(cast.bob, role.pk).parties} == {own, other.pk}
    with pytest.raises(NotAllowed, match="not_your_party"):
        backing.grant_no_more(cast.bob, role.pk, other.pk)
    backing.grant_no_more(cast.bob, role.pk, own)
    assert [each.pk for each in queries.one(cast.bob, role.pk).parties] == [other.pk]
    with pytest.raises(Invalid, match="unknown_party"):
        backing.grant(cast.alice, role.pk, id_of(cast.dirk, Party, name="Café Samen"))


def test_others_recognise_it_and_can_take_that_back(cast: Cast, role: RoleHeld) -> None:
    backing.recognise(cast.bob, role.pk)
    backing.recognise(cast.bob, role.pk)
    found = queries.one(cast.alice, role.pk)
    assert [each.person.name for each in found.recognised] == ["Bob"]
    seen = queries.one(cast.carla, role.pk)
    assert (seen.recognised, seen.recognised_by) == ((), 1)
    backing.take_back(cast.alice, role.pk, "recognises")
    assert queries.one(cast.alice, role.pk).recognised_by == 1
    backing.take_back(cast.bob, role.pk, "recognises")
    assert queries.one(cast.alice, role.pk).recognised_by == 0


def test_nobody_recognises_themselves_and_an_observer_says_nothing(cast: Cast, role: RoleHeld) -> None:
    own = giving.give(cast.bob, Wish(person=person(cast, "Bob"), orientation="developer"))
    with pytest.raises(Invalid, match="not_of_yourself"):
        backing.recognise(cast.bob, own.pk)
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            backing.recognise(actor, role.pk)
    with pytest.raises(NotFound):
        backing.recognise(cast.dirk, role.pk)


def test_only_the_holder_the_writer_and_leaders_change_it(cast: Cast, role: RoleHeld) -> None:
    alices = RoleHeld.objects.of(cast.network.pk).get(orientation="strategist")
    with pytest.raises(NotAllowed):
        passing.end(cast.bob, alices.pk, on=TODAY)
    seen = version(role)
    giving.change(cast.bob, role.pk, since=TODAY, until=LATER, task="Look far", seen=seen)
    with pytest.raises(Changed):
        giving.change(cast.alice, role.pk, since=TODAY, until=SOON, task="Look far", seen=seen)
    assert queries.one(cast.bob, role.pk).about.task == "Look far"
    giving.remove(cast.alice, role.pk)
    with pytest.raises(NotFound):
        queries.one(cast.alice, role.pk)


def test_it_ends_and_is_held_no_longer(cast: Cast, role: RoleHeld) -> None:
    with pytest.raises(Invalid, match="day_in_future"):
        passing.end(cast.bob, role.pk, on=SOON)
    RoleHeld.objects.of(cast.network.pk).filter(pk=role.pk).update(since=TODAY - timedelta(days=9))
    passing.end(cast.bob, role.pk, on=TODAY - timedelta(days=1), because="Moved house")
    assert [each.row.pk for each in queries.before(cast.carla)] == [role.pk]
    assert role.pk not in {each.row.pk for each in queries.held(cast.carla)}
    assert queries.one(cast.carla, role.pk).about.ended_because == "Moved house"
    passing.extend(cast.bob, role.pk, until=None)
    assert queries.one(cast.carla, role.pk).is_now


def test_who_comes_next_is_planned_and_told(cast: Cast, role: RoleHeld) -> None:
    turn = passing.plan(cast.bob, role.pk, on=LATER, person=person(cast, "Dan"), note="After the summer")
    role.refresh_from_db()
    assert (turn.next_id, role.until) == (person(cast, "Dan"), LATER)
    [letter] = Letter.objects.all()
    assert letter.address == Person.objects.of(cast.network.pk).get(name="Dan").email
    assert "Zoë" in letter.body
    assert f"/leadership/roles/{role.pk}/handover/" in letter.body
    passing.plan(cast.bob, role.pk, on=SOON, person=person(cast, "Dan"))
    assert Letter.objects.count() == 1, "told once"
    passing.extend(cast.bob, role.pk, until=LATER)
    assert Turn.objects.of(cast.network.pk).get().on == LATER
    passing.extend(cast.bob, role.pk, until=None)
    assert not Turn.objects.of(cast.network.pk).exists()


def test_a_plan_needs_a_day_to_come_and_somebody_else(cast: Cast, role: RoleHeld) -> None:
    with pytest.raises(Invalid, match="day_not_in_future"):
        passing.plan(cast.bob, role.pk, on=TODAY, person=None)
    with pytest.raises(Invalid, match="holds_it_already"):
        passing.plan(cast.bob, role.pk, on=SOON, person=role.person_id)
    passing.plan(cast.bob, role.pk, on=SOON, person=None)
    passing.plan_no_more(cast.bob, role.pk)
    with pytest.raises(NotFound):
        passing.plan_no_more(cast.bob, role.pk)
    assert not Letter.objects.exists()


def test_the_holder_and_who_comes_next_are_reminded_once(cast: Cast, role: RoleHeld) -> None:
    passing.plan(cast.bob, role.pk, on=SOON, person=person(cast, "Dan"))
    Letter.objects.all().delete()
    for _again in range(2):
        jobs.remind_when_near.func(str(cast.network.pk), str(role.pk))
    assert Letter.objects.count() == 2
    passing.extend(cast.bob, role.pk, until=LATER)
    jobs.remind_when_near.func(str(cast.network.pk), str(role.pk))
    assert Letter.objects.count() == 2, "it is far again"


def test_handing_over_ends_it_here_and_begins_it_there(cast: Cast, role: RoleHeld) -> None:
    backing.grant(cast.alice, role.pk, party(cast))
    made = passing.hand_over(cast.bob, role.pk, person(cast, "Dan"), on=TODAY)
    assert (made.person.name, made.orientation, made.since, made.granted_by) == ("Dan", "explorer", TODAY, [])
    assert About.objects.of(cast.network.pk).get(role=made).task == "Look outside"
    role.refresh_from_db()
    assert role.until == TODAY
    came = queries.taken_from(cast.bob, made.pk)
    assert came and came.role_id == role.pk
    with pytest.raises(Conflict):
        passing.hand_over(cast.bob, role.pk, person(cast, "Finn"), on=TODAY)


def test_a_handover_whose_day_went_by_is_noted_afterwards(cast: Cast, role: RoleHeld) -> None:
    passing.plan(cast.bob, role.pk, on=SOON, person=person(cast, "Dan"))
    days = {"since": TODAY - timedelta(days=90), "until": TODAY - timedelta(days=3)}
    RoleHeld.objects.of(cast.network.pk).filter(pk=role.pk).update(**days)
    Turn.objects.of(cast.network.pk).update(on=days["until"])
    assert queries.one(cast.carla, role.pk).is_overdue
    made = passing.hand_over(cast.bob, role.pk, person(cast, "Dan"), on=TODAY - timedelta(days=1))
    role.refresh_from_db()
    assert made.since == role.until == TODAY - timedelta(days=1), "it went on until it was handed over"
    assert not queries.one(cast.carla, role.pk).is_overdue


def test_what_the_holder_writes_is_read_by_who_comes_next_and_nobody_else(cast: Cast) -> None:
    role = giving.give(cast.bob, Wish(person=person(cast, "Bob"), orientation="developer"))
    given = {"going": "The rules\nThe day in May", "donts": "CANARY"}
    passing.write(cast.bob, role.pk, given, seen="")
    assert queries.in_words(cast.bob, role.pk)
    assert queries.in_words(cast.alice, role.pk) is None
    with pytest.raises(NotFound):
        passing.write(cast.alice, role.pk, given, seen="")
    with pytest.raises(Changed):
        passing.write(cast.bob, role.pk, {"going": "Other"}, seen="old")
    sheet = of_role(cast.bob, role.pk)
    assert [line.what for line in sheet.parts[0].lines] == ["The rules", "The day in May"]
    assert "CANARY" not in str(of_role(cast.alice, role.pk))
    passing.plan(cast.bob, role.pk, on=SOON, person=cast.alice.person_id)
    assert "CANARY" in str(of_role(cast.alice, role.pk))


def test_the_sheet_of_a_role_in_an_initiative_holds_that_initiative_alone(cast: Cast) -> None:
    shop = id_of(cast.alice, Initiative, name="Care shop")
    made = [
        giving.give(cast.alice, Wish(person=person(cast, "Bob"), orientation="process_manager", initiative=where))
        for where in (shop, None)
    ]
    here, everywhere = (of_role(cast.alice, each.pk) for each in made)
    assert {part.key for part in here.filled} == {"tables", "decisions"}
    assert "contacts" in {part.key for part in everywhere.parts}
    with pytest.raises(NotAllowed):
        of_role(cast.carla, made[0].pk)
    with pytest.raises(NotFound):
        of_role(cast.dirk, made[0].pk)
    assert b"Care shop" in file_of(cast.alice, here, "docx").content or here.filled


def test_a_role_that_begins_later_is_not_held_yet(cast: Cast) -> None:
    giving.give(cast.alice, Wish(person=person(cast, "Dan"), orientation="developer", since=SOON))
    assert [each.orientation for each in leadership.roles_held(cast.carla)] == ["strategist"]
    assert [each.is_ahead for each in queries.held(cast.carla)] == [False, True]


def test_who_is_taken_out_leaves_no_role_and_no_recognition(cast: Cast, role: RoleHeld) -> None:
    backing.recognise(cast.bob, role.pk)
    passing.plan(cast.bob, role.pk, on=SOON, person=person(cast, "Dan"))
    remove(cast.alice, person(cast, "Dan"))
    assert Turn.objects.of(cast.network.pk).get().next_id is None
    remove(cast.alice, person(cast, "Bob"))
    assert not Backing.objects.of(cast.network.pk).exists()
    remove(cast.alice, person(cast, "Zoë"))
    assert not About.objects.of(cast.network.pk).exists()
    assert not Words.objects.of(cast.network.pk).exists()


def test_two_who_are_one_keep_their_roles_and_recognise_once(cast: Cast, role: RoleHeld) -> None:
    backing.recognise(cast.bob, role.pk)
    Backing(network_id=cast.network.pk, role=role, person_id=person(cast, "Finn"), kind="recognises").save()
    merge(cast.alice, "people", keep=person(cast, "Bob"), gone=person(cast, "Finn"))
    assert Backing.objects.of(cast.network.pk).get().person_id == person(cast, "Bob")
