from datetime import date, timedelta
from uuid import UUID

import pytest

from factories import Cast, id_of
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.directory import checks, notes, queries
from vierspan.workspace.directory.actions import checks as checking
from vierspan.workspace.directory.actions import notes as writing
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import Changed, version

SECRET = "zqsecretqz"


@pytest.fixture
def cafe(cast: Cast) -> UUID:
    return id_of(cast.alice, Party, name="Café Samen")


def test_a_shared_note_is_read_by_participants_and_changed_by_its_writer_or_a_leader(cast: Cast, cafe: UUID) -> None:
    made = writing.share(cast.bob, cafe, "Belt liever\ndan dat ze mailen")
    (read,) = notes.shared_notes(cast.alice, cafe)
    assert (read.text, read.written_by_id) == ("Belt liever\ndan dat ze mailen", cast.bob.person_id)
    for actor in (cast.carla, cast.gus):
        with pytest.raises(NotAllowed):
            notes.shared_notes(actor, cafe)
    changed = writing.change(cast.alice, made.pk, "Belt liever", seen=version(made))
    with pytest.raises(Changed):
        writing.change(cast.bob, made.pk, "Mailt liever", seen=version(made))
    writing.remove(cast.bob, changed.pk)
    assert notes.shared_notes(cast.bob, cafe) == []


def test_somebody_else_may_not_change_a_note(cast: Cast, cafe: UUID) -> None:
    made = writing.share(cast.alice, cafe, "Van Alice")
    for act in (
        lambda: writing.change(cast.bob, made.pk, "Van Bob", seen=version(made)),
        lambda: writing.remove(cast.bob, made.pk),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        writing.remove(cast.dirk, made.pk)


def test_a_private_note_is_read_by_its_writer_alone(cast: Cast, cafe: UUID) -> None:
    made = writing.write_for_oneself(cast.bob, cafe, SECRET)
    assert [each.text for each in notes.private_notes(cast.bob, cafe)] == [SECRET]
    assert notes.private_notes(cast.alice, cafe) == []
    assert notes.private_notes(cast.dirk, cafe) == []
    for actor in (cast.alice, cast.dirk):
        with pytest.raises(NotFound):
            notes.private_note(actor, made.pk)
        with pytest.raises(NotFound):
            writing.remove_own(actor, made.pk)
    assert writing.remove_own(cast.bob, made.pk) == cafe
    assert notes.private_notes(cast.bob, cafe) == []


def test_an_empty_note_and_a_note_about_nobody_are_no_notes(cast: Cast, cafe: UUID) -> None:
    for write in (writing.share, writing.write_for_oneself):
        with pytest.raises(Invalid):
            write(cast.bob, cafe, " \n ")
        with pytest.raises(NotFound):
            write(cast.bob, id_of(cast.dirk, Party, name="Café Samen"), "Over de ander")


def test_checked_says_who_and_when_and_when_again(cast: Cast, cafe: UUID) -> None:
    today = clock.today()
    row = checking.check(cast.bob, cafe)
    assert (row.checked_on, row.checked_by) == (today, "Bob")
    assert row.next_check == today + timedelta(days=182)
    again = checking.check(cast.bob, cafe, again_on=today + timedelta(days=30))
    assert again.next_check == today + timedelta(days=30)
    assert checking.check(cast.bob, cafe).next_check == today + timedelta(days=30)
    with pytest.raises(Invalid):
        checking.check(cast.bob, cafe, again_on=today)
    with pytest.raises(NotAllowed):
        checking.check(cast.carla, cafe)
    with pytest.raises(NotFound):
        checking.check(cast.dirk, cafe)


def test_what_is_due_stands_in_the_order_of_its_day(cast: Cast, cafe: UUID) -> None:
    alice = id_of(cast.alice, Person, name="Alice")
    assert checks.due(cast.bob) == []
    never = checks.never_checked(cast.bob)
    Party.objects.of(cast.network.pk).filter(pk=cafe).update(next_check=date(2026, 2, 1))
    Person.objects.of(cast.network.pk).filter(pk=alice).update(next_check=date(2026, 1, 1))
    assert [(each.name, each.kind) for each in checks.due(cast.bob)] == [("Alice", "person"), ("Café Samen", "party")]
    assert checks.due_count(cast.bob) == 2
    assert checks.never_checked(cast.bob) == never - 2
    Person.objects.of(cast.network.pk).filter(pk=alice).update(left_on=date(2026, 1, 1))
    assert [each.name for each in checks.due(cast.bob)] == ["Café Samen"]
    assert checks.due(cast.dirk) == []


def test_suggestions_come_from_this_network_only(cast: Cast) -> None:
    assert queries.names(cast.dirk, [id_of(cast.alice, Party, name="Café Samen")]) == {}
